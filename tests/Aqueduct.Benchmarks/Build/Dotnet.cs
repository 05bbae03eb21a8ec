using System.Diagnostics;

namespace Aqueduct.Benchmarks.Build;

/// <summary>The SDK, called as a person calls it.</summary>
static class Dotnet
{
    /// <summary>Runs a command in a folder and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };

        // What this process was built with would lead another build astray.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} in {folder} ended with {process.ExitCode}:\n{text[^Math.Min(text.Length, 4000)..]}");
    }
}

using System.Diagnostics;

namespace Aqueduct.Integration.Tests.Containers;

/// <summary>tests/servers/containers.sh.</summary>
static class Scripts
{
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "containers.sh"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    public static void Run(params string[] arguments)
    {
        using var script = Start(arguments);
        var output = script.StandardOutput.ReadToEndAsync();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        if (script.ExitCode != 0)
            throw new InvalidOperationException($"containers.sh {string.Join(' ', arguments)} ended with {script.ExitCode}:\n{output.Result}{error}");
    }
}

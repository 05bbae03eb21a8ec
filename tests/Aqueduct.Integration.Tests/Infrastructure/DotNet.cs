using System.Diagnostics;
using System.Text;

namespace Aqueduct.Integration.Tests.Infrastructure;

/// <summary>The dotnet command line as a person has it: with an environment of its own, not the test run's.</summary>
/// <param name="environment">Variables on top of the machine's.</param>
public sealed class DotNet(IReadOnlyDictionary<string, string> environment)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20); // a loaded machine is no failure

    /// <summary>Variables on top of the machine's.</summary>
    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>The same with more variables.</summary>
    public DotNet With(params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(environment);
        foreach (var (name, value) in more)
            all[name] = value;
        return new(all);
    }

    /// <summary>Runs <c>dotnet</c> and expects exit code 0.</summary>
    public Output Succeed(string folder, params string[] arguments)
    {
        var output = Run(folder, arguments);
        Assert.True(output.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {output.ExitCode}:\n{output.Text}");
        return output;
    }

    /// <summary>Runs <c>dotnet</c>.</summary>
    public Output Run(string folder, params string[] arguments) => Start(folder, "dotnet", arguments);

    /// <summary>Runs a program.</summary>
    public Output Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test host's own build left behind would lead another SDK's build astray.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no process outlives the test and holds its folder
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        DataReceivedEventHandler collect = (_, line) =>
        {
            if (line.Data is not { } said)
                return; // the end of one of the two, which may come while the other still speaks
            lock (text)
                text.Append(said).Append('\n');
        };
        process.OutputDataReceived += collect;
        process.ErrorDataReceived += collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} ran for {Patience}:\n{text}");
        }

        process.WaitForExit(); // the output's end, too
        return new(process.ExitCode, text.ToString());
    }
}

/// <summary>What a command said.</summary>
public sealed record Output(int ExitCode, string Text);

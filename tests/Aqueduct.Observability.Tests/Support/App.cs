using System.Diagnostics;

namespace Aqueduct.Observability.Tests;

/// <summary>The test assembly as a workflow app, in a process of its own.</summary>
static class App
{
    public static Task<int> Main(string[] args)
    {
        ObservabilityConnector.Register();
        return AqueductHost.RunAsync(args);
    }

    /// <summary>Runs a command line to its end.</summary>
    /// <param name="home">The Aqueduct home.</param>
    /// <param name="variables">Environment variables.</param>
    /// <param name="args">The command line.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string home, Dictionary<string, string> variables, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var part in (string[])[typeof(App).Assembly.Location, .. args])
            start.ArgumentList.Add(part);
        start.Environment["AQUEDUCT_HOME"] = home;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}

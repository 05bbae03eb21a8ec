namespace Aqueduct;

using Runtime;

/// <summary>The command line of a workflow app; the generator's Main calls it.</summary>
public static class AqueductHost
{
    /// <summary>Runs the command line and returns the exit code: 0 succeeded, 1 failed, 2 refused before starting, 130 canceled.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        using var signals = new StopSignals();
        var environment = HostEnvironment.OfProcess() with { Options = new RunOptions { Hurry = signals.Hurry, Trace = TraceContext.OfEnvironment(Environment.GetEnvironmentVariable) } };
        return await new HostApp(WorkflowCatalog.All(), environment).RunAsync(args, signals.Token).ConfigureAwait(false);
    }
}

using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Server.Tests;

/// <summary>The test assembly as a workflow app: what a second process runs.</summary>
static class ServerApp
{
    public static Task<int> Main(string[] args)
    {
        WorkflowCatalog.Add(Waits);
        WorkflowCatalog.Add(Follows);
        return AqueductHost.RunAsync(args);
    }

    /// <summary>Says in a file that it is under way, and waits for another one. Fires on New Year's Day; a server that finds that it never ran makes up for the last one.</summary>
    public static FakeWorkflow Waits() => new FakeWorkflow().Named("Waits").At("0 0 1 1 *").Overlapping(Overlap.Skip).OperatorAsync("Wait", async run =>
    {
        File.AppendAllText(Path.Combine(AqueductHome.Find(), "started.txt"), $"{Environment.ProcessId}\n");
        while (!File.Exists(Path.Combine(AqueductHome.Find(), "go.txt")))
            await Task.Delay(20, run.Cancellation);
        return 1;
    });

    public static FakeWorkflow Follows() => new FakeWorkflow().Named("Follows").After("Waits").Operator("One", _ => 1);
}

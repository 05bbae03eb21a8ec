using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>The test assembly as a workflow app: what a second process runs.</summary>
static class TestApp
{
    public static Task<int> Main(string[] args)
    {
        WorkflowCatalog.Add(Steady);
        WorkflowCatalog.Add(Endless);
        WorkflowCatalog.Add(Deaf);
        WorkflowCatalog.Add(Large);
        return AqueductHost.RunAsync(args);
    }

    /// <summary>Twenty numbers, each from the one before.</summary>
    public static FakeWorkflow Steady()
    {
        var workflow = new FakeWorkflow().Named("Steady").Operator("Step0", _ => 0);
        for (var i = 1; i < 20; i++)
        {
            var value = i;
            workflow.Operator($"Step{i}", _ => value, [$"Step{i - 1}"]);
        }

        return workflow;
    }

    /// <summary>Waits until it is canceled.</summary>
    public static FakeWorkflow Endless() => new FakeWorkflow().Named("Endless").Operator("First", _ => 1).OperatorAsync("Waits", async c =>
    {
        await Task.Delay(Timeout.Infinite, c.Cancellation);
        return 1;
    }, ["First"]).Operator("Behind", _ => 1, ["Waits"]).Save("SaveBehind", "behind", "Behind");

    /// <summary>Waits, and does not hear a cancellation.</summary>
    public static FakeWorkflow Deaf() => new FakeWorkflow().Named("Deaf").Operator("First", _ => 1).Operator("Waits", _ =>
    {
        Thread.Sleep(Timeout.Infinite);
        return 1;
    }, ["First"]).Save("SaveBehind", "behind", "Waits");

    /// <summary>Writes more output into the store than a small disk holds.</summary>
    public static FakeWorkflow Large() => new FakeWorkflow().Named("Large").Operator("Loud", _ =>
    {
        Console.Write(new string('x', 200_000));
        return 1;
    }).Operator("Louder", _ =>
    {
        Console.Write(new string('y', 250_000));
        return 1;
    }, ["Loud"]).Save("SaveNumber", "numbers", "Louder");
}

using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.DuckDb.Tests;

/// <summary>A query over artifacts as a step of a run.</summary>
public sealed class RunTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    Task<RunDetails> RunAsync((string, string) first)
    {
        // Nodes run on flows of their own: the registry is the process's, as in an app.
        ResourceRegistry.Configure(Duck.Registry(null, _home.Folder));
        return _home.RunAsync(Workflow, ("since", "2026-01-01"), first);
    }

    static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "spending");

    [Fact]
    public void The_query_comes_after_the_artifacts_it_reads()
    {
        var nodes = Workflow.Definition.Nodes;
        var query = nodes.Single(n => n.Name == "Spending");
        Assert.Equal(["Customers", "Orders"], query.Inputs.Select(i => nodes[i].Name));
    }

    [Fact]
    public async Task The_run_keeps_what_the_query_gave()
    {
        var run = await RunAsync(("first", "Ada"));
        Assert.Equal((RunState.Succeeded, null), (run.Run.State, run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null)));
        Assert.Equal("15.25", run.Artifacts.Single(a => a.Node == "Total").Value);
    }

    [Fact]
    public async Task Another_artifact_is_another_result()
    {
        var first = await RunAsync(("first", "Ada"));
        var again = await RunAsync(("first", "Ada"));
        var other = await RunAsync(("first", "Zoë"));
        Assert.Equal(Hash(first), Hash(again));
        Assert.NotEqual(Hash(first), Hash(other));

        static string Hash(RunDetails run) => run.Artifacts.Single(a => a.Node == "Spending").Hash;
    }
}

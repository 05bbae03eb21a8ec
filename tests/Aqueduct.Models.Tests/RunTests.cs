using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Models.Tests;

/// <summary>Models in the operators of a run.</summary>
public sealed class RunTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    static Workflow Judging => WorkflowCatalog.All().Single(w => w.Definition.Slug == "judging");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task An_operator_with_a_model_runs_is_stored_and_is_cached()
    {
        var first = await _home.RunAsync(Judging);
        var second = await _home.RunAsync(Judging);

        Assert.Equal((RunState.Succeeded, RunState.Succeeded), (first.Run.State, second.Run.State));
        Assert.Equal((NodeState.Succeeded, NodeState.Cached), (first.Nodes.Single(n => n.Name == "Cached").State, second.Nodes.Single(n => n.Name == "Cached").State));
        Assert.Equal(Assert.Single(first.Metrics).Value, Assert.Single(second.Metrics).Value);
    }

    [Fact]
    public void An_operator_with_a_model_has_a_version() => Assert.Equal(16, Judging.Definition.Nodes.Single(n => n.Name == "Cached").CodeVersion?.Length);
}

using Aqueduct.Runtime;
using CsCheck;

namespace Aqueduct.Tests.Engine;

/// <summary>Random workflows, compared with a model of the rules that does one node after the other.</summary>
public sealed class RunModelTests : IAsyncLifetime
{
    /// <summary>No run of a few calls that do nothing takes so long.</summary>
    static readonly TimeSpan Hangs = TimeSpan.FromMinutes(1);

    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public Task A_run_ends_in_the_states_of_the_model_and_calls_each_node_as_often() => ModelWorkflow.Any(cancel: false).SampleAsync(async workflow =>
    {
        var (run, watch) = await RunAsync(workflow);
        Assert.Equal(workflow.States(), run.Nodes.Select(n => (n.State, n.State == NodeState.Skipped && n.Reason is not null)));
        Assert.Equal(workflow.Outcome(), run.Run.State);
        for (var node = 0; node < workflow.Nodes.Count; node++)
        {
            var started = run.Nodes[node].State is not NodeState.Skipped;
            Assert.Equal(started ? ModelWorkflow.Tries(workflow.Nodes[node]) : 0, watch.Begun(node));
            for (var item = 0; workflow.Nodes[node].IsMap && item < workflow.Nodes[node].Items; item++)
                Assert.Equal(started ? 1 : 0, watch.Begun(node, item));
        }

        var published = workflow.Outcome() == RunState.Failed ? 0 : workflow.Saves.Count(s => s.Open);
        Assert.Equal(published, run.Publications.Count);
    }, iter: 200, threads: 1);

    [Fact]
    public Task A_cancellation_ends_everything_and_publishes_nothing() => ModelWorkflow.Any(cancel: true).SampleAsync(async workflow =>
    {
        var (run, watch) = await RunAsync(workflow);
        var states = workflow.States();
        for (var node = 0; node < workflow.Nodes.Count; node++)
        {
            // What happened before the cancellation is as the model says; what did not is canceled, or skipped behind a failure.
            var state = run.Nodes[node].State;
            var lastTry = state == NodeState.Failed && workflow.Nodes[node].Conduct == Conduct.PassesAtTheThirdTry;
            Assert.True(lastTry || state == states[node].State || state == NodeState.Canceled || (state == NodeState.Skipped && run.Nodes[node].Reason is null), $"node {node} is {state}");
            Assert.InRange(watch.Begun(node), 0, ModelWorkflow.Tries(workflow.Nodes[node]));
        }

        if (!watch.HasCanceled || (run.Run.State != RunState.Canceled && run.Nodes.All(n => n.Passed)))
            Assert.Equal(workflow.Outcome(), run.Run.State);
        else
            Assert.Equal((RunState.Canceled, 0), (run.Run.State, run.Publications.Count));
    }, iter: 200, threads: 1);

    async Task<(RunDetails Run, CallWatch Watch)> RunAsync(ModelWorkflow workflow)
    {
        using var source = new CancellationTokenSource();
        var watch = new CallWatch(workflow, source.Cancel);
        var options = _home.Options with { Concurrency = workflow.Concurrency, Machine = (workflow.Cpu, workflow.Memory), RetryDelay = TimeSpan.Zero, Grace = Hangs };
        var run = await new WorkflowRunner(_home.Store, _home.Clock, options)
            .RunAsync(workflow.Build(watch), new Dictionary<string, string>(), NoObserver.Instance, source.Token).WaitAsync(Hangs);
        Assert.Empty(watch.Mistakes);
        Assert.All(run.Nodes, n => Assert.True(n.State.Ended(), $"{n.Name} is {n.State}"));
        // What is recorded is what was told.
        var stored = _home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(run.Run.State, stored.Run.State);
        Assert.Equal(run.Nodes.Select(n => (n.Name, n.State)), stored.Nodes.Select(n => (n.Name, n.State)));
        return (run, watch);
    }
}

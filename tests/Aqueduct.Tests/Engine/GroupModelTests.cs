using Aqueduct.Runtime;
using CsCheck;

namespace Aqueduct.Tests.Engine;

/// <summary>Random workflows whose nodes ask for machines of several sizes, done group by group.</summary>
public sealed class GroupModelTests : IAsyncLifetime
{
    static readonly TimeSpan Hangs = TimeSpan.FromMinutes(1);

    readonly TestHome _home = new();
    int _run;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public Task Groups_end_in_the_states_of_the_model_and_call_each_node_as_often() => ModelWorkflow.Any(cancel: false).SampleAsync(async workflow =>
    {
        var watch = new CallWatch(workflow with { Cpu = 100, Memory = 100, Concurrency = 64 }, () => { });
        var flow = workflow.Build(watch);
        var id = $"model-{Interlocked.Increment(ref _run)}";
        var options = _home.Options with { Concurrency = 64, Machine = (100, 100), RetryDelay = TimeSpan.Zero, Grace = Hangs };
        await using var runner = new WorkflowRunner(_home.Store, _home.Clock, options);
        // Each group twice: the second time nothing may happen that has happened.
        foreach (var group in EngineGroups.Of(flow.Definition).SelectMany(g => new[] { g, g }))
            await runner.RunGroupAsync(flow, group, id, new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None).WaitAsync(Hangs);
        var run = await runner.FinishAsync(flow.Definition, id);
        Assert.Empty(watch.Mistakes);
        var states = workflow.States();
        Assert.Equal(workflow.Outcome(), run.Run.State);
        Assert.Equal(states, run.Nodes.Select(n => (n.State, n.State == NodeState.Skipped && n.Reason is not null)));
        for (var node = 0; node < workflow.Nodes.Count; node++)
        {
            // A loop of which items failed does these again.
            var once = run.Nodes[node].State is NodeState.Skipped ? 0 : 1;
            Assert.Equal(once * ModelWorkflow.Tries(workflow.Nodes[node]), watch.Begun(node));
            for (var item = 0; workflow.Nodes[node].IsMap && item < workflow.Nodes[node].Items; item++)
                Assert.InRange(watch.Begun(node, item), once, workflow.Nodes[node].Conduct == Conduct.AnItemThrows ? 2 * once : once);
        }

        Assert.Equal(workflow.Outcome() == RunState.Failed ? 0 : workflow.Saves.Count(s => s.Open), run.Publications.Count);
    }, iter: 150, threads: 1);
}

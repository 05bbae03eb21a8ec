using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Groups that stand in a branch: where it is not taken the run ends without them, as a run in one process would have.</summary>
public sealed class GroupBranchTests : IAsyncLifetime
{
    const string Id = "branched-20260304";

    readonly TestHome _home = new();
    readonly List<string> _calls = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    double Call(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    /// <summary>A large machine trains, and another judges, where the data have drifted.</summary>
    FakeWorkflow Flow(double drift, Func<FakeRun, bool>? holds = null)
    {
        holds ??= r => r.Values[1] > 1;
        return new FakeWorkflow().Operator("Load", _ => Call("Load", 2)).Needing(1)
            .Metric("Drift", drift, [], "Load")
            .From("Train", r => Call("Train", r.Values[0] + 1), "Load", "Drift").Needing(8).Only("Drift > 1", holds)
            .From("Judge", r => Call("Judge", r.Values[2] * 10), "Drift", "Train").Needing(4).Only("Drift > 1", holds)
            .Save("SaveModel", "models", "Drift", "Judge").Only("Drift > 1", holds);
    }

    async Task<(RunDetails Run, string Outputs)> DoAsync(Workflow workflow, string group)
    {
        await using var store = _home.Open(_home.Clock);
        await using var runner = new WorkflowRunner(store, _home.Clock, _home.Options with { Publish = TestHome.Published });
        var run = await runner.RunGroupAsync(workflow, EngineGroups.Of(workflow.Definition).Single(g => g.Name == group), Id, new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        return (run, string.Join(' ', (await runner.OutputsAsync(workflow, Id, new Dictionary<string, string>())).Select(o => $"{o.Name}={o.Value}")));
    }

    static IEnumerable<(string, NodeState, string?)> States(RunDetails run) => run.Nodes.Select(n => (n.Name, n.State, n.Reason));

    [Fact]
    public void What_conditions_ask_and_what_stands_in_no_branch_is_kept_out_of_groups_that_do() =>
        Assert.Equal(["load Load Drift", "train Train", "judge Judge SaveModel"], EngineGroups.Of(Flow(0).Definition).Select(g => $"{g.Name} {string.Join(' ', g.Nodes.Select(n => Flow(0).Definition.Nodes[n].Name))}"));

    [Fact]
    public async Task A_run_ends_without_the_groups_whose_branch_is_not_taken()
    {
        var whole = await _home.RunAsync(Flow(0.5));
        var (run, outputs) = await DoAsync(Flow(0.5), "load");

        Assert.Equal("run-train=false run-judge=false", outputs);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(States(whole), States(run));
        Assert.Equal(whole.Artifacts.Select(a => a.Hash), run.Artifacts.Select(a => a.Hash));
        Assert.Equal(["Load", "Load"], _calls);
    }

    [Fact]
    public async Task A_group_that_is_started_though_its_branch_is_not_taken_does_nothing()
    {
        FakeWorkflow More() => Flow(0.5).Operator("Other", _ => 1).Needing(2);
        await DoAsync(More(), "load");
        var (run, outputs) = await DoAsync(More(), "train");
        Assert.Equal((RunState.Running, "run-train=false run-judge=false run-publish=false"), (run.Run.State, outputs));
        Assert.Equal(["Load"], _calls);
        // Publications come last, and whether they do is said when the rest is done.
        Assert.Equal([NodeState.Skipped, NodeState.Skipped, NodeState.Pending, NodeState.Pending], run.Nodes.Skip(2).Select(n => n.State));
        Assert.Equal(States(await _home.RunAsync(More())), States((await DoAsync(More(), "other")).Run));
    }

    [Fact]
    public async Task Groups_whose_branch_is_taken_are_run()
    {
        Assert.Equal("run-train=true run-judge=true", (await DoAsync(Flow(2), "load")).Outputs);
        await DoAsync(Flow(2), "train");
        var (run, _) = await DoAsync(Flow(2), "judge");
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(States(await _home.RunAsync(Flow(2))), States(run));
    }

    [Fact]
    public async Task What_a_condition_throws_is_the_failure_of_the_node_in_its_group()
    {
        FakeWorkflow Broken() => Flow(2, _ => throw new InvalidOperationException("no answer"));
        Assert.Equal("run-train=true run-judge=true", (await DoAsync(Broken(), "load")).Outputs);
        var (run, _) = await DoAsync(Broken(), "train");
        Assert.Equal((NodeState.Failed, true), (run.Nodes[2].State, run.Nodes[2].Failure!.Error.Contains("no answer", StringComparison.Ordinal)));
    }

    /// <summary>What is asked and what is read come from groups that do not wait for each other.</summary>
    FakeWorkflow Wide(bool fails = false) => new FakeWorkflow().Operator("A", _ => Call("A", 1)).Needing(1).Metric("Drift", 0.5, [], "A")
        .Operator("B", _ => fails ? throw new InvalidOperationException("broken") : Call("B", 2)).Needing(2)
        .From("Train", r => Call("Train", r.Values[2]), "Drift", "B").Needing(8).Only("Drift > 1", r => r.Values[1] > 1);

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task Whichever_group_comes_last_records_what_is_not_taken(string first, string second)
    {
        Assert.Equal(RunState.Running, (await DoAsync(Wide(), first)).Run.Run.State);
        var (run, outputs) = await DoAsync(Wide(), second);
        Assert.Equal((RunState.Succeeded, "run-train=false"), (run.Run.State, outputs));
        Assert.Equal(States(await _home.RunAsync(Wide())), States(run));
    }

    [Fact]
    public async Task Groups_that_end_at_the_same_time_leave_nothing_open()
    {
        for (var i = 0; i < 10; i++)
        {
            await Task.WhenAll(Task.Run(() => DoAsync(Wide(), "a")), Task.Run(() => DoAsync(Wide(), "b")));
            Assert.Equal(RunState.Succeeded, _home.Store.Read(q => q.Find(Id))!.Run.State);
            _home.Change($"UPDATE runs SET id = 'done-{i}' WHERE id = '{Id}'");
            foreach (var table in (string[])["nodes", "artifacts", "metrics", "run_groups"])
                _home.Change($"DELETE FROM {table} WHERE run = '{Id}'");
        }
    }

    [Fact]
    public async Task Behind_a_failure_nothing_is_said_of_branches()
    {
        var whole = await _home.RunAsync(Wide(fails: true));
        Assert.Equal("run-train=false", (await DoAsync(Wide(fails: true), "a")).Outputs);
        await DoAsync(Wide(fails: true), "b");
        await using var runner = new WorkflowRunner(_home.Store, _home.Clock, _home.Options);
        Assert.Equal(States(whole), States(await runner.FinishAsync(Wide().Definition, Id)));
    }
}

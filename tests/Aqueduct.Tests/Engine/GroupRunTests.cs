using Aqueduct.Planning;
using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Runs whose groups of nodes are in processes of their own: here each has a store and a runner of its own.</summary>
public sealed class GroupRunTests : IAsyncLifetime
{
    const string Id = "churn-20260304";

    readonly TestHome _home = new();
    readonly List<string> _calls = [];
    readonly List<string> _published = [];
    Func<string, double, double> _does = (_, value) => value;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    double Call(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return _does(name, value);
    }

    /// <summary>Two branches side by side on machines of two sizes, a check behind both, and two saves.</summary>
    FakeWorkflow Flow() => new FakeWorkflow().Parameter("size")
        .Operator("Load", _ => Call("Load", 2)).Needing(1)
        .From("Left", r => Call("Left", r.Values[0] + 1), "Load").Needing(2)
        .From("Right", r => Call("Right", r.Values[0] * 10), "Load").Needing(4)
        .From("Joined", r => Call("Joined", r.Values[1] + r.Values[2]), "Left", "Right").Needing(1)
        .EachCheck("Holds", _ => Call("Holds", 1) > 0, Severity.Error, "Joined")
        .Metric("Share", 0.5, [], "Right")
        .Save("SaveJoined", "joined", "Joined")
        .Save("SaveLeft", "left", "Left");

    static NodeGroup Group(Workflow workflow, string name) => EngineGroups.Of(workflow.Definition).Single(g => g.Name == name);

    static string[] Names(Workflow workflow) => [.. EngineGroups.Of(workflow.Definition).Select(g => g.Name)];

    /// <summary>Does one group as a process of its own would.</summary>
    async Task<RunDetails> DoAsync(Workflow workflow, string group, string id = Id, CancellationToken cancel = default, params (string Name, string Value)[] values)
    {
        await using var store = _home.Open(_home.Clock);
        await using var runner = new WorkflowRunner(store, _home.Clock, _home.Options with { Publish = PublishAsync });
        return await runner.RunGroupAsync(workflow, Group(workflow, group), id, values.ToDictionary(v => v.Name, v => v.Value), NoObserver.Instance, cancel);
    }

    async Task<RunDetails> FinishAsync(Workflow workflow, string id = Id)
    {
        await using var store = _home.Open(_home.Clock);
        await using var runner = new WorkflowRunner(store, _home.Clock, _home.Options);
        return await runner.FinishAsync(workflow.Definition, id);
    }

    Task<IReadOnlyList<PublicationResult>> PublishAsync(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel)
    {
        lock (_calls)
            _published.AddRange(saves.Select(s => s.Node));
        return TestHome.Published(saves, runId, cancel);
    }

    RunDetails Stored(string id = Id) => _home.Store.Read(q => q.Find(id))!;

    static IEnumerable<(string, string)> Hashes(RunDetails run) => run.Artifacts.Select(a => (a.Name, a.Hash));

    [Fact]
    public async Task Groups_in_order_give_what_one_process_gives_and_call_everything_once()
    {
        var whole = await _home.RunAsync(Flow());
        _calls.Clear();
        Assert.Equal(["load", "left", "right", "joined"], Names(Flow()));
        foreach (var group in Names(Flow()))
            Assert.Equal(group == "joined" ? RunState.Succeeded : RunState.Running, (await DoAsync(Flow(), group)).Run.State);
        Assert.Equal(["Load", "Left", "Right", "Joined", "Holds"], _calls);
        var run = Stored();
        Assert.Equal(Hashes(whole), Hashes(run));
        Assert.Equal(whole.Nodes.Select(n => (n.Name, n.State)), run.Nodes.Select(n => (n.Name, n.State)));
        Assert.Equal((whole.Checks, whole.Metrics.Count, whole.Publications.Select(p => p.Node)), (run.Checks, run.Metrics.Count, run.Publications.Select(p => p.Node)), (x, y) =>
            x.Item1.SequenceEqual(y.Item1) && x.Item2 == y.Item2 && x.Item3.SequenceEqual(y.Item3));
        Assert.Equal(["SaveJoined", "SaveLeft"], _published);
        Assert.True(run.Run.FinishedAt >= run.Nodes.Max(n => n.FinishedAt));
    }

    [Fact]
    public async Task Groups_that_do_not_wait_for_each_other_run_at_the_same_time()
    {
        using var both = new Barrier(2);
        _does = (name, value) => name is "Left" or "Right" && !both.SignalAndWait(TimeSpan.FromMinutes(1)) ? throw new TimeoutException("the other group did not start") : value;
        await DoAsync(Flow(), "load");
        var side = await Task.WhenAll(Task.Run(() => DoAsync(Flow(), "left")), Task.Run(() => DoAsync(Flow(), "right")));
        Assert.All(side, r => Assert.Equal(RunState.Running, r.Run.State));
        Assert.Equal((RunState.Succeeded, "23"), ((await DoAsync(Flow(), "joined")).Run.State, Stored().Artifacts.Single(a => a.Name == "joined").Value));
    }

    [Fact]
    public async Task Whichever_group_is_last_ends_a_run_without_publications()
    {
        FakeWorkflow Two() => new FakeWorkflow().Operator("A", _ => 1).Needing(1).Operator("B", _ => 2).Needing(2).Check("Holds", false, Severity.Warning, "B");
        Assert.Equal(RunState.Running, (await DoAsync(Two(), "b")).Run.State);
        Assert.Equal(RunState.SucceededWithWarnings, (await DoAsync(Two(), "a")).Run.State);
    }

    [Fact]
    public async Task A_group_that_is_done_again_does_nothing_and_publishes_nothing_twice()
    {
        foreach (var group in (string[])["load", "load", "left", "right", "right", "joined", "joined", "load"])
            await DoAsync(Flow(), group);
        Assert.Equal(["Load", "Left", "Right", "Joined", "Holds"], _calls);
        Assert.Equal(["SaveJoined", "SaveLeft"], _published);
        Assert.Equal(RunState.Succeeded, (await FinishAsync(Flow())).Run.State);
    }

    [Fact]
    public async Task A_failure_leaves_the_rest_undone_until_the_run_is_finished()
    {
        _does = (name, value) => name == "Left" ? throw new InvalidOperationException("broken") : value;
        await DoAsync(Flow(), "load");
        Assert.Equal((RunState.Running, NodeState.Failed), ((await DoAsync(Flow(), "left")).Run.State, Stored().Nodes[1].State));
        await DoAsync(Flow(), "right");
        // Somebody starts it all the same: nothing of it runs.
        Assert.Equal(RunState.Running, (await DoAsync(Flow(), "joined")).Run.State);
        Assert.Equal(["Load", "Left", "Right"], _calls);
        var run = await FinishAsync(Flow());
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Contains("Left: InvalidOperationException: broken", run.Run.Failure!.Error, StringComparison.Ordinal);
        Assert.Equal([NodeState.Succeeded, NodeState.Failed, NodeState.Succeeded, NodeState.Skipped, NodeState.Skipped, NodeState.Succeeded, NodeState.Canceled, NodeState.Canceled], run.Nodes.Select(n => n.State));
        Assert.Empty(_published);
    }

    [Fact]
    public async Task What_is_left_of_a_failed_run_is_skipped_though_no_group_of_it_was_started()
    {
        _does = (name, value) => name == "Left" ? throw new InvalidOperationException("broken") : value;
        await DoAsync(Flow(), "load");
        await DoAsync(Flow(), "left");
        var run = await FinishAsync(Flow());
        Assert.Equal([NodeState.Succeeded, NodeState.Failed, NodeState.Skipped, NodeState.Skipped, NodeState.Skipped, NodeState.Skipped, NodeState.Canceled, NodeState.Canceled], run.Nodes.Select(n => n.State));
    }

    [Fact]
    public async Task A_retry_does_not_call_again_what_failed_by_its_own_fault()
    {
        _does = (name, value) => name == "Left" ? throw new InvalidOperationException("broken") : value;
        await DoAsync(Flow(), "load");
        await DoAsync(Flow(), "left");
        var again = await DoAsync(Flow(), "left");
        Assert.Equal(["Load", "Left"], _calls);
        Assert.Equal((NodeState.Failed, RunState.Running), (again.Nodes[1].State, again.Run.State));
    }

    [Fact]
    public async Task A_retry_calls_again_what_the_machine_failed()
    {
        var first = true;
        _does = (name, value) => name == "Left" && first ? throw new OutOfMemoryException() : value;
        await DoAsync(Flow(), "load");
        Assert.Equal(FailureOwner.System, (await DoAsync(Flow(), "left")).Nodes[1].Failure!.Owner);
        first = false;
        Assert.Equal(NodeState.Succeeded, (await DoAsync(Flow(), "left")).Nodes[1].State);
        Assert.Equal(["Load", "Left", "Left"], _calls);
    }

    [Fact]
    public async Task A_run_that_was_finished_as_failed_goes_on_when_its_groups_are_started_again()
    {
        var mended = false;
        _does = (name, value) => name == "Left" && !mended ? throw new InvalidOperationException("broken") : value;
        foreach (var group in (string[])["load", "left", "right"])
            await DoAsync(Flow(), group);
        await FinishAsync(Flow());
        mended = true;
        Assert.Equal(RunState.Running, (await DoAsync(Flow(), "left")).Run.State);
        Assert.Equal(RunState.Succeeded, (await DoAsync(Flow(), "joined")).Run.State);
        Assert.Equal(["Load", "Left", "Right", "Left", "Joined", "Holds"], _calls);
        Assert.Equal(["SaveJoined", "SaveLeft"], _published);
    }

    [Fact]
    public async Task Nothing_is_published_where_a_check_of_another_group_does_not_hold()
    {
        FakeWorkflow Checked() => new FakeWorkflow().Operator("A", _ => 1).Needing(1).Check("Holds", false, Severity.Error, "A").Operator("B", _ => 2).Needing(2).Save("SaveB", "b", "B");
        Assert.Equal(["a", "b", "publish"], Names(Checked()));
        foreach (var group in Names(Checked()))
            await DoAsync(Checked(), group);
        Assert.Empty(_published);
        var run = await FinishAsync(Checked());
        Assert.Equal((RunState.Failed, NodeState.Canceled), (run.Run.State, run.Nodes[^1].State));
    }

    [Fact]
    public async Task A_second_process_for_a_group_waits_for_the_first_and_finds_it_done()
    {
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        FakeWorkflow Slow() => new FakeWorkflow().OperatorAsync("Slow", async _ =>
        {
            Call("Slow", 1);
            started.TrySetResult();
            await release.Task;
            return 1;
        }).Save("SaveSlow", "slows", "Slow");
        var first = DoAsync(Slow(), "all");
        await started.Task;
        var second = DoAsync(Slow(), "all");
        release.SetResult();
        Assert.Equal([RunState.Succeeded, RunState.Succeeded], (await Task.WhenAll(first, second)).Select(r => r.Run.State));
        Assert.Equal((["Slow"], ["SaveSlow"]), (_calls, _published), (x, y) => x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2));
    }

    [Fact]
    public async Task A_group_whose_process_is_gone_is_taken_over_and_that_process_publishes_nothing()
    {
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        FakeWorkflow Slow() => new FakeWorkflow().Operator("Quick", _ => Call("Quick", 1)).OperatorAsync("Slow", async c =>
        {
            if (Call("Slow", 1) > 0 && started.TrySetResult())
                await release.Task.WaitAsync(c.Cancellation);
            return 1;
        }, ["Quick"]).Save("SaveSlow", "slows", "Slow");
        var first = DoAsync(Slow(), "all");
        await started.Task;
        // A machine that cannot be reached any more, whose lease has run out.
        _home.Change("UPDATE run_groups SET owner = 'gone', host = 'another host', lease_until = '2020-01-01T00:00:00.0000000Z'");
        Assert.Equal(RunState.Succeeded, (await DoAsync(Slow(), "all")).Run.State);
        var lost = await first.ContinueWith(t => t, TaskScheduler.Default);
        Assert.Equal(["SaveSlow"], _published);
        Assert.Equal(2, _calls.Count(c => c == "Slow"));
        Assert.Equal(RunState.Succeeded, Stored().Run.State);
        Assert.True(lost.IsFaulted || lost.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_canceled_group_is_done_by_the_next_process()
    {
        using var source = new CancellationTokenSource();
        _does = (name, value) =>
        {
            if (name == "Left")
                source.Cancel();
            return value;
        };
        await DoAsync(Flow(), "load");
        // The call itself has ended: whether its value is stored before the group stops is a matter of time.
        await DoAsync(Flow(), "left", cancel: source.Token);
        _does = (_, value) => value;
        Assert.Equal(NodeState.Succeeded, (await DoAsync(Flow(), "left")).Nodes[1].State);
        await DoAsync(Flow(), "right");
        Assert.Equal(RunState.Succeeded, (await DoAsync(Flow(), "joined")).Run.State);
    }

    [Fact]
    public async Task A_request_to_cancel_between_two_groups_ends_the_run_when_the_store_is_opened_next()
    {
        await DoAsync(Flow(), "load");
        await _home.Store.WriteAsync(t =>
        {
            t.Write(new CancelRequested(Id, "a test", DateTimeOffset.UnixEpoch));
            return true;
        });
        await _home.CloseAsync();
        Assert.Equal((RunState.Canceled, NodeState.Canceled), (Stored().Run.State, Stored().Nodes[1].State));
    }

    [Fact]
    public async Task A_run_stays_open_between_its_groups_for_a_day()
    {
        await DoAsync(Flow(), "load");
        var until = _home.Store.Read(q => q.Unfinished())[0].LeaseUntil!.Value;
        Assert.InRange(until - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        await _home.CloseAsync();
        Assert.Equal(RunState.Running, Stored().Run.State);
        _home.Change("UPDATE runs SET lease_until = '2020-01-01T00:00:00.0000000Z'");
        await _home.CloseAsync();
        var run = Stored();
        Assert.Equal((RunState.Failed, true), (run.Run.State, run.Run.Interrupted));
        Assert.Contains("Left was not run to its end", run.Run.Failure!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_before_its_time_is_refused_and_leaves_no_trace()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => DoAsync(Flow(), "left"));
        Assert.Contains("Group 'left' of 'Fake flow' comes after Load, which is Pending", refused.Message, StringComparison.Ordinal);
        Assert.Null(_home.Store.Read(q => q.Find(Id)));
        await DoAsync(Flow(), "load");
        await Assert.ThrowsAsync<RefusedException>(() => DoAsync(Flow(), "joined"));
        Assert.Equal(["Load"], _calls);
    }

    [Fact]
    public async Task Groups_of_one_run_have_one_workflow_and_the_same_parameters()
    {
        await DoAsync(Flow(), "load", Id, default, ("size", "3"));
        Assert.Contains("was begun with --size 3; here it is 4", (await Assert.ThrowsAsync<RefusedException>(() => DoAsync(Flow(), "left", Id, default, ("size", "4")))).Message, StringComparison.Ordinal);
        Assert.Contains("is one of 'Fake flow', not of 'Other'", (await Assert.ThrowsAsync<RefusedException>(() => DoAsync(Flow().Named("Other"), "load"))).Message, StringComparison.Ordinal);
        Assert.Contains("none of its groups was ever started", (await Assert.ThrowsAsync<RefusedException>(() => FinishAsync(Flow(), "other"))).Message, StringComparison.Ordinal);
        await DoAsync(Flow(), "left", Id, default, ("size", "3"));
    }

    [Fact]
    public async Task What_another_group_gave_and_nobody_can_read_fails_the_group_and_says_what_is_missing()
    {
        await DoAsync(Flow(), "load");
        File.Delete(new ArtifactStore(_home.Folder).PathOf(Stored().Artifacts.Single(a => a.Name == "load").Hash));
        var run = await DoAsync(Flow(), "left");
        Assert.Equal((NodeState.Failed, FailureOwner.System), (run.Nodes[1].State, run.Nodes[1].Failure!.Owner));
        Assert.Contains("What Load gave to this group of nodes cannot be read", run.Nodes[1].Failure!.Error, StringComparison.Ordinal);
        Assert.Equal(["Load"], _calls);
    }

    [Fact]
    public async Task A_loop_that_publishes_does_only_the_items_that_are_left()
    {
        var broken = true;
        FakeWorkflow Loop() => new FakeWorkflow().Operator("A", _ => Call("A", 1)).Needing(1)
            .Map("Parts", 3, new FakeWorkflow().Each("Part", (r, _) => ValueTask.FromResult(r.Item == 2 && broken ? throw new OutOfMemoryException() : Call($"Part[{r.Item}]", r.Item)))
                .EachSave("SavePart", r => $"part{r.Item}", SaveMode.Append, "Part"), ["A"]);
        Assert.Equal(["all"], Names(Loop()));
        await DoAsync(Loop(), "all");
        Assert.Empty(_published);
        broken = false;
        Assert.Equal(RunState.Succeeded, (await DoAsync(Loop(), "all")).Run.State);
        Assert.Equal(["A", "Part[0]", "Part[1]", "Part[2]"], _calls.Order(StringComparer.Ordinal));
        Assert.Equal(["SavePart[0]", "SavePart[1]", "SavePart[2]"], _published);
    }

    [Fact]
    public async Task A_run_whose_last_process_died_before_it_said_that_it_was_done_is_not_called_a_success()
    {
        FakeWorkflow One() => new FakeWorkflow().Operator("A", _ => Call("A", 1)).Save("SaveA", "a", "A");
        await DoAsync(One(), "all");
        // As it was before the last transaction.
        _home.Change("UPDATE run_groups SET owner = 'gone', host = 'another host', lease_until = '2020-01-01T00:00:00.0000000Z'");
        _home.Change("UPDATE runs SET finished_at = NULL, state = 'Running', lease_until = '2999-01-01T00:00:00.0000000Z'");
        var run = await FinishAsync(One());
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Contains("ended before it could say", run.Run.Failure!.Error, StringComparison.Ordinal);
        Assert.Equal((RunState.Succeeded, "A"), ((await DoAsync(One(), "all")).Run.State, Assert.Single(_calls)));
    }

    [Fact]
    public async Task CancelPrevious_asks_the_earlier_run_to_stop()
    {
        await DoAsync(Flow().Overlapping(Overlap.CancelPrevious), "load");
        await DoAsync(Flow().Overlapping(Overlap.CancelPrevious), "load", "the-next");
        await _home.CloseAsync();
        Assert.Equal((RunState.Canceled, RunState.Running), (Stored().Run.State, Stored("the-next").Run.State));
    }

    [Fact]
    public async Task The_time_out_counts_from_the_beginning_of_the_run()
    {
        FakeWorkflow Short() => Flow().Within(TimeSpan.FromMinutes(5));
        await DoAsync(Short(), "load");
        _home.Change("UPDATE runs SET started_at = '2020-01-01T00:00:00.0000000Z'");
        var run = await DoAsync(Short(), "left");
        Assert.Equal((NodeState.Failed, "Load"), (run.Nodes[1].State, Assert.Single(_calls)));
        Assert.Contains("ran longer than its Timeout", run.Nodes[1].Failure!.Error, StringComparison.Ordinal);
    }
}

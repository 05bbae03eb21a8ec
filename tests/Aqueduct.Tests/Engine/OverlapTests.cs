using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Engine;

/// <summary>Runs of one workflow that are started while another is under way, as two processes on one home would: each with a store of its own.</summary>
public sealed class OverlapTests : IAsyncLifetime
{
    readonly TestHome _home = new();
    readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    /// <summary>Waits for the test, or for a cancellation.</summary>
    FakeWorkflow Slow(Overlap overlap) => new FakeWorkflow().Overlapping(overlap).OperatorAsync("Slow", async c =>
    {
        _started.TrySetResult();
        await _release.Task.WaitAsync(c.Cancellation);
        return 1;
    });

    static FakeWorkflow Quick(Overlap overlap) => new FakeWorkflow().Overlapping(overlap).Operator("Quick", _ => 1);

    /// <summary>Counts the runs of its workflow that are under way while it runs. Times of runs do not tell it: a clock can be set back between them.</summary>
    FakeWorkflow Counting(Overlap overlap, Action<int> count) => new FakeWorkflow().Overlapping(overlap).Operator("Count", _ =>
    {
        count(_home.Store.Read(q => q.Unfinished("fake-flow")).Count);
        return 1;
    });

    async Task<RunDetails> ElsewhereAsync(Workflow workflow, CancellationToken cancel = default, Overlap? overlap = null)
    {
        await using var store = _home.Open(_home.Clock);
        return await new WorkflowRunner(store, _home.Clock, _home.Options with { Overlap = overlap }).RunAsync(workflow, new Dictionary<string, string>(), NoObserver.Instance, cancel);
    }

    [Fact]
    public async Task Two_runs_of_one_second_with_the_same_random_name_get_two_names()
    {
        var run = new RunRecord(Admission.NewId(DateTimeOffset.UnixEpoch), "Fake flow", "fake-flow", "1", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch, RunState.Running, DateTimeOffset.UnixEpoch);
        var admission = new Admission(_home.Store, _home.Clock);
        var (one, two) = (await admission.RecordAsync(new RunStarted(run, [], _home.Store.ClaimRuns()), Overlap.Parallel), await admission.RecordAsync(new RunStarted(run, [], _home.Store.ClaimRuns()), Overlap.Parallel));
        Assert.Equal(run.Id, one.Id);
        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal([two.Id, one.Id], _home.Store.Read(q => q.Newest(2)).Select(r => r.Id));
    }

    [Fact]
    public async Task Skip_refuses_the_second_run_names_the_first_and_records_nothing()
    {
        var first = _home.RunAsync(Slow(Overlap.Skip));
        await _started.Task;
        var thrown = await Assert.ThrowsAsync<NotAdmittedException>(() => ElsewhereAsync(Quick(Overlap.Skip)));
        _release.SetResult();
        var run = await first;
        Assert.StartsWith($"Run {run.Run.Id} of 'Fake flow' is under way (process {Environment.ProcessId} on ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("--overlap parallel", thrown.Message, StringComparison.Ordinal);
        Assert.Single(_home.Store.Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task Parallel_runs_both_and_what_the_caller_says_counts_more_than_what_the_workflow_says()
    {
        var first = _home.RunAsync(Slow(Overlap.Skip));
        await _started.Task;
        Assert.Equal(RunState.Succeeded, (await ElsewhereAsync(Quick(Overlap.Skip), overlap: Overlap.Parallel)).Run.State);
        Assert.Equal(RunState.Running, _home.Store.Read(q => q.NewestOf("fake-flow", 2))[1].State);
        _release.SetResult();
        await first;
    }

    [Fact]
    public async Task Queue_waits_for_the_first_run_and_runs_of_other_workflows_do_not_count()
    {
        var first = _home.RunAsync(Slow(Overlap.Queue));
        await _started.Task;
        Assert.Equal(RunState.Succeeded, (await ElsewhereAsync(Quick(Overlap.Queue).Named("Other"))).Run.State);
        var underWay = 0;
        var second = ElsewhereAsync(Counting(Overlap.Queue, n => underWay = n));
        await WaitForAsync(RunState.Pending);
        _release.SetResult();
        var (one, two) = (await first, await second);
        Assert.Equal((RunState.Succeeded, RunState.Succeeded, 1), (one.Run.State, two.Run.State, underWay));
        Assert.Equal(two.Run.StartedAt, _home.Store.Read(q => q.Find(two.Run.Id))!.Run.StartedAt);
    }

    [Fact]
    public async Task A_queued_run_waits_for_one_that_was_queued_before_it_and_has_begun_meanwhile()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var admission = new Admission(_home.Store, clock);
        var runs = new List<RunRecord>();
        foreach (var id in new[] { "a", "b", "c" })
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var run = new RunRecord(id, "Flow", "flow", "v1", new Dictionary<string, string>(), clock.GetUtcNow(), RunState.Running, clock.GetUtcNow());
            runs.Add(await admission.RecordAsync(new RunStarted(run, [], _home.Store.ClaimRuns()), Overlap.Queue));
        }

        Assert.Equal([RunState.Running, RunState.Pending, RunState.Pending], runs.Select(r => r.State));
        End(runs[0]);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = await admission.WaitAsync(runs[1], CancellationToken.None);
        var third = admission.WaitAsync(runs[2], CancellationToken.None);
        await _home.Store.FlushAsync();
        await Task.Yield();
        Assert.Equal([RunState.Running, RunState.Pending], _home.Store.Read(q => q.Unfinished("flow")).OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => r.State));
        End(second);
        while (!third.IsCompleted)
        {
            clock.Advance(Lease.Beat);
            await _home.Store.FlushAsync();
        }

        Assert.Equal(RunState.Running, (await third).State);

        void End(RunRecord run) => _home.Store.Append(new RunFinished(run with { State = RunState.Succeeded, FinishedAt = clock.GetUtcNow() }));
    }

    [Fact]
    public async Task Of_many_queued_runs_no_two_are_under_way_at_once()
    {
        var (now, most) = (0, 0);
        var flow = new FakeWorkflow().Overlapping(Overlap.Queue).OperatorAsync("One", async _ =>
        {
            var count = Interlocked.Increment(ref now);
            lock (_home)
                most = Math.Max(most, count);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return 1;
        });
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ElsewhereAsync(flow)));
        Assert.All(runs, r => Assert.Equal(RunState.Succeeded, r.Run.State));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_queued_run_that_is_canceled_ends_without_having_begun()
    {
        var first = _home.RunAsync(Slow(Overlap.Queue));
        await _started.Task;
        using var cancel = new CancellationTokenSource();
        var second = ElsewhereAsync(Quick(Overlap.Queue), cancel.Token);
        await WaitForAsync(RunState.Pending);
        await cancel.CancelAsync();
        var run = await second;
        Assert.Equal((RunState.Canceled, NodeState.Canceled, null), (run.Run.State, run.Nodes[0].State, run.Nodes[0].StartedAt));
        _release.SetResult();
        Assert.Equal(RunState.Succeeded, (await first).Run.State);
    }

    [Fact]
    public async Task CancelPrevious_cancels_the_first_run_in_its_own_process_and_runs_after_it()
    {
        var first = _home.RunAsync(Slow(Overlap.CancelPrevious));
        await _started.Task;
        var underWay = 0;
        var second = await ElsewhereAsync(Counting(Overlap.CancelPrevious, n => underWay = n));
        var run = await first;
        Assert.Equal((RunState.Canceled, RunState.Succeeded, 1), (run.Run.State, second.Run.State, underWay));
    }

    [Fact]
    public async Task A_request_to_cancel_in_the_store_cancels_the_run()
    {
        var first = _home.RunAsync(Slow(Overlap.Skip));
        await _started.Task;
        await using (var store = _home.Open(TimeProvider.System))
            await store.WriteAsync(t => t.Execute("UPDATE runs SET cancel_at = 'now'"));
        Assert.Equal(RunState.Canceled, (await first).Run.State);
    }

    [Fact]
    public async Task Of_queued_runs_the_one_with_the_highest_priority_begins_first_whenever_it_came()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var admission = new Admission(_home.Store, clock);
        var runs = new List<RunRecord>();
        foreach (var priority in new[] { 0, 0, -1, 3 })
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var run = new RunRecord($"{runs.Count}", "Flow", "flow", "v1", new Dictionary<string, string>(), clock.GetUtcNow(), RunState.Running, clock.GetUtcNow(), Priority: priority);
            runs.Add(await admission.RecordAsync(new RunStarted(run, [], _home.Store.ClaimRuns()), Overlap.Queue));
        }

        Assert.Equal([3, -1, 0, 0], _home.Store.Read(q => q.Newest(4)).Select(r => r.Priority));
        // Who runs already is not stopped; then they come by priority, and of equal ones the first.
        var waiting = runs.Skip(1).ToDictionary(r => r.Id, r => admission.WaitAsync(r, CancellationToken.None));
        var begun = runs[0];
        foreach (var next in new[] { "3", "1", "2" })
        {
            Assert.All(waiting.Values, w => Assert.False(w.IsCompleted));
            _home.Store.Append(new RunFinished(begun with { State = RunState.Succeeded, FinishedAt = clock.GetUtcNow() }));
            while (!waiting.Values.Any(w => w.IsCompleted))
            {
                clock.Advance(Lease.Beat);
                await _home.Store.FlushAsync();
            }

            begun = await waiting[next];
            waiting.Remove(next);
        }
    }

    /// <summary>Returns when the store has a run in that state.</summary>
    async Task WaitForAsync(RunState state)
    {
        while (_home.Store.Read(q => q.Newest(10)).All(r => r.State != state))
            await Task.Yield();
    }
}

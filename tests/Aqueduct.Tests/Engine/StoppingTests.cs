using System.Globalization;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Engine;

/// <summary>Retries, time-outs and cancellation, on a clock the tests move.</summary>
public sealed class StoppingTests : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    readonly TestHome _home;

    // The clock hurries: only an hour of it gives a call that listens the time to stop.
    public StoppingTests() => _home = new TestHome { Clock = _clock, Options = new RunOptions { Grace = TimeSpan.FromHours(1), Publish = TestHome.Published, Jitter = () => 0.5 } };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    /// <summary>Runs with a clock that hurries on until the given attempt of a node was started.</summary>
    async Task<RunDetails> RunToEndAsync(Workflow workflow, CancellationToken cancel = default, int lastAttempt = int.MaxValue)
    {
        var started = new FirstStart();
        var run = Task.Run(() => _home.RunAsync(workflow, cancel, started));
        await Task.WhenAny(run, started.Task);
        while (!run.IsCompleted)
        {
            if (started.Attempt < lastAttempt)
                _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await run;
    }

    [Fact]
    public async Task A_node_is_tried_again_as_often_as_its_retries_say()
    {
        var calls = 0;
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Flaky", _ => ++calls < 3 ? throw new IOException("try later") : 7, retries: 2));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(3, calls);
        Assert.Equal(3, run.Nodes[0].Attempts);
        Assert.Contains("Attempt 1 of 3 failed: IOException: try later Trying again in ", run.Nodes[0].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_fails_when_its_retries_are_used_up()
    {
        var calls = 0;
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Flaky", _ => throw new IOException($"call {++calls}"), retries: 2));
        Assert.Equal(NodeState.Failed, run.Nodes[0].State);
        Assert.Equal("IOException: call 3", run.Nodes[0].Failure!.Error);
    }

    [Fact]
    public async Task Retries_wait_longer_each_time()
    {
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Flaky", _ => throw new IOException("no"), retries: 5));
        var waits = Regex.Matches(run.Nodes[0].Output, @"again in ([\d.]+) s").Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(5, waits.Count);
        // Jitter moves single waits, here always as far; over five of them the growth shows.
        Assert.True(waits[3] + waits[4] > waits[0] + waits[1], string.Join(' ', waits));
    }

    [Fact]
    public async Task An_attempt_that_takes_longer_than_its_timeout_is_canceled_and_fails_with_owner_system()
    {
        var run = await RunToEndAsync(new FakeWorkflow().OperatorAsync("Slow", async c =>
        {
            await Task.Delay(Timeout.Infinite, c.TokenOf(0));
            return 1;
        }, timeout: TimeSpan.FromSeconds(30)));
        Assert.Equal(NodeState.Failed, run.Nodes[0].State);
        Assert.Equal(FailureOwner.System, run.Nodes[0].Failure!.Owner);
        Assert.Equal("Slow ran longer than its Timeout of 00:00:30.", run.Nodes[0].Failure!.Error);
    }

    [Fact]
    public async Task A_timed_out_attempt_is_tried_again()
    {
        var calls = 0;
        var run = await RunToEndAsync(new FakeWorkflow().OperatorAsync("Slow", async c =>
        {
            if (++calls == 1)
                await Task.Delay(Timeout.Infinite, c.TokenOf(0));
            return 1;
        }, retries: 1, timeout: TimeSpan.FromSeconds(30)), lastAttempt: 2);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(2, run.Nodes[0].Attempts);
    }

    [Fact]
    public async Task A_call_that_ignores_its_token_is_left_behind_and_not_tried_again()
    {
        using var release = new ManualResetEventSlim();
        var calls = 0;
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Deaf", _ =>
        {
            calls++;
            release.Wait();
            return 1;
        }, retries: 3, timeout: TimeSpan.FromSeconds(30)));
        release.Set();
        Assert.Equal(NodeState.Failed, run.Nodes[0].State);
        Assert.Equal(1, calls);
        Assert.Contains("did not stop when it was asked to", run.Nodes[0].Failure!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_takes_longer_than_its_timeout_fails_with_owner_system()
    {
        var run = await RunToEndAsync(new FakeWorkflow().Within(TimeSpan.FromMinutes(1)).OperatorAsync("Slow", async c =>
        {
            await Task.Delay(Timeout.Infinite, c.Cancellation);
            return 1;
        }).Operator("Behind", _ => 1, ["Slow"]).Save("SaveOne", "ones", "Behind"));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Equal(FailureOwner.System, run.Run.Failure!.Owner);
        Assert.Equal("The workflow ran longer than its Timeout of 00:01:00.", run.Run.Failure.Error);
        Assert.Equal([NodeState.Failed, NodeState.Skipped, NodeState.Canceled], run.Nodes.Select(n => n.State));
    }

    [Fact]
    public async Task A_canceled_run_ends_with_every_unfinished_node_canceled()
    {
        using var source = new CancellationTokenSource();
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Done", _ => 1).OperatorAsync("Slow", async c =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, c.Cancellation);
            return 1;
        }, ["Done"]).Operator("Behind", _ => 1, ["Slow"]).Save("SaveOne", "ones", "Behind"), source.Token);
        Assert.Equal(RunState.Canceled, run.Run.State);
        Assert.Equal([NodeState.Succeeded, NodeState.Canceled, NodeState.Canceled, NodeState.Canceled], run.Nodes.Select(n => n.State));
    }

    [Fact]
    public async Task A_cancellation_does_not_wait_for_a_call_that_ignores_it()
    {
        using var source = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Deaf", _ =>
        {
            source.Cancel();
            release.Wait();
            return 1;
        }), source.Token);
        release.Set();
        Assert.Equal(RunState.Canceled, run.Run.State);
        Assert.Equal(NodeState.Canceled, run.Nodes[0].State);
    }

    [Fact]
    public async Task Haste_ends_the_wait_for_a_call_that_ignores_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        using var hurry = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        await using var home = new TestHome { Options = new RunOptions { Grace = TimeSpan.FromDays(1), Hurry = hurry.Token } };
        var run = await home.RunAsync(new FakeWorkflow().Operator("Deaf", _ =>
        {
            source.Cancel();
            hurry.Cancel();
            release.Wait();
            return 1;
        }), source.Token);
        release.Set();
        Assert.Equal((RunState.Canceled, NodeState.Canceled), (run.Run.State, run.Nodes[0].State));
    }

    [Fact]
    public async Task A_cancellation_ends_the_wait_for_a_retry()
    {
        using var source = new CancellationTokenSource();
        var run = await RunToEndAsync(new FakeWorkflow().Operator("Flaky", _ =>
        {
            source.Cancel();
            throw new IOException("no");
        }, retries: 5), source.Token);
        Assert.Equal(RunState.Canceled, run.Run.State);
        Assert.Equal(1, run.Nodes[0].Attempts);
    }

    /// <summary>Tells when a node was started: only then may the clock move.</summary>
    sealed class FirstStart : IRunObserver
    {
        readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _started.Task;

        public int Attempt { get; private set; }

        public void Started(RunDetails run, WorkflowDefinition workflow)
        {
        }

        public void NodeChanged(NodeRecord node, string? result)
        {
            Attempt = Math.Max(Attempt, node.Attempts);
            _started.TrySetResult();
        }

        public void Finished(RunDetails run)
        {
        }
    }
}

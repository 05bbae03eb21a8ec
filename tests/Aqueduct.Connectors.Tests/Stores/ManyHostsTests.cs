using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Connectors.Tests.Stores;

/// <summary>Machines that keep their runs in one store and see nothing of each other's files.</summary>
public sealed class ManyHostsTests : IAsyncLifetime
{
    readonly PostgresHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    async Task<RunStore> StartedAsync(string run = "a")
    {
        var store = _home.Open();
        store.Append(new RunStarted(PostgresHome.Run(run), [new NodeRecord(0, "One", NodeKind.Operator, [])], store.ClaimRuns()));
        await store.FlushAsync();
        return store;
    }

    void EndLeases() => _home.Do("UPDATE {0}.runs SET lease_until = '2000-01-01T00:00:00.0000000Z' WHERE lease_until IS NOT NULL");

    [Fact]
    public async Task A_run_of_another_home_is_left_alone_until_its_lease_ends_though_the_machines_have_one_name()
    {
        await StartedAsync();
        Assert.Equal(RunState.Running, _home.Open().Read(q => q.Newest(1))[0].State);
        EndLeases();
        var run = _home.Open().Read(q => q.Newest(1))[0];
        Assert.Equal((RunState.Failed, true), (run.State, run.Interrupted));
    }

    [Fact]
    public async Task A_machine_whose_clock_is_a_day_ahead_takes_no_run_over()
    {
        await StartedAsync();
        var ahead = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(1));
        Assert.Equal(RunState.Running, _home.Open(clock: ahead).Read(q => q.Newest(1))[0].State);
    }

    [Fact]
    public async Task A_lease_ends_by_the_servers_clock_whatever_the_time_is_here()
    {
        var store = _home.Open();
        // By the clock of its machine this run began in 1970.
        store.Append(new RunStarted(PostgresHome.Run("a"), [], store.ClaimRuns()));
        await store.FlushAsync();
        var until = store.Read(q => q.Unfinished())[0].LeaseUntil!.Value;
        Assert.InRange(until, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + Lease.Length + TimeSpan.FromSeconds(5));
        store.Append(new LeaseRenewed("a", store.ClaimRuns(), DateTimeOffset.UnixEpoch));
        await store.FlushAsync();
        Assert.True(store.Read(q => q.Unfinished())[0].LeaseUntil > until);
    }

    [Fact]
    public async Task Who_was_taken_for_dead_writes_nothing_more_into_a_run_that_another_goes_on_with()
    {
        var dead = await StartedAsync();
        EndLeases();
        var other = _home.Open();
        var resumed = new RunResumed("a", other.ClaimRuns(), [0], [], DateTimeOffset.UnixEpoch);
        await other.WriteAsync(t =>
        {
            t.Write(resumed);
            return true;
        });
        dead.Append(new RunFinished(PostgresHome.Run("a", RunState.Succeeded)));
        var thrown = await Assert.ThrowsAsync<StoreServerException>(dead.FlushAsync);
        Assert.Contains("takes nothing more from this process", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Running, other.Read(q => q.Newest(1))[0].State);
        other.Append(new RunFinished(PostgresHome.Run("a", RunState.Succeeded)));
        await other.FlushAsync();
        Assert.Equal(RunState.Succeeded, other.Read(q => q.Newest(1))[0].State);
    }

    [Fact]
    public async Task Of_many_machines_that_start_a_workflow_at_once_one_begins()
    {
        var refused = 0;
        await Parallel.ForAsync(0, 8, async (i, _) =>
        {
            var store = _home.Open();
            try
            {
                await new Admission(store, TimeProvider.System).RecordAsync(new RunStarted(PostgresHome.Run($"run-{i}"), [], store.ClaimRuns()), Overlap.Skip);
            }
            catch (RefusedException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal(7, refused);
        Assert.Single(_home.Open().Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task Who_falls_silent_in_the_middle_of_a_transaction_holds_nobody_up_and_does_it_again_when_it_wakes()
    {
        Assert.Contains("idle_in_transaction_session_timeout=", Aqueduct.Connectors.Postgres.PostgresAddress.Parse("postgres://db/runs").Options, StringComparison.Ordinal);
        var silent = _home.Open(_home.Database(options: "-c idle_in_transaction_session_timeout=200"));
        using var wakes = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asleep = silent.WriteAsync(t =>
        {
            var seen = t.Queries.Newest(10).Count;
            entered.TrySetResult();
            wakes.Wait();
            t.Write(new RunStarted(PostgresHome.Run("late"), [], "somebody"));
            return seen;
        });
        await entered.Task;
        var other = _home.Open();
        await other.WriteAsync(t =>
        {
            t.Write(new RunStarted(PostgresHome.Run("early"), [], other.ClaimRuns()));
            return true;
        });
        wakes.Set();
        // What it had read no longer holds: it reads again.
        Assert.Equal(1, await asleep);
        Assert.Equal(2, other.Read(q => q.Newest(10)).Count);
    }

    [Fact]
    public async Task A_run_is_canceled_from_another_machine()
    {
        await using var home = new TestHome();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = home.RunAsync(new FakeWorkflow().OperatorAsync("Slow", async c =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, c.Cancellation);
            return 1;
        }));
        await started.Task;
        await using var elsewhere = new TestHome();
        await using var store = RunStore.Open(elsewhere.Folder, home.Database, TimeProvider.System);
        var id = store.Read(q => q.Newest(1))[0].Id;
        await store.WriteAsync(t =>
        {
            t.Write(new CancelRequested(id, "another machine", DateTimeOffset.UtcNow));
            return true;
        });
        Assert.Equal(RunState.Canceled, (await run).Run.State);
    }

    [Fact]
    public async Task What_many_machines_append_at_once_is_kept_and_each_runs_events_are_in_their_order()
    {
        const int Machines = 4, Nodes = 250;
        await Task.WhenAll(Enumerable.Range(0, Machines).Select(i => Task.Run(async () =>
        {
            var store = _home.Open();
            var run = $"run-{i}";
            store.Append(new RunStarted(PostgresHome.Run(run), [.. Enumerable.Range(0, Nodes).Select(n => new NodeRecord(n, $"Node{n}", NodeKind.Operator, []))], store.ClaimRuns()));
            for (var n = 0; n < Nodes; n++)
            {
                store.Append(new NodeStarted(run, n, DateTimeOffset.UnixEpoch.AddSeconds(n)));
                if (n % 10 == 0)
                    await store.FlushAsync();
            }

            await store.FlushAsync();
        })));
        Assert.Equal((long)Machines * (Nodes + 1), _home.Do("SELECT count(*) FROM {0}.events"));
        Assert.Equal(0L, _home.Do("SELECT count(*) FROM (SELECT at < lag(at) OVER (PARTITION BY run ORDER BY seq) AS disorder FROM {0}.events WHERE kind = 'node-started') AS o WHERE disorder"));
    }

    [Fact]
    public async Task Events_that_come_while_a_commit_is_under_way_share_the_next_one()
    {
        var store = _home.Open();
        store.Append(new RunStarted(PostgresHome.Run("a"), [new NodeRecord(0, "One", NodeKind.Operator, [])], store.ClaimRuns()));
        for (var i = 0; i < 2000; i++)
            store.Append(new NodeStarted("a", 0, DateTimeOffset.UnixEpoch));
        await store.FlushAsync();
        Assert.Equal(2001L, _home.Do("SELECT count(*) FROM {0}.events"));
        Assert.InRange((long)_home.Do("SELECT max(number) FROM {0}.writers")!, 3, 100);
    }
}

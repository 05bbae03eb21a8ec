using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Engine;

/// <summary>What the home refuses for a moment, what it refuses for good, and clocks that are set.</summary>
public sealed class MomentaryFaultTests : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    readonly FakeTimeProvider _clock = new(Noon);
    readonly TestHome _home;

    public MomentaryFaultTests() => _home = new TestHome { Clock = _clock };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Failpoints.Listen(null);
        return _home.DisposeAsync().AsTask();
    }

    static FakeWorkflow Doubling() => new FakeWorkflow().Operator("One", _ => 1).From("Two", r => r.Values[0] * 2, "One").Save("SaveTwo", "twos", "Two");

    static Exception Busy() => new SqliteException("database is locked", 5);

    static Exception Disk() => new IOException("Input/output error");

    /// <summary>Lets every second visit of a place fail.</summary>
    static Func<int> EverySecond(Failpoint place, Func<Exception> error)
    {
        var visits = 0;
        Failpoints.Listen(reached =>
        {
            if (reached == place && Interlocked.Increment(ref visits) % 2 == 1)
                throw error();
        });
        return () => visits;
    }

    [Theory]
    [InlineData(nameof(Failpoint.StoreBegins)), InlineData(nameof(Failpoint.StoreCommits)), InlineData(nameof(Failpoint.StoreReads)), InlineData(nameof(Failpoint.ArtifactBegins)), InlineData(nameof(Failpoint.ArtifactWritten))]
    public async Task What_is_refused_for_a_moment_is_tried_again(string place)
    {
        var visits = EverySecond(Enum.Parse<Failpoint>(place), place.StartsWith("Store", StringComparison.Ordinal) ? Busy : Disk);
        var run = await _home.RunAsync(Doubling());
        Assert.Equal((RunState.Succeeded, 1), (run.Run.State, run.Publications.Count));
        Assert.True(visits() > 1, $"{visits()} visits");
        Failpoints.Listen(null);
        var stored = _home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(run.Nodes.Select(n => (n.Name, n.State)), stored.Nodes.Select(n => (n.Name, n.State)));
        // Each event once, whichever of its tries was kept.
        Assert.Equal((2, 1), (stored.Artifacts.Count, stored.Publications.Count));
    }

    [Theory]
    [InlineData(nameof(Failpoint.ResourceReads)), InlineData(nameof(Failpoint.PublicationBegins)), InlineData(nameof(Failpoint.PublicationCommits)), InlineData(nameof(Failpoint.PublicationCommitted))]
    public async Task What_a_database_refuses_for_a_moment_is_asked_again_and_published_once(string place)
    {
        var demo = ResourceRunTests.Demo(_home);
        _home.Options = _home.Options with { Publish = Publisher.PublishAsync };
        var visits = EverySecond(Enum.Parse<Failpoint>(place), () => new ResourceException("demo", "the connection was cut") { IsSystem = true, IsTransient = true });
        var run = await _home.RunAsync(ResourceRunTests.Copying());
        Failpoints.Listen(null);
        // What is committed and then said to have failed is found, and not committed again.
        Assert.True(run.Run.State == RunState.Succeeded && run.Publications.Count == 1 && visits() > 1, $"{run.Run.State}, {visits()} visits: {string.Join("; ", run.Nodes.Select(n => n.Failure?.Error))}");
        Assert.Single(demo.Query<Tables.Sale>("SELECT id, city, amount FROM counts", [], default));
        ResourceRegistry.Scope(null);
    }

    [Fact]
    public async Task A_run_whose_items_cannot_be_read_back_has_ended_as_it_was_recorded()
    {
        var warnings = new List<string>();
        _home.Options = _home.Options with { Warn = warnings.Add };
        var isLast = false;
        Failpoints.Listen(reached =>
        {
            if (reached == Failpoint.StoreReads && isLast)
                throw Busy();
        });
        var run = await _home.RunAsync(new FakeWorkflow().Map("Scores", 3, new FakeWorkflow().Each("Score", (_, _) => ValueTask.FromResult(1d)), [], collect: _ => { }).Operator("Last", _ => Convert.ToInt32(isLast = true), ["Scores"]));
        Failpoints.Listen(null);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(RunState.Succeeded, _home.Store.Read(q => q.Find(run.Run.Id))!.Run.State);
        Assert.StartsWith($"What the items of run {run.Run.Id} recorded cannot be shown: ", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_database_refuses_for_good_is_asked_once()
    {
        ResourceRunTests.Demo(_home);
        var asked = 0;
        Failpoints.Listen(reached =>
        {
            if (reached == Failpoint.ResourceReads && Interlocked.Increment(ref asked) > 0)
                throw new ResourceException("demo", "no such table: counts");
        });
        var run = await _home.RunAsync(ResourceRunTests.Copying());
        Assert.Equal((RunState.Failed, 1), (run.Run.State, asked));
        ResourceRegistry.Scope(null);
    }

    [Fact]
    public async Task An_artifact_that_cannot_be_read_for_a_moment_is_not_made_again()
    {
        var calls = 0;
        FakeWorkflow Workflow(bool fails) => new FakeWorkflow().Operator("One", _ => ++calls).Operator("Two", _ => fails ? throw new InvalidOperationException("no") : 2, ["One"]);
        var failed = await _home.RunAsync(Workflow(true));
        EverySecond(Failpoint.ArtifactReads, Disk);
        var run = await new WorkflowRunner(_home.Store, _clock, _home.Options).ContinueAsync(Workflow(false), failed.Run.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal((RunState.Succeeded, 1), (run.Run.State, calls));
    }

    [Fact]
    public async Task A_store_that_is_busy_while_it_is_opened_is_opened()
    {
        EverySecond(Failpoint.StoreCommits, Busy);
        Assert.Equal(RunState.Succeeded, (await _home.RunAsync(Doubling())).Run.State);
    }

    [Theory]
    [InlineData(nameof(Failpoint.StoreBegins)), InlineData(nameof(Failpoint.ArtifactBegins))]
    public async Task What_is_refused_for_good_fails_the_run_with_owner_system_and_is_interrupted_for_the_next_process(string place)
    {
        var begun = new TaskCompletionSource();
        var workflow = new FakeWorkflow().OperatorAsync("One", async _ =>
        {
            await begun.Task;
            return 1;
        }).Save("SaveOne", "ones", "One");
        var running = _home.RunAsync(workflow);
        while (_home.Store.Read(q => q.Newest(1)).Count == 0)
            await Task.Yield();
        await _home.Store.FlushAsync();
        Failpoints.Listen(reached =>
        {
            if (reached == Enum.Parse<Failpoint>(place))
                throw place.StartsWith("Store", StringComparison.Ordinal) ? Busy() : Disk();
        });
        begun.SetResult();
        var run = await running;
        Assert.Equal((RunState.Failed, FailureOwner.System, 0), (run.Run.State, run.Run.Failure!.Owner, run.Publications.Count));
        Assert.All(run.Nodes, n => Assert.True(n.State.Ended(), $"{n.Name} is {n.State}"));
        Failpoints.Listen(null);
        await _home.CloseAsync();
        var stored = _home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(RunState.Failed, stored.Run.State);
        Assert.All(stored.Nodes, n => Assert.True(n.State.Ended(), $"{n.Name} is {n.State}"));
    }

    [Fact]
    public async Task A_beat_that_is_under_way_when_the_run_ends_tells_nobody_what_it_finds()
    {
        var run = await _home.RunAsync(Doubling());
        using var arrived = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        Failpoints.Listen(reached =>
        {
            if (reached != Failpoint.BeatBegins)
                return;
            arrived.Set();
            released.Wait();
        });
        var told = 0;
        var lease = new RunLease(_home.Store, run.Run.Id, _clock, () => told++, _ => told++);
        var beat = Task.Run(() => _clock.Advance(Lease.Beat));
        arrived.Wait();
        var ending = lease.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        released.Set();
        await Task.WhenAll(beat, ending);
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task No_step_ends_before_it_began_where_the_clock_is_set_back()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ =>
        {
            _clock.AdjustTime(Noon.AddHours(-1));
            return 1;
        }).Map("Items", 2, new FakeWorkflow().Each("Item", (r, _) =>
        {
            _clock.AdjustTime(Noon.AddHours(-2 - r.Item));
            return ValueTask.FromResult(1d);
        }), ["One"], maxParallel: 1));
        Assert.True(run.Run.FinishedAt >= run.Run.StartedAt);
        Assert.All(run.Nodes, n => Assert.True(n.FinishedAt >= n.StartedAt, $"{n.Name} took {n.Duration}"));
        Assert.All(_home.Store.Read(q => q.ItemsOf(run.Run.Id, 1)), i => Assert.True(i.FinishedAt >= i.StartedAt, $"{i.Name} took {i.Duration}"));
    }

    [Fact]
    public async Task No_step_of_an_interrupted_run_ends_before_it_began_where_the_clock_was_set_back_since()
    {
        var run = new RunRecord(Admission.NewId(Noon), "Fake flow", "fake-flow", "1", new Dictionary<string, string>(), Noon, RunState.Running, Noon.AddMinutes(-1));
        _home.Store.Append(new RunStarted(run, [new NodeRecord(0, "One", NodeKind.Operator, [])], "a process that is gone"));
        _home.Store.Append(new NodeStarted(run.Id, 0, Noon));
        await _home.CloseAsync();
        _clock.AdjustTime(Noon.AddMinutes(-30));
        var stored = _home.Store.Read(q => q.Find(run.Id))!;
        Assert.Equal((true, Noon, Noon), (stored.Run.Interrupted, stored.Run.FinishedAt, stored.Nodes[0].FinishedAt));
    }

    [Fact]
    public async Task The_newest_run_is_the_one_that_came_last_where_the_clock_is_set_back_a_little()
    {
        await _home.RunAsync(Doubling());
        _clock.AdjustTime(Noon.AddSeconds(-20));
        var second = await _home.RunAsync(Doubling());
        Assert.Equal(second.Run.Id, _home.Store.Read(q => q.Newest(1))[0].Id);
        Assert.Equal(second.Run.StartedAt, _home.Store.Read(q => q.Find(second.Run.Id))!.Run.StartedAt);
        await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 1), _clock, CancellationToken.None);
        Assert.Equal([second.Run.Id], _home.Store.Read(q => q.Newest(10)).Select(r => r.Id));
    }

    [Fact]
    public async Task A_run_with_a_wrong_date_does_not_move_later_ones()
    {
        _clock.AdjustTime(Noon.AddYears(50));
        await _home.RunAsync(Doubling());
        _clock.AdjustTime(Noon);
        Assert.Equal(Noon, (await _home.RunAsync(Doubling())).Run.StartedAt);
    }

    [Fact]
    public async Task A_lease_is_renewed_where_the_clock_was_set_back()
    {
        DateTimeOffset? until = null;
        await _home.RunAsync(new FakeWorkflow().OperatorAsync("One", async _ =>
        {
            _clock.AdjustTime(Noon.AddHours(-1));
            _clock.Advance(Lease.Beat);
            await _home.Store.FlushAsync();
            until = _home.Store.Read(q => q.Unfinished())[0].LeaseUntil;
            return 1;
        }));
        Assert.Equal(Noon.AddHours(-1) + Lease.Beat + Lease.Length, until);
    }
}

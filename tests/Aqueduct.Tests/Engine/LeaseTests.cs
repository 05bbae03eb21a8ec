using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Engine;

/// <summary>Whom a run belongs to, on a clock the tests move.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    readonly TestHome _home;
    readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LeaseTests() => _home = new TestHome { Clock = _clock };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Theory]
    [InlineData(true, true, -1, false), InlineData(true, false, -1, false), InlineData(true, false, 1, false)]
    [InlineData(false, true, 1, true), InlineData(false, true, -1, true)]
    [InlineData(false, false, 1, false), InlineData(false, false, -1, true), InlineData(false, false, 0, true)]
    [InlineData(null, true, 1, false), InlineData(null, true, -1, true), InlineData(null, false, 1, false), InlineData(null, false, 0, true)]
    public void A_run_is_lost_when_its_lock_is_free_and_elsewhere_its_lease_has_run_out_as_well(bool? held, bool here, int secondsLeft, bool lost)
    {
        var now = _clock.GetUtcNow();
        Assert.Equal(lost, Lease.IsLost(held, here ? Environment.MachineName : "another host", now.AddSeconds(secondsLeft), now));
    }

    [Fact]
    public async Task A_run_of_another_machine_is_closed_when_its_lease_has_run_out_and_not_before()
    {
        _home.Store.Append(new RunStarted(new RunRecord("a", "Flow", "flow", "v1", new Dictionary<string, string>(), _clock.GetUtcNow(), RunState.Running, _clock.GetUtcNow()), [], "gone"));
        await _home.Store.WriteAsync(t => t.Execute("UPDATE runs SET host = 'another host'"));
        await _home.CloseAsync();
        TestStores.Pass(_home, _clock, Lease.Length - TimeSpan.FromSeconds(10));
        Assert.Equal(RunState.Running, _home.Store.Read(q => q.Newest(1))[0].State);
        await _home.CloseAsync();
        TestStores.Pass(_home, _clock, TimeSpan.FromSeconds(10));
        var run = _home.Store.Read(q => q.Newest(1))[0];
        Assert.Equal((RunState.Failed, true), (run.State, run.Interrupted));
        Assert.Contains("run --resume a", run.Failure!.Tip, StringComparison.Ordinal);
    }

    FakeWorkflow Slow() => new FakeWorkflow().OperatorAsync("Slow", async c =>
    {
        _started.TrySetResult();
        await _release.Task.WaitAsync(c.Cancellation);
        return 1;
    }).Save("SaveSlow", "slows", "Slow");

    [Fact]
    public async Task A_run_under_way_renews_its_lease()
    {
        var run = _home.RunAsync(Slow());
        await _started.Task;
        List<DateTimeOffset> seen = [];
        while (seen.Count < 12)
        {
            var until = _home.Store.Read(q => q.Unfinished())[0].LeaseUntil!.Value;
            if (!seen.Contains(until))
                seen.Add(until);
            _clock.Advance(Lease.Beat);
            await _home.Store.FlushAsync();
        }

        Assert.Equal(seen.Order(), seen);
        _release.SetResult();
        Assert.Equal(RunState.Succeeded, (await run).Run.State);
    }

    [Fact]
    public async Task A_run_that_another_process_took_over_stops_and_publishes_nothing()
    {
        var published = 0;
        await using var home = new TestHome { Clock = _clock, Options = new RunOptions { Publish = (saves, id, cancel) => { published++; return TestHome.Published(saves, id, cancel); } } };
        var run = home.RunAsync(Slow());
        await _started.Task;
        await home.Store.WriteAsync(t => t.Execute("UPDATE runs SET owner_lock = 'somebody else'"));
        while (!run.IsCompleted)
        {
            _clock.Advance(Lease.Beat);
            await Task.Yield();
        }

        Assert.Equal((RunState.Failed, FailureOwner.System, 0), ((await run).Run.State, (await run).Run.Failure!.Owner, published));
        Assert.Contains("no longer belongs to this process", (await run).Run.Failure!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_taken_over_between_two_beats_publishes_nothing()
    {
        var published = 0;
        await using var home = new TestHome { Clock = _clock, Options = new RunOptions { Publish = (saves, id, cancel) => { published++; return TestHome.Published(saves, id, cancel); } } };
        var run = home.RunAsync(Slow());
        await _started.Task;
        await home.Store.WriteAsync(t => t.Execute("UPDATE runs SET owner_lock = 'somebody else'"));
        _release.SetResult();
        Assert.Equal((RunState.Failed, 0), ((await run).Run.State, published));
    }
}

using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Server.Tests;

/// <summary>Servers keep the schedules of an app.</summary>
public class SchedulerTests
{
    static FakeWorkflow Daily(string name, CatchUp catchUp = CatchUp.Last) => new FakeWorkflow().Named(name).At("0 6 * * *", catchUp).Overlapping(Overlap.Skip).Operator("One", _ => 1);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_firing_is_started_once_by_one_of_two_servers(string store)
    {
        await using var kept = new Kept(store, Daily("Nightly", CatchUp.None));
        var (one, two) = (kept.Start(), kept.Start());
        await kept.UntilAsync(() => kept.Runs is ["nightly 10 06 Succeeded"] && (one.Says("stands by") || two.Says("stands by")));
        await kept.PassAsync();
        Assert.Equal(["nightly 10 06 Succeeded"], kept.Runs);
        Assert.Equal(("schedule", "2026-01-10T06:00:00.0000000Z"), kept.Store.Read(q => q.CauseOf(q.Newest(1)[0].Id)));
        Assert.Single(new[] { one, two }, s => s.Says("This process keeps the schedules."));
        Assert.Single(new[] { one, two }, s => s.Says("this one stands by"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_stands_by_takes_over_from_a_server_that_was_stopped_and_starts_nothing_again(string store)
    {
        await using var kept = new Kept(store, Daily("Nightly", CatchUp.None));
        var one = kept.Start();
        await kept.UntilAsync(() => kept.Runs is ["nightly 10 06 Succeeded"]);
        var two = kept.Start();
        await kept.UntilAsync(() => two.Says("stands by"));
        await one.StopAsync(TimeSpan.Zero);
        await kept.UntilAsync(() => two.Says("This process keeps the schedules."));
        await kept.PassAsync();
        Assert.Equal(["nightly 10 06 Succeeded"], kept.Runs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_an_outage_CatchUp_says_what_is_made_up_for(string store)
    {
        await using var kept = new Kept(store, Daily("All", CatchUp.All), Daily("Last"), Daily("None", CatchUp.None));
        var first = kept.Start();
        await kept.UntilAsync(() => kept.Runs.Count(r => r.Contains(" 10 06 Succeeded", StringComparison.Ordinal)) == 3);
        await first.StopAsync(TimeSpan.Zero);
        kept.Clock.Advance(TimeSpan.FromHours(60));
        kept.Start();
        await kept.UntilAsync(() => kept.Runs.Count(r => r.EndsWith("12 06 Succeeded", StringComparison.Ordinal)) == 2);
        await kept.PassAsync();
        Assert.Equal(["all 11 06 Succeeded", "all 12 06 Succeeded", "last 12 06 Succeeded"], kept.Runs.Where(r => r.Contains(" 11 ", StringComparison.Ordinal) || r.Contains(" 12 ", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_paused_workflow_starts_nothing_until_it_is_unpaused(string store)
    {
        await using var kept = new Kept(store, Daily("Nightly", CatchUp.None), Daily("Other", CatchUp.None));
        await kept.Store.WriteAsync(t =>
        {
            t.Write(new WorkflowPaused(new Pause("nightly", kept.Clock.GetUtcNow(), "ann", null)));
            return true;
        });
        kept.Start();
        await kept.UntilAsync(() => kept.Runs.Count > 0);
        await kept.PassAsync();
        Assert.Equal(["other 10 06 Succeeded"], kept.Runs);
        await kept.Store.WriteAsync(t =>
        {
            t.Write(new WorkflowUnpaused("nightly", "ann", kept.Clock.GetUtcNow()));
            return true;
        });
        await kept.UntilAsync(() => kept.Runs.Contains("nightly 10 06 Succeeded"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_names_a_workflow_in_After_starts_once_after_each_success_whoever_ran_it(string store)
    {
        await using var kept = new Kept(store, new FakeWorkflow().Named("First").Operator("One", _ => 1), new FakeWorkflow().Named("Broken").Operator("One", _ => throw new InvalidOperationException("no")),
            new FakeWorkflow().Named("Second").After("First").Operator("One", _ => 1), new FakeWorkflow().Named("Third").After("Second").Operator("One", _ => 1),
            new FakeWorkflow().Named("Never").After("Broken").Operator("One", _ => 1));
        kept.Start();
        // Another process, which does not go on by itself.
        await RunAsync(kept, 0, "second");
        await RunAsync(kept, 1, "never");
        await kept.UntilAsync(() => kept.Runs.Any(r => r.StartsWith("third", StringComparison.Ordinal) && r.EndsWith("Succeeded", StringComparison.Ordinal)));
        await kept.PassAsync();
        Assert.Equal(["broken 10 05 Failed", "first 10 05 Succeeded", "second 10 05 Succeeded", "third 10 05 Succeeded"], kept.Runs.Order(StringComparer.Ordinal));
        Assert.Equal(2, kept.Home.Texts("SELECT kind FROM causes").Count(k => k == "after"));
        // All of one chain stands for one instant.
        Assert.Equal(2, kept.Store.Read(q => q.Newest(9)).Select(r => r.LogicalTime).Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_that_is_to_stand_alone_is_followed_by_nothing(string store)
    {
        await using var kept = new Kept(store, new FakeWorkflow().Named("First").Operator("One", _ => 1), new FakeWorkflow().Named("Second").After("First").Operator("One", _ => 1));
        kept.Start();
        await RunAsync(kept, 0);
        await kept.PassAsync();
        Assert.Equal(["first 10 05 Succeeded"], kept.Runs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_that_stops_interrupts_what_does_not_end_and_the_next_one_goes_on_with_it(string store)
    {
        var waits = new TaskCompletionSource();
        var calls = new List<string>();
        await using var kept = new Kept(store, new FakeWorkflow().Named("Long").At("0 6 * * *", CatchUp.None).Overlapping(Overlap.Skip).Operator("One", _ =>
        {
            calls.Add("One");
            return 1;
        }).OperatorAsync("Two", async run =>
        {
            calls.Add("Two");
            await waits.Task.WaitAsync(run.Cancellation);
            return 2;
        }, ["One"]), new FakeWorkflow().Named("Behind").After("Long").Operator("One", _ => 1));
        var first = kept.Start();
        await kept.UntilAsync(() => calls is ["One", "Two"]);
        await first.StopAsync(TimeSpan.Zero);
        var run = kept.Store.Read(q => q.Newest(1))[0];
        Assert.Equal((RunState.Failed, true), (run.State, run.Interrupted));
        Assert.Contains("was stopped before the run ended", run.Failure!.Error, StringComparison.Ordinal);
        waits.SetResult();
        var second = kept.Start();
        await kept.UntilAsync(() => kept.Runs is ["behind 10 06 Succeeded", "long 10 06 Succeeded"] && second.Says($"goes on with run {run.Id}"));
        Assert.Equal(run.Id, kept.Store.Read(q => q.NewestOf("long", 1))[0].Id);
        Assert.Equal("Two", calls[^1]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_that_was_cut_off_in_another_version_is_taken_over_by_a_new_one(string store)
    {
        var waits = new TaskCompletionSource();
        FakeWorkflow Flow(string version) => new FakeWorkflow { Version = version }.Named("Long").At("0 6 * * *", CatchUp.None).Overlapping(Overlap.Skip).OperatorAsync("One", async run =>
        {
            await waits.Task.WaitAsync(run.Cancellation);
            return 2;
        });
        await using var kept = new Kept(store, Flow("1111111111111111"));
        var first = kept.Start();
        await kept.UntilAsync(() => first.Count == 1 && kept.Runs.Count == 1);
        await first.StopAsync(TimeSpan.Zero);
        waits.SetResult();
        kept.Workflows = [Flow("2222222222222222")];
        kept.Start();
        await kept.UntilAsync(() => kept.Runs.Contains("long 10 06 Succeeded"));
        await kept.PassAsync();
        Assert.Equal(["long 10 06 Failed", "long 10 06 Succeeded"], kept.Runs.Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_that_ends_its_process_each_time_is_gone_on_with_three_times(string store)
    {
        await using var kept = new Kept(store, new FakeWorkflow().Named("Long").At("0 6 * * *", CatchUp.None).OperatorAsync("One", async run =>
        {
            await Task.Delay(Timeout.Infinite, run.Cancellation);
            return 2;
        }));
        for (var i = 0; i <= Causes.MostResumes; i++)
        {
            var server = kept.Start();
            await kept.UntilAsync(() => kept.Runs is ["long 10 06 Running"] && (i == 0 || server.Says("goes on with run")));
            await kept.UntilAsync(() => kept.Home.Texts("SELECT CAST(resumes AS TEXT) FROM causes")[0] == $"{i}");
            await server.StopAsync(TimeSpan.Zero);
        }

        kept.Start();
        await kept.PassAsync();
        Assert.Equal(["long 10 06 Failed"], kept.Runs);
    }

    [Theory]
    [InlineData(Overlap.Skip, 2), InlineData(Overlap.Queue, 4), InlineData(Overlap.Parallel, 4)]
    public async Task Overlap_says_what_comes_of_firings_while_a_run_is_under_way(Overlap overlap, int expected)
    {
        using var free = new SemaphoreSlim(0);
        var (under, most) = (0, 0);
        await using var kept = new Kept("sqlite", new FakeWorkflow().Named("Hourly").At("0 * * * *", CatchUp.Last).Overlapping(overlap).OperatorAsync("One", async run =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            await free.WaitAsync(run.Cancellation);
            Interlocked.Decrement(ref under);
            return 1;
        }));
        // What came before the server is not this test's.
        free.Release();
        await RunAsync(kept, 0);
        kept.Start();
        for (var hour = 6; hour < 10; hour++)
        {
            kept.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 10, hour, 0, 0, TimeSpan.Zero));
            await kept.PassAsync(TimeSpan.FromSeconds(5));
        }

        free.Release(100);
        await kept.UntilAsync(() => kept.Runs.Count(r => !r.StartsWith("hourly 10 05", StringComparison.Ordinal)) == expected && kept.Runs.All(r => r.EndsWith("Succeeded", StringComparison.Ordinal)), TimeSpan.FromMilliseconds(100));
        await kept.PassAsync();
        Assert.Equal(expected, kept.Runs.Count(r => !r.StartsWith("hourly 10 05", StringComparison.Ordinal)));
        Assert.Equal(overlap == Overlap.Parallel, most > 1);
    }

    [Fact]
    public async Task Not_more_runs_than_it_may_are_under_way_at_once()
    {
        using var free = new SemaphoreSlim(0);
        var names = Enumerable.Range(0, 6).Select(i => $"Flow {i}").ToList();
        await using var kept = new Kept("sqlite", [.. names.Select(n => new FakeWorkflow().Named(n).At("0 6 * * *", CatchUp.None).OperatorAsync("One", async run =>
        {
            await free.WaitAsync(run.Cancellation);
            return 1;
        }))]);
        var server = kept.Start(most: 2);
        await kept.UntilAsync(() => kept.Runs.Count == 2);
        await kept.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((2, 2), (kept.Runs.Count, server.Count));
        free.Release(100);
        await kept.UntilAsync(() => kept.Runs.Count(r => r.EndsWith("Succeeded", StringComparison.Ordinal)) == 6, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task What_cannot_start_is_said_and_does_not_keep_others()
    {
        await using var kept = new Kept("sqlite", Daily("Nightly", CatchUp.None), new FakeWorkflow().Named("Asks").Parameter("size", required: true).At("0 6 * * *", CatchUp.None).Operator("One", _ => 1));
        var server = kept.Start();
        await kept.UntilAsync(() => kept.Runs.Count == 1 && server.Says("'Asks' was not started for 2026-01-10T06:00Z"));
    }

    static async Task RunAsync(Kept kept, int workflow, params string[] followers)
    {
        var store = kept.Home.Open(kept.Clock);
        await using (store)
            await new WorkflowRunner(store, kept.Clock, kept.Home.Options with { Followers = followers }).RunAsync(kept.Workflows[workflow], new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        kept.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }
}

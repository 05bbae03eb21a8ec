using System.Text.Json;
using System.Threading.Channels;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Hosting;

/// <summary>Firings that are due are started, each once.</summary>
public sealed class DueCommandTests : IAsyncLifetime
{
    static bool _broken;

    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
    readonly Host _host;

    public DueCommandTests()
    {
        _broken = false;
        _host = new(
            new FakeWorkflow().Named("Every").Parameter("size").At("0 6 * * *", CatchUp.All).Overlapping(Overlap.Skip).Operator("One", _ => _broken ? throw new InvalidOperationException("no") : 1),
            new FakeWorkflow().Named("Latest").At("0 6 * * *").Operator("One", _ => 1),
            new FakeWorkflow().Named("Follows").After("Latest").Operator("One", _ => 1),
            new FakeWorkflow().Named("Loose").Operator("One", _ => 1))
        {
            Clock = _clock,
        };
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    static DateTimeOffset Day(int day, int hour = 6) => new(2026, 1, day, hour, 0, 0, TimeSpan.Zero);

    void Now(int day, int hour) => _clock.SetUtcNow(Day(day, hour));

    List<string> Runs() => [.. _host.Home.Store.Read(q => q.Newest(100)).Reverse().Select(r => $"{r.Slug} {r.LogicalTime:dd HH}")];

    async Task<(int Code, JsonElement[] Workflows)> JsonAsync(params string[] more)
    {
        var (code, output, error) = await _host.RunAsync(["run", "--due", "--json", .. more]);
        Assert.True(output.Length > 0, error);
        Assert.Empty(JsonSchema.Errors("aqueduct-due.v1", output));
        return (code, [.. JsonDocument.Parse(output).RootElement.EnumerateArray()]);
    }

    [Fact]
    public async Task The_first_call_starts_the_latest_firing_of_each_scheduled_workflow_and_the_second_nothing()
    {
        var (code, output, error) = await _host.RunAsync("run", "--due");
        Assert.True(code == 0, error);
        Assert.Equal(["every 10 06", "latest 10 06", "follows 10 06"], Runs());
        Assert.Contains("Every: due since 2026-01-10T06:00Z\n", output, StringComparison.Ordinal);
        Assert.Contains("Latest: 1 run started. Next: 2026-01-11T06:00Z.\n", output, StringComparison.Ordinal);
        (code, output, _) = await _host.RunAsync("run", "--due");
        Assert.Equal((0, "Every: nothing is due. Next: 2026-01-11T06:00Z.\nLatest: nothing is due. Next: 2026-01-11T06:00Z.\n"), (code, output));
        Assert.Equal(3, Runs().Count);
    }

    [Fact]
    public async Task After_an_outage_the_policy_says_what_is_made_up_for_in_order()
    {
        await _host.RunAsync("run", "--due");
        Now(13, 7);
        var (code, workflows) = await JsonAsync();
        Assert.Equal(0, code);
        Assert.Equal(["every 11 06", "every 12 06", "every 13 06", "latest 13 06", "follows 13 06"], Runs().Skip(3));
        Assert.Equal(["Every All 3", "Latest Last 1"], workflows.Select(w => $"{w.GetProperty("workflow")} {w.GetProperty("catchUp")} {w.GetProperty("runs").GetArrayLength()}"));
        Assert.Equal("2026-01-14T06:00:00.0000000Z", workflows[0].GetProperty("next").GetString());
    }

    [Fact]
    public async Task Runs_by_hand_are_no_firings_and_backfills_are()
    {
        await _host.RunAsync("run", "every", "--due");
        Now(11, 9);
        await _host.RunAsync("run", "every");
        Assert.Equal(["every 10 06", "every 11 09"], Runs());
        await _host.RunAsync("backfill", "every", "--from", "2026-01-12", "--to", "2026-01-12");
        Now(12, 5);
        await JsonAsync("every");
        Assert.Equal("every 11 06", Runs()[^1]);
        Now(12, 7);
        Assert.Empty((await JsonAsync("every")).Workflows[0].GetProperty("runs").EnumerateArray());
    }

    [Fact]
    public async Task A_run_by_hand_before_the_first_firing_is_where_it_begins()
    {
        await _host.RunAsync("run", "every");
        Assert.Empty((await JsonAsync("every")).Workflows[0].GetProperty("runs").EnumerateArray());
        Now(12, 7);
        await JsonAsync("every");
        Assert.Equal(["every 10 12", "every 11 06", "every 12 06"], Runs());
    }

    [Fact]
    public async Task A_firing_that_fails_has_had_its_run_and_those_behind_it_run()
    {
        await _host.RunAsync("run", "every", "--due");
        _broken = true;
        Now(12, 7);
        var (code, workflows) = await JsonAsync("every");
        Assert.Equal((1, 2), (code, workflows[0].GetProperty("runs").EnumerateArray().Count(r => r.GetProperty("state").GetString() == "Failed")));
        _broken = false;
        Assert.Empty((await JsonAsync("every")).Workflows[0].GetProperty("runs").EnumerateArray());
    }

    [Fact]
    public async Task What_another_run_stands_in_the_way_of_is_due_again()
    {
        var run = new RunRecord("20260110-110000-aaaaaa", "Every", "every", "v1", new Dictionary<string, string>(), Day(10, 11), RunState.Running, _clock.GetUtcNow());
        _host.Home.Store.Append(new RunStarted(run, [], _host.Home.Store.ClaimRuns()));
        await _host.Home.Store.FlushAsync();
        Now(12, 7);
        var (code, output, _) = await _host.RunAsync("run", "every", "--due");
        Assert.Equal(0, code);
        Assert.Contains("Every: nothing was started for 2026-01-11T06:00Z. Run 20260110-110000-aaaaaa of 'Every' is under way", output, StringComparison.Ordinal);
        Assert.EndsWith("Every: 0 runs started. Next: 2026-01-13T06:00Z.\n", output, StringComparison.Ordinal);
        _host.Home.Store.Append(new RunFinished(run with { State = RunState.Succeeded, FinishedAt = _clock.GetUtcNow() }));
        await _host.Home.Store.FlushAsync();
        await JsonAsync("every");
        Assert.Equal(["every 11 06", "every 12 06"], Runs().Skip(1));
    }

    [Fact]
    public async Task Of_two_processes_that_find_a_firing_due_one_starts_it()
    {
        var options = new RunOptions { LogicalTime = Day(10), Once = true };
        var flow = new FakeWorkflow().Named("Latest").Operator("One", _ => 1);
        Task<RunDetails> Start() => new WorkflowRunner(_host.Home.Store, _clock, options).RunAsync(flow, new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        await Start();
        Assert.Contains("There is a run of 'Latest' for 2026-01-10T06:00Z already", (await Assert.ThrowsAsync<NotAdmittedException>(Start)).Message, StringComparison.Ordinal);
        Assert.Single(Runs());
    }

    [Fact]
    public async Task A_parameter_is_that_of_one_workflow()
    {
        await _host.RunAsync("run", "every", "--due", "--size", "7");
        Assert.Equal("7", Assert.Single(_host.Home.Store.Read(q => q.Newest(9))).Parameters["size"]);
    }

    [Theory]
    [InlineData("--size is a parameter of one workflow. Say which one: run every | run latest", "--size", "7")]
    [InlineData("Workflow 'Loose' has no Schedule", "loose")]
    [InlineData("a dry run would count as the firing's", "--dry")]
    [InlineData("Leave out --resume and --from-failed", "--from-failed", "last")]
    public async Task What_makes_no_sense_is_refused_with_exit_code_2(string because, params string[] more)
    {
        var (code, _, error) = await _host.RunAsync(["run", "--due", .. more]);
        Assert.Equal(2, code);
        Assert.Contains(because, error, StringComparison.Ordinal);
        Assert.Empty(Runs());
    }

    [Fact]
    public async Task With_every_each_firing_is_started_when_it_is_due_until_told_to_stop()
    {
        var clock = new Waited(Day(10, 12));
        await using var host = new Host(new FakeWorkflow().Named("Latest").At("0 6 * * *").Operator("One", _ => 1)) { Clock = clock };
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var kept = new HostApp([.. host.Workflows], host.Environment(output, error)).RunAsync(["run", "--due", "--every", "20h"], stop.Token);
        Assert.Equal(TimeSpan.FromHours(18), await clock.NextAsync()); // to the firing
        clock.Advance(TimeSpan.FromHours(18));
        Assert.Equal(TimeSpan.FromHours(20), await clock.NextAsync()); // the firing is farther away than that
        clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(TimeSpan.FromHours(4), await clock.NextAsync(TimeSpan.FromHours(4)));
        await stop.CancelAsync();
        Assert.Equal(0, await kept);
        Assert.Equal(["latest 10 06", "latest 11 06"], host.Home.Store.Read(q => q.Newest(100)).Reverse().Select(r => $"{r.Slug} {r.LogicalTime:dd HH}"));
        Assert.Equal(2, output.ToString().Split("1 run started").Length - 1);
        Assert.DoesNotContain("nothing is due", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_cut_off_by_the_end_is_said_by_the_exit_code()
    {
        using var stop = new CancellationTokenSource();
        await using var host = new Host(new FakeWorkflow().Named("Latest").At("0 6 * * *").Operator("One", _ =>
        {
            stop.Cancel();
            return 1;
        }).Operator("Two", _ => 2))
        { Clock = _clock };
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(130, await new HostApp([.. host.Workflows], host.Environment(output, error)).RunAsync(["run", "--due", "--every", "1m"], stop.Token));
    }

    [Theory]
    [InlineData("--every keeps a schedule. Write run --due --every 30s.", "--every", "30s")]
    [InlineData("--every keeps a schedule. Leave out --json: its one document would never end.", "--due", "--json", "--every", "30s")]
    [InlineData("--every 'often' is no time up to a day. Write it as 30s, 5m or 1h.", "--due", "--every", "often")]
    [InlineData("--every '2d' is no time up to a day. Write it as 30s, 5m or 1h.", "--due", "--every=2d")]
    public async Task Every_without_a_schedule_to_keep_is_refused(string message, params string[] more)
    {
        var (code, _, error) = await _host.RunAsync(["run", "latest", .. more]);
        Assert.Equal((2, $"error: {message}\n"), (code, error.ReplaceLineEndings("\n")));
    }

    /// <summary>A clock that says how long something waits for it; the engine's own waits are shorter.</summary>
    sealed class Waited(DateTimeOffset now) : FakeTimeProvider(now)
    {
        readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

        public async Task<TimeSpan> NextAsync(TimeSpan? least = null)
        {
            while (true)
                if (await _waits.Reader.ReadAsync() is var wait && wait >= (least ?? TimeSpan.FromHours(10)))
                    return wait;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waits.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}

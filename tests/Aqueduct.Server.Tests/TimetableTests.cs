using System.Diagnostics;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Server.Tests;

/// <summary>What is due when, without runs.</summary>
public class TimetableTests
{
    sealed class Places : IRunPlaces
    {
        public event Action? Ended;

        public List<(string Slug, DateTimeOffset Time)> Started { get; } = [];

        public bool IsFull => false;

        public StartedRun? TryStart(RunRequest request, Func<RunOptions, RunOptions> choose)
        {
            var (workflow, time) = (request.Workflow.Definition, choose(new RunOptions()).LogicalTime!.Value);
            Started.Add((workflow.Slug, time));
            Ended?.Invoke();
            var run = new RunRecord("run", workflow.Name, workflow.Slug, workflow.Version, new Dictionary<string, string>(), time, RunState.Succeeded, time);
            return new StartedRun(Task.FromResult(run), Task.FromResult<RunRecord?>(run));
        }
    }

    /// <summary>A schedule whose definition is made once.</summary>
    sealed class Scheduled(string name, string schedule, string? zone) : Workflow
    {
        public override WorkflowDefinition Definition { get; } = new()
        {
            Name = name,
            Slug = name,
            Version = "0123456789abcdef",
            Schedule = schedule,
            TimeZone = zone,
            CatchUp = CatchUp.None,
            Nodes = [],
        };

        public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services) => throw new NotSupportedException();
    }

    /// <summary>Keeps schedules of 30 days, minute by minute.</summary>
    static async Task<(List<(string Slug, DateTimeOffset Time)> Started, TimeSpan Took)> KeepAsync(DateTimeOffset first, params Scheduled[] workflows)
    {
        await using var home = new TestHome();
        var clock = new FakeTimeProvider(first);
        var places = new Places();
        var keeper = new ScheduleKeeper(home.Store, workflows, places, clock, line => Assert.Fail(line));
        keeper.Load();
        var took = Stopwatch.StartNew();
        for (var minute = 0; minute < 30 * 24 * 60; minute++)
        {
            keeper.Look();
            clock.SetUtcNow(first.AddMinutes(minute + 1));
        }

        return (places.Started, took.Elapsed);
    }

    [Fact]
    public async Task Thirty_days_of_schedules_are_kept_in_a_second()
    {
        Scheduled[] workflows = [.. Enumerable.Range(0, 60).Select(i => new Scheduled($"hourly-{i}", $"{5 * (i % 12)} * * * *", null)), .. Enumerable.Range(0, 24).Select(i => new Scheduled($"daily-{i}", $"30 {i} * * *", "Europe/Berlin"))];
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && best > TimeSpan.FromSeconds(1); i++)
        {
            var (started, took) = await KeepAsync(new DateTimeOffset(2026, 4, 1, 0, 0, 30, TimeSpan.Zero), workflows);
            Assert.Equal((30 * 24 * 60) + (30 * 24), started.Count);
            Assert.Equal(started.Count, started.Distinct().Count());
            best = took < best ? took : best;
        }

        Assert.InRange(best, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_time_that_a_clock_change_leaves_out_fires_at_its_end_and_one_that_comes_twice_fires_once()
    {
        // Berlin goes from 2:00 to 3:00 on 29 March 2026, and from 3:00 back to 2:00 on 25 October.
        var (spring, _) = await KeepAsync(new DateTimeOffset(2026, 3, 20, 0, 0, 30, TimeSpan.Zero), new Scheduled("half-past-two", "30 2 * * *", "Europe/Berlin"));
        Assert.Equal(30, spring.Count);
        Assert.Equal(["28 01:30", "29 01:00", "30 00:30"], spring.Where(s => s.Time.Day is 28 or 29 or 30 && s.Time.Month == 3).Select(s => $"{s.Time:dd HH:mm}"));
        var (autumn, _) = await KeepAsync(new DateTimeOffset(2026, 10, 10, 0, 0, 30, TimeSpan.Zero), new Scheduled("half-past-two", "30 2 * * *", "Europe/Berlin"));
        Assert.Equal(30, autumn.Count);
        Assert.Equal(["24 00:30", "25 00:30", "26 01:30"], autumn.Where(s => s.Time.Day is 24 or 25 or 26).Select(s => $"{s.Time:dd HH:mm}"));
    }
}

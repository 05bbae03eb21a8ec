using System.Diagnostics;
using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Server;

namespace Aqueduct.Benchmarks.Schedules;

/// <summary>How late runs start that a server starts by their schedules, and how long many schedules take to load. SQLite, in a folder of its own.</summary>
static class ScheduleBenchmark
{
    const int Schedules = 1_000;

    static readonly TimeSpan MostLate = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan MostLoading = TimeSpan.FromSeconds(5);

    /// <param name="minutes">Minutes that schedules are kept for, of each kind.</param>
    /// <param name="loaded">Schedules that are loaded.</param>
    public static bool Print(int minutes, int loaded)
    {
        var loads = Load(loaded);
        var spread = KeepAsync("spread over the minutes of an hour", i => $"{i % 60} * * * *", minutes).GetAwaiter().GetResult();
        KeepAsync("all at the same instant", _ => "* * * * *", minutes).GetAwaiter().GetResult();
        return loads && spread;
    }

    static bool Load(int count)
    {
        var home = Directory.CreateTempSubdirectory("aqueduct-schedules-").FullName;
        try
        {
            Workflow[] workflows = [.. Enumerable.Range(0, count).Select(i => new OneStep($"flow-{i}", $"{i % 60} {i / 60 % 24} * * *"))];
            var store = RunStore.Open(home, TimeProvider.System);
            // Each has run yesterday at its time.
            var midnight = DateTimeOffset.UtcNow.UtcDateTime.Date.AddDays(-1);
            for (var i = 0; i < count; i++)
            {
                var time = new DateTimeOffset(midnight.AddMinutes(i % 60 + i / 60 % 24 * 60), TimeSpan.Zero);
                var run = new RunRecord($"run-{i}", $"flow-{i}", $"flow-{i}", "0123456789abcdef", new Dictionary<string, string>(), time, RunState.Succeeded, time, time);
                store.Append(new RunStarted(run, [], "benchmark"));
                store.Append(new RunFinished(run));
            }

            store.FlushAsync().GetAwaiter().GetResult();
            var took = new List<double>();
            for (var round = 0; round < 3; round++)
            {
                var keeper = new ScheduleKeeper(store, workflows, new NoPlaces(), TimeProvider.System, _ => { });
                var clock = Stopwatch.StartNew();
                keeper.Load();
                keeper.Look();
                took.Add(clock.Elapsed.TotalMilliseconds);
            }

            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            took.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Loading {count:N0} schedules, each of which has run, until the first look at what is due: {took[1]:N0} ms [{took[0]:N0}..{took[2]:N0}], N = 3; at most {MostLoading.TotalMilliseconds:N0} ms"));
            return took[1] <= MostLoading.TotalMilliseconds;
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    static async Task<bool> KeepAsync(string how, Func<int, string> schedule, int minutes)
    {
        var home = Directory.CreateTempSubdirectory("aqueduct-schedules-").FullName;
        try
        {
            Workflow[] workflows = [.. Enumerable.Range(0, Schedules).Select(i => new OneStep($"flow-{i}", schedule(i)))];
            var store = RunStore.Open(home, TimeProvider.System);
            await using (store)
            {
                var from = await KeepAsync(home, store, workflows, minutes);
                return Print(how, [.. store.Read(q => q.Newest(int.MaxValue)).Where(r => r.LogicalTime >= from)]);
            }
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <returns>When it began: what was due before is nobody's lateness.</returns>
    static async Task<DateTimeOffset> KeepAsync(string home, RunStore store, Workflow[] workflows, int minutes)
    {
        var environment = HostEnvironment.OfProcess() with { Home = home, Store = h => new SqliteStore(h) };
        // From the middle of a minute to the middle of another one.
        var now = DateTimeOffset.UtcNow;
        await Task.Delay(TimeSpan.FromSeconds((90 - now.Second) % 60));
        using var stop = new CancellationTokenSource();
        var from = DateTimeOffset.UtcNow;
        await using var scheduler = new Scheduler(environment, store, workflows, ScheduleKind.DefaultRuns, _ => { });
        var keeping = scheduler.RunAsync(stop.Token);
        await Task.Delay(TimeSpan.FromMinutes(minutes));
        await stop.CancelAsync();
        await keeping;
        await scheduler.StopAsync(TimeSpan.FromSeconds(60));
        return from;
    }

    static bool Print(string how, IReadOnlyList<RunRecord> runs)
    {
        List<double> late = [.. runs.Select(r => (r.StartedAt - r.LogicalTime).TotalMilliseconds).Order()];
        List<double> ended = [.. runs.Select(r => (r.FinishedAt!.Value - r.LogicalTime).TotalMilliseconds).Order()];
        static double At(List<double> sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Schedules:N0} schedules, {how}, {Environment.ProcessorCount} cores, at most {ScheduleKind.DefaultRuns} runs at once, N = {late.Count:N0} runs"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  started late by p50 {At(late, 0.5):N0} ms, p99 {At(late, 0.99):N0} ms, at most {late[^1]:N0} ms; ended after p50 {At(ended, 0.5):N0} ms, p99 {At(ended, 0.99):N0} ms"));
        return At(late, 0.99) <= MostLate.TotalMilliseconds;
    }

    /// <summary>Has no place for any run.</summary>
    sealed class NoPlaces : IRunPlaces
    {
        public event Action? Ended
        {
            add { }
            remove { }
        }

        public bool IsFull => false;

        public StartedRun? TryStart(RunRequest request, Func<RunOptions, RunOptions> choose) => null;
    }
}

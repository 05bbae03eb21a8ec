using System.Diagnostics;
using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>A store that has seen many runs: whether the next one is slower than in an empty store, and what looking at the past costs.</summary>
static class HistoryBenchmark
{
    const int Workflows = 100;
    const int Metrics = 10;
    const int Looks = 200;
    const double MostGrowth = 1.2;
    const double MostMilliseconds = 5;

    /// <summary>Prints a durable chain, a map and the common questions, in an empty store and in one with <paramref name="runs"/> finished runs.</summary>
    public static bool Print(int runs, int rounds) => DurableBenchmark.InHome(empty => DurableBenchmark.InHome(full =>
    {
        var (filled, bytes) = FillAsync(full, runs).GetAwaiter().GetResult();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs:N0} finished runs with {(long)runs * Metrics:N0} metric points written in {filled.TotalSeconds:F0} s, {bytes / 1048576.0:N0} MiB; ms, N = {rounds}, median [min..max]"));
        Console.WriteLine($"| {"",-50} | {"empty store",-28} | {"full store",-28} | ratio |");
        var isMet = Compare("durable chain of 40 steps, ms a step", home => DurableBenchmark.RunAsync(home, 40, gives: false).GetAwaiter().GetResult());
        isMet &= Compare("map of 10,000 items, ms an item", home => 1000 / MapBenchmark.MeasureIn(home));
        isMet &= Look("the newest 50 runs", read => read.Newest(50).Count == 50);
        isMet &= Look("the last 100 points of a metric", read => read.History(Slug(7), Metric(3), 100).Count == 100);
        isMet &= Look("the last run of every workflow", read => read.LastOfEach().Count >= Workflows);
        return Look("one run with all that is known of it", read => read.Find(Id(runs / 2)) is { Metrics.Count: Metrics }) & isMet;

        // In turns, so that both see the same minutes of the machine; the first round warms up.
        bool Compare(string what, Func<string, double> measure)
        {
            var taken = Enumerable.Range(0, rounds + 1).Select(_ => (Empty: measure(empty), Full: measure(full))).Skip(1).ToList();
            var growth = taken.Select(t => t.Full).Median() / taken.Select(t => t.Empty).Median();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what,-50} | {taken.Select(t => t.Empty).Spread("F4"),-28} | {taken.Select(t => t.Full).Spread("F4"),-28} | {growth:F2}, target {MostGrowth} |"));
            return growth <= MostGrowth;
        }

        bool Look(string what, Func<RunQueries, bool> ask)
        {
            var store = RunStore.Open(full, TimeProvider.System);
            var times = new double[Looks];
            for (var i = 0; i < Looks; i++)
            {
                var started = Stopwatch.GetTimestamp();
                if (!store.Read(ask))
                    throw new InvalidOperationException($"The store did not give {what}.");
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }

            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what,-50} | {"",-28} | {times.Skip(1).Spread("F3"),-28} | target {MostMilliseconds} ms |"));
            return times.Median() <= MostMilliseconds;
        }
    }));

    /// <summary>Records runs as the engine does, event by event.</summary>
    public static async Task<(TimeSpan Taken, long Bytes)> FillAsync(string home, int runs, int nodes = 1)
    {
        var started = Stopwatch.GetTimestamp();
        var store = RunStore.Open(home, TimeProvider.System);
        await using (store.ConfigureAwait(false))
            for (var i = 0; i < runs; i++)
            {
                var at = DateTimeOffset.UnixEpoch.AddMinutes(i);
                var all = Enumerable.Range(0, nodes).Select(n => new NodeRecord(n, n == 0 ? "Score" : $"Score{n}", NodeKind.Operator, n == 0 ? [] : [n - 1])).ToList();
                var run = new RunRecord(Id(i), "Workflow " + Slug(i), Slug(i), "0123456789abcdef", new Dictionary<string, string>(), at, RunState.Running, at);
                store.Append(new RunStarted(run, all, "nobody"));
                foreach (var node in all)
                    store.Append(new NodeFinished(run.Id, node with { State = NodeState.Succeeded, StartedAt = at, FinishedAt = at, Attempts = 1 }, at));
                for (var m = 0; m < Metrics; m++)
                    store.Append(new MetricMeasured(run.Id, run.Slug, at, m, new MetricRecord("Score", Metric(m), i + m), at));
                store.Append(new RunFinished(run with { State = RunState.Succeeded, FinishedAt = at }));
                if (i % 1000 == 999)
                    await store.FlushAsync().ConfigureAwait(false);
            }

        return (Stopwatch.GetElapsedTime(started), Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length));
    }

    public static string Id(int run) => "20000101-" + run.ToString("D8", CultureInfo.InvariantCulture);

    static string Slug(int run) => "w" + (run % Workflows).ToString(CultureInfo.InvariantCulture);

    static string Metric(int number) => "Metric" + number.ToString(CultureInfo.InvariantCulture);
}

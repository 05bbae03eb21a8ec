using System.Diagnostics;
using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>A map over many items of one operator that does nothing, every item recorded on disk: what an item costs, and what many of them need.</summary>
static class MapBenchmark
{
    public const string Command = "map";
    const int Items = 10_000;
    const int Many = 100_000;
    const int Target = 5_000;
    const double ManySeconds = 30;
    const double ManyMegabytes = 400;

    /// <summary>Prints items a second, the median of some rounds, beside the limit: the same calls by Parallel.For, which records nothing.</summary>
    public static bool Print(int rounds)
    {
        var measured = Enumerable.Range(0, rounds + 1).Select(_ => (Engine: Recorded(Items), Limit: Bare())).Skip(1).ToList();
        var (engine, limit) = (measured.Select(m => m.Engine).Median(), measured.Select(m => m.Limit).Median());
        Console.WriteLine($"map of {Items:N0} one-operator items, recorded: {engine:N0} items/s [{measured.Min(m => m.Engine):N0}..{measured.Max(m => m.Engine):N0}], target {Target:N0}; limit (Parallel.For, nothing recorded): {limit:N0} calls/s; N={rounds}");
        var (seconds, megabytes) = Alone(Many);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"map of {Many:N0} such items, a process of its own: {seconds:F1} s, target {ManySeconds}; peak RSS {megabytes:F0} MiB, target {ManyMegabytes}; N=1"));
        return engine >= Target && seconds <= ManySeconds && megabytes <= ManyMegabytes;
    }

    /// <summary>Runs a map in this process and prints seconds and peak resident memory in MiB.</summary>
    public static int RunHere(int items)
    {
        var seconds = items / Recorded(items);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {self.PeakWorkingSet64 / 1048576.0}"));
        return 0;
    }

    static (double Seconds, double Megabytes) Alone(int items)
    {
        var text = ChildProcess.Run(new ProcessStartInfo(Environment.ProcessPath!, [Command, items.ToString(CultureInfo.InvariantCulture)])).Output;
        return text.Split(' ') is [var seconds, var megabytes] ? (double.Parse(seconds, CultureInfo.InvariantCulture), double.Parse(megabytes, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The map of {items} items printed: {text}");
    }

    /// <summary>Items a second with the runs in another store.</summary>
    public static double Measure(StoreDatabase database) => Recorded(Items, database);

    /// <summary>Items a second in a home that is there.</summary>
    public static double MeasureIn(string home) => RecordedAsync(Items, home, null).GetAwaiter().GetResult();

    static double Recorded(int items, StoreDatabase? database = null)
    {
        var home = Directory.CreateTempSubdirectory("aqueduct-map-").FullName;
        try
        {
            return RecordedAsync(items, home, database).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    static async Task<double> RecordedAsync(int items, string home, StoreDatabase? database)
    {
        var store = RunStore.Open(home, database ?? new SqliteStore(home), TimeProvider.System);
        await using (store.ConfigureAwait(false))
        {
            var started = Stopwatch.GetTimestamp();
            var run = await new WorkflowRunner(store, TimeProvider.System).RunAsync(new MapWorkflow(items), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None).ConfigureAwait(false);
            var taken = Stopwatch.GetElapsedTime(started);
            if (run.Items.Counts is not [{ State: NodeState.Succeeded, Count: var count }] || count != items)
                throw new InvalidOperationException($"Not every item was recorded as succeeded: the run is {run.Run.State}.");
            return items / taken.TotalSeconds;
        }
    }

    static double Bare()
    {
        var context = new RunContext("benchmark", DateTimeOffset.UnixEpoch, CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, Items, _ => new ItemRun().InvokeAsync(0, context).GetAwaiter().GetResult());
        return Items / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    sealed class MapWorkflow(int items) : Workflow
    {
        public override WorkflowDefinition Definition { get; } = new()
        {
            Name = "Map",
            Slug = "map",
            Version = "0123456789abcdef",
            Nodes = [new() { Name = "Each", Kind = NodeKind.Map, Method = "Map.Each", Map = new() { Item = "item", Nodes = [new() { Name = "Score", Kind = NodeKind.Operator, Method = "Map.Score" }] } }],
        };

        public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services) => new MapRun(items);
    }

    class ItemRun : WorkflowRun
    {
        public override ReadOnlySpan<int> InputCounts => [0];

        public override ReadOnlySpan<int> Offsets => [0, 0];

        public override ReadOnlySpan<int> Dependents => [];

        public override ValueTask InvokeAsync(int node, RunContext run) => default;
    }

    sealed class MapRun(int items) : ItemRun
    {
        public override MapItems Items(int node) => new MapItems<int, ItemRun>(new int[items], _ => new ItemRun());
    }
}

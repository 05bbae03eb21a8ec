using System.Diagnostics;
using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>A chain of steps, each recorded and its artifact stored before its end counts: what a step costs, and whether that grows with their number.</summary>
static partial class DurableBenchmark
{
    const int Short = 40;
    const int Long = 2_000;
    const double MostMilliseconds = 3;
    const double MostGrowth = 1.2;

    /// <summary>Prints the milliseconds of a step, the median of some rounds, for steps that give nothing and for steps that each give a number of their own.</summary>
    public static bool Print(int rounds)
    {
        var isMet = true;
        foreach (var gives in new[] { false, true })
        {
            var (few, many) = (Measure(Short, gives, rounds), Measure(Long, gives, Math.Max(1, rounds / 3)));
            var growth = many.Median() / few.Median();
            isMet &= few.Median() <= MostMilliseconds && many.Median() <= MostMilliseconds && growth <= MostGrowth;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"durable chain, {(gives ? "each step stores an artifact" : "steps without artifacts")}: {Short} steps {few.Median():0.000} ms a step [{few[0]:0.000}..{few[^1]:0.000}], {Long:N0} steps {many.Median():0.000} ms a step [{many[0]:0.000}..{many[^1]:0.000}], ratio {growth:0.00}; target {MostMilliseconds} ms, ratio {MostGrowth}; limit (one FULL commit): {Commit():0.000} ms; N={rounds}"));
        }

        return isMet;
    }

    static double[] Measure(int steps, bool gives, int rounds)
    {
        // The first round warms up.
        var measured = Enumerable.Range(0, rounds + 1).Select(_ => InHome(home => RunAsync(home, steps, gives).GetAwaiter().GetResult())).Skip(1).ToArray();
        Array.Sort(measured);
        return measured;
    }

    /// <summary>Runs a chain in a store, and gives milliseconds a step.</summary>
    public static async Task<double> RunAsync(string home, int steps, bool gives, StoreDatabase? database = null, RunOptions? options = null)
    {
        var store = RunStore.Open(home, database ?? new SqliteStore(home), TimeProvider.System);
        await using (store.ConfigureAwait(false))
        {
            var started = Stopwatch.GetTimestamp();
            var run = await new WorkflowRunner(store, TimeProvider.System, options).RunAsync(new Chain(steps, gives), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None).ConfigureAwait(false);
            var taken = Stopwatch.GetElapsedTime(started);
            if (run.Run.State != RunState.Succeeded || run.Artifacts.Count != (gives ? steps : 0))
                throw new InvalidOperationException($"The chain ended as {run.Run.State} with {run.Artifacts.Count} artifacts.");
            return taken.TotalMilliseconds / steps;
        }
    }

    /// <summary>One commit of one event, by itself.</summary>
    static double Commit() => InHome(home =>
    {
        var store = RunStore.Open(home, TimeProvider.System);
        var times = new double[50];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            store.Append(new LeaseRenewed("nobody", "nobody", DateTimeOffset.UnixEpoch));
            store.Append(new CancelRequested("nobody", "nobody", DateTimeOffset.UnixEpoch));
            store.FlushAsync().GetAwaiter().GetResult();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Array.Sort(times);
        return times.Median();
    });

    /// <summary>Measures in an Aqueduct home of its own, removed afterwards.</summary>
    public static T InHome<T>(Func<string, T> measure)
    {
        var home = Directory.CreateTempSubdirectory("aqueduct-chain-").FullName;
        try
        {
            return measure(home);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    sealed class Chain(int steps, bool gives) : Workflow
    {
        public override WorkflowDefinition Definition { get; } = new()
        {
            Name = "Chain",
            Slug = "chain",
            Version = "0123456789abcdef",
            Nodes = [.. Enumerable.Range(0, steps).Select(i => new NodeDefinition
            {
                Name = "Step" + i.ToString(CultureInfo.InvariantCulture),
                Kind = NodeKind.Operator,
                Method = "Chain.Step",
                Inputs = i == 0 ? [] : [i - 1],
                Outputs = gives ? [new("value" + i.ToString(CultureInfo.InvariantCulture), "numeric", "int")] : [],
            })],
        };

        public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services) => new ChainRun(steps, gives);
    }

    sealed class ChainRun(int steps, bool gives) : WorkflowRun
    {
        readonly int[] _counts = [.. Enumerable.Range(0, steps).Select(i => Math.Min(i, 1))];
        readonly int[] _offsets = [.. Enumerable.Range(0, steps + 1).Select(i => Math.Min(i, steps - 1))];
        readonly int[] _dependents = [.. Enumerable.Range(1, steps - 1)];

        public override ReadOnlySpan<int> InputCounts => _counts;

        public override ReadOnlySpan<int> Offsets => _offsets;

        public override ReadOnlySpan<int> Dependents => _dependents;

        public override ValueTask InvokeAsync(int node, RunContext run) => default;

        public override ValueTask StoreAsync(int node, ArtifactSink sink) => gives ? sink.WriteAsync(0, node, JsonCodecs.Int32) : default;
    }
}

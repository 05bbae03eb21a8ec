namespace Aqueduct.Runtime;

/// <summary>Looks at the process's memory while a node runs that somebody measures.</summary>
static class MemorySamples
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The nodes whose artifact a measure of memory takes. Looking costs a system call, which others need not pay.</summary>
    public static bool[]? Wanted(IReadOnlyList<NodeDefinition> nodes)
    {
        bool[]? wanted = null;
        foreach (var node in nodes)
            // What a map's graph takes from around it is among the map's inputs; which of them a measure in there takes is not told apart.
            if (Measures(node))
                foreach (var input in node.Inputs)
                    (wanted ??= new bool[nodes.Count])[input] = true;
        return wanted;
    }

    /// <summary>Whether a node, or one of the graph a map runs, says how much memory another one took.</summary>
    public static bool Measures(NodeDefinition node) => node.Map is { } map ? map.Nodes.Any(Measures) : IsMeasure(node);

    /// <summary>Whether a node says how much memory another one took.</summary>
    public static bool IsMeasure(NodeDefinition node) => node.Kind == NodeKind.Metric && node.Method.EndsWith("PeakMemory", StringComparison.Ordinal);

    /// <summary>Samples now, at every interval, and when disposed.</summary>
    public static IDisposable Begin(INodeRecorder recorder, int node, TimeProvider clock) => new Sampling(recorder, node, clock);

    sealed class Sampling : IDisposable
    {
        readonly INodeRecorder _recorder;
        readonly int _node;
        readonly ITimer _timer;

        public Sampling(INodeRecorder recorder, int node, TimeProvider clock)
        {
            (_recorder, _node) = (recorder, node);
            Sample();
            _timer = clock.CreateTimer(static s => ((Sampling)s!).Sample(), this, Interval, Interval);
        }

        public void Dispose()
        {
            _timer.Dispose();
            Sample();
        }

        void Sample() => _recorder.Sampled(_node, Environment.WorkingSet);
    }
}

namespace Aqueduct.Runtime;

/// <summary>Looks at nodes under way ten times a second. Records what they write: who looks into the store sees it, in whichever process that is. Tells how much memory the process holds meanwhile.</summary>
sealed class LiveOutput(RunStore store, string run, TimeProvider clock, Action<int, long> sampled)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    readonly Lock _gate = new();
    readonly Dictionary<int, NodeOutput> _open = [];
    ITimer? _timer;

    /// <summary>Follows what a node writes from now on.</summary>
    public void Begin(int node, NodeOutput output)
    {
        lock (_gate)
        {
            _open[node] = output;
            if (_timer is null)
                _timer = clock.CreateTimer(_ => Look(), null, Interval, Interval);
            else if (_open.Count == 1)
                _timer.Change(Interval, Interval);
        }
    }

    /// <summary>Follows it no longer: its end is about to be recorded, with all it wrote.</summary>
    public void End(int node)
    {
        lock (_gate)
            if (_open.Remove(node) && _open.Count == 0)
                _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    void Look()
    {
        lock (_gate)
        {
            var memory = _open.Count > 0 ? Environment.WorkingSet : 0;
            foreach (var (node, output) in _open)
            {
                sampled(node, memory);
                if (output.TakeNew() is { Length: > 0 } text)
                    store.Append(new NodeWrote(run, node, text, clock.GetUtcNow()));
            }
        }
    }
}

namespace Aqueduct.Runtime;

/// <summary>The state of a run under way: kept here, appended to the store and told to an observer. Safe for use by many threads.</summary>
sealed class RunRecorder : INodeRecorder
{
    readonly Lock _gate = new();
    readonly RunStore _store;
    readonly IRunObserver _observer;
    readonly TimeProvider _clock;
    readonly NodeRecord[] _nodes;
    readonly bool[] _blocked;
    readonly long[] _peaks;
    readonly HashSet<string> _ambiguous;
    readonly SortedDictionary<long, CheckRecord> _checks = [];
    readonly SortedDictionary<long, MetricRecord> _metrics = [];
    readonly SortedDictionary<long, ArtifactRecord> _artifacts = [];
    readonly SortedDictionary<long, PublicationResult> _publications = [];
    readonly Dictionary<(int Map, int Item), int> _parts = [];
    ItemOverview _items = ItemOverview.None;
    RunRecord _run;

    public RunRecorder(WorkflowDefinition workflow, RunRecord run, RunStore store, IRunObserver observer, TimeProvider clock)
    {
        (Workflow, _run, _store, _observer, _clock) = (workflow, run, store, observer, clock);
        _nodes = [.. workflow.Nodes.Select((n, i) => new NodeRecord(i, n.Name, n.Kind, n.Inputs))];
        _blocked = new bool[_nodes.Length];
        _peaks = new long[_nodes.Length];
        _ambiguous = [.. AllNames(workflow.Nodes).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    public WorkflowDefinition Workflow { get; }

    public RunRecord Run => _run;

    public RunDetails Details
    {
        get
        {
            lock (_gate)
                return new RunDetails(_run, [.. _nodes], [.. _metrics.Values], [.. _checks.Values], [.. _artifacts.Values], [.. _publications.Values], _items);
        }
    }

    public void Start() => _store.Append(new RunStarted(_run, [.. _nodes], _store.ClaimRuns()));

    /// <summary>Tells the observer that the run was accepted.</summary>
    public void AnnounceStart() => _observer.Started(Details, Workflow);

    public void Finish(RunState state, Failure? failure)
    {
        lock (_gate)
            _run = _run with { State = state, FinishedAt = _clock.GetUtcNow(), Failure = failure };
        _store.Append(new RunFinished(_run));
    }

    /// <summary>Tells the observer how the run ended.</summary>
    public void AnnounceEnd() => _observer.Finished(Details);

    /// <summary>Replaces the outcome after the store could not keep it.</summary>
    public void Override(Failure failure)
    {
        lock (_gate)
            _run = _run with { State = RunState.Failed, FinishedAt = _run.FinishedAt ?? _clock.GetUtcNow(), Failure = failure };
    }

    public IReadOnlyList<NodeDefinition> Nodes => Workflow.Nodes;

    public NodeRecord this[int node]
    {
        get
        {
            lock (_gate)
                return _nodes[node];
        }
    }

    public string NameOf(int node) => Workflow.Nodes[node].Name;

    /// <summary>The name of a node in a map's graph; where another graph of the workflow has the same one, the map's name stands before it.</summary>
    public string Unambiguous(int map, string name) => _ambiguous.Contains(name) ? $"{Workflow.Nodes[map].Name}.{name}" : name;

    /// <summary>Reads back what the store knows of the items, once all is written.</summary>
    public void ReadItems()
    {
        if (Workflow.Nodes.Any(n => n.Kind == NodeKind.Map))
            _items = _store.Read(q => q.Items(_run.Id));
    }

    /// <summary>Whether a node waits for one that did not pass.</summary>
    public bool IsBlocked(int node) => Volatile.Read(ref _blocked[node]);

    public void Block(ReadOnlySpan<int> dependents)
    {
        foreach (var dependent in dependents)
            Volatile.Write(ref _blocked[dependent], true);
    }

    public void NodeStarted(int node)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            var record = _nodes[node];
            _nodes[node] = record with { State = NodeState.Running, StartedAt = record.StartedAt ?? now, Attempts = record.Attempts + 1 };
            if (record.Attempts == 0)
                _store.Append(new NodeStarted(_run.Id, node, now));
            _observer.NodeChanged(_nodes[node], null);
        }
    }

    public void NodeFinished(int node, NodeState state, Failure? failure = null, string output = "", string? result = null, string? reason = null)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            var record = _nodes[node];
            _nodes[node] = record with { State = state, FinishedAt = record.StartedAt is null ? null : now, Failure = failure, Output = output, Reason = reason };
            _store.Append(new NodeFinished(_run.Id, _nodes[node], now));
            _observer.NodeChanged(_nodes[node], result);
        }
    }

    public void Checked(int node, int bound, CheckRecord check)
    {
        lock (_gate)
        {
            _checks.Add(Order(node, bound), check);
            _store.Append(new CheckEvaluated(_run.Id, Order(node, bound), check, _clock.GetUtcNow()));
        }
    }

    public void Measured(int node, MetricRecord metric)
    {
        lock (_gate)
        {
            _metrics.Add(node, metric);
            _store.Append(new MetricMeasured(_run.Id, _run.Slug, _run.StartedAt, node, metric, _clock.GetUtcNow()));
        }
    }

    public IReadOnlyList<double?> History(string metric, int count) => _store.Read(q => q.Before(_run.Slug, metric, _run.LogicalTime, count));

    public void Stored(int node, int output, ArtifactRecord artifact)
    {
        lock (_gate)
        {
            _artifacts.Add(Order(node, output), artifact);
            _store.Append(new ArtifactStored(_run.Id, Order(node, output), artifact, _clock.GetUtcNow()));
        }
    }

    public void WasPublished(int node, PublicationResult publication)
    {
        lock (_gate)
        {
            _publications.Add(node, publication);
            _store.Append(new Published(_run.Id, node, publication, _clock.GetUtcNow()));
        }
    }

    /// <summary>Records rows of an item.</summary>
    public void Append(IReadOnlyList<ItemRecord> rows, int map) => _store.Append(new ItemFinished(_run.Id, map, rows, _clock.GetUtcNow()));

    public void ItemChecked(int map, int item, CheckRecord check)
    {
        lock (_gate)
        {
            var order = OrderInItem(map, item);
            _checks.Add(order, check);
            _store.Append(new CheckEvaluated(_run.Id, order, check, _clock.GetUtcNow()));
        }
    }

    public void ItemMeasured(int map, int item, MetricRecord metric)
    {
        lock (_gate)
        {
            var order = OrderInItem(map, item);
            _metrics.Add(order, metric);
            _store.Append(new MetricMeasured(_run.Id, _run.Slug, _run.StartedAt, order, metric, _clock.GetUtcNow()));
        }
    }

    public void ItemPublished(int map, int item, PublicationResult publication)
    {
        lock (_gate)
        {
            var order = OrderInItem(map, item);
            _publications.Add(order, publication);
            _store.Append(new Published(_run.Id, order, publication, _clock.GetUtcNow()));
        }
    }

    public ItemRecorder BeginItem(int node, int item)
    {
        var number = item.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new ItemRecorder(this, this, Workflow.Nodes[node].Map!.Nodes, node, item, number, $"[{number}]", static record => record(), _clock);
    }

    public void Progress(int node, int done, int total)
    {
        lock (_gate)
        {
            _nodes[node] = _nodes[node] with { Items = total };
            _observer.NodeChanged(_nodes[node], $"{Words.Count(done)}/{Words.Count(total)}");
        }
    }

    public INodeRecorder? Outer => null;

    public void Sampled(int node, long bytes)
    {
        lock (_gate)
            _peaks[node] = Math.Max(_peaks[node], bytes);
    }

    public long PeakMemoryOf(int node)
    {
        lock (_gate)
            return _peaks[node];
    }

    static IEnumerable<string> AllNames(IReadOnlyList<NodeDefinition> nodes) => nodes.SelectMany(n => n.Map is { } map ? AllNames(map.Nodes).Prepend(n.Name) : [n.Name]);

    // Behind everything of the workflow's own nodes, by map and item: 14 bits for the map, 27 for the item, 22 for what one item records.
    long OrderInItem(int map, int item)
    {
        ref var part = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_parts, (map, item), out _);
        return (((long)map + 1) << 49) + ((long)item << 22) + part++;
    }

    // In the order of the body, whatever finished first.
    static int Order(int node, int part) => checked(node * 1000 + part);
}

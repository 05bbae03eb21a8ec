using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>The states of one item of a map: kept while the item is under way, appended to the store at its end as one event.</summary>
sealed class ItemRecorder : INodeRecorder
{
    readonly Lock _gate = new();
    readonly RunRecorder _run;
    readonly int _map;
    readonly int _outermost;
    readonly string _path;
    readonly string _label;
    readonly Action<Action> _observe;
    readonly TimeProvider _clock;
    readonly NodeRecord[] _nodes;
    readonly bool[] _blocked;
    readonly DateTimeOffset _startedAt;
    readonly System.Diagnostics.Activity? _activity;
    readonly List<(int Node, int Part, Action Record)> _observed = [];
    long[]? _peaks;
    bool[]? _stored;
    bool _ended;
    bool _taken;

    /// <param name="run">Receives the item's events.</param>
    /// <param name="outer">Of the graph that the map is a node of.</param>
    /// <param name="nodes">The map's graph.</param>
    /// <param name="outerNode">Position there of the map.</param>
    /// <param name="map">Position in the workflow of the outermost map.</param>
    /// <param name="outermost">Number of the outermost map's item.</param>
    /// <param name="path">The item's place: its number; inside another map's item that place, the inner map's position, and its number.</param>
    /// <param name="label">What is written behind the names of its nodes, such as <c>[3]</c>.</param>
    /// <param name="observe">Takes the item's checks and metrics when it has ended.</param>
    /// <param name="clock">Tells the time.</param>
    public ItemRecorder(RunRecorder run, INodeRecorder outer, int outerNode, IReadOnlyList<NodeDefinition> nodes, int map, int outermost, string path, string label, Action<Action> observe, TimeProvider clock)
    {
        (_run, Outer, OuterNode, Nodes, _map, _outermost, _path, _label, _observe, _clock) = (run, outer, outerNode, nodes, map, outermost, path, label, observe, clock);
        _nodes = new NodeRecord[nodes.Count];
        for (var i = 0; i < _nodes.Length; i++)
            _nodes[i] = new NodeRecord(i, nodes[i].Name, nodes[i].Kind, nodes[i].Inputs);
        _blocked = new bool[_nodes.Length];
        _startedAt = clock.GetUtcNow();
        _activity = run.Telemetry?.BeginItem(outer.ActivityOf(outerNode), outermost, () => run.Workflow.Nodes[map].Name + label, _startedAt);
    }

    public RunRecord Run => _run.Run;

    /// <summary>Position in the workflow of the outermost map.</summary>
    public int Map => _map;

    /// <summary>Number of the outermost map's item.</summary>
    public int MapItem => _outermost;

    public INodeRecorder Outer { get; }

    /// <summary>Position of the map in the graph around it.</summary>
    public int OuterNode { get; }

    public IReadOnlyList<NodeDefinition> Nodes { get; }

    public NodeRecord this[int node]
    {
        get
        {
            lock (_gate)
                return _nodes[node];
        }
    }

    public string NameOf(int node) => _run.Unambiguous(_map, Nodes[node].Name) + _label;

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
            var record = _nodes[node];
            _nodes[node] = record with { State = NodeState.Running, StartedAt = record.StartedAt ?? _clock.GetUtcNow(), Attempts = record.Attempts + 1 };
        }
    }

    public void Follow(int node, NodeOutput output)
    {
        // The nodes of an item are recorded together, when it has ended.
    }

    public void NodeFinished(int node, NodeState state, Failure? failure = null, string output = "", string? result = null, string? reason = null)
    {
        lock (_gate)
        {
            var record = _nodes[node];
            _nodes[node] = record with { State = state, FinishedAt = record.StartedAt is { } started ? Clocks.Later(started, _clock.GetUtcNow()) : null, Failure = failure, Output = output, Reason = reason };
            // Until the item's own end its nodes are in memory: nothing can go on from the middle of an item.
            if (_ended)
                _run.Append([RowOf(_nodes[node])], _map);
        }
    }

    /// <summary>Notes that a node's results are kept before the item's end.</summary>
    public void WasStored(int node)
    {
        lock (_gate)
            (_stored ??= new bool[_nodes.Length])[node] = true;
    }

    public bool IsStored(int node)
    {
        lock (_gate)
            return _stored?[node] == true;
    }

    /// <summary>The state the item will have.</summary>
    public NodeState State
    {
        get
        {
            lock (_gate)
            {
                var compute = _nodes.Where(n => !n.Kind.IsPublication()).ToList();
                return compute.Exists(n => n.State == NodeState.Failed) ? NodeState.Failed
                    : !compute.TrueForAll(n => n.Passed) ? NodeState.Canceled
                    : compute.Exists(n => n.State == NodeState.Warning) ? NodeState.Warning : NodeState.Succeeded;
            }
        }
    }

    /// <summary>Takes the item over from before: it is recorded already, and only its publications are left.</summary>
    public void Take()
    {
        lock (_gate)
            (_ended, _taken) = (true, true);
    }

    public bool IsKept(int node) => false;

    public string? NoteOf(int node) => null;

    public IReadOnlyDictionary<int, NodeState> KeptItems(int map) => System.Collections.ObjectModel.ReadOnlyDictionary<int, NodeState>.Empty;

    public IReadOnlyList<string> PublishedBy(int node) => _taken ? _run.PublishedByItems : [];

    /// <summary>Records the item with its nodes; publications follow, each by itself.</summary>
    public NodeState Finish()
    {
        lock (_gate)
        {
            _ended = true;
            var state = State;
            var failed = Array.Find(_nodes, n => n.State == NodeState.Failed && !n.Kind.IsPublication());
            var rows = new List<ItemRecord>(_nodes.Length + 1)
            {
                new(_map, _outermost, _path, ItemRecord.Whole, _run.Workflow.Nodes[_map].Name + _label, NodeKind.Map, state, _startedAt, Clocks.Later(_startedAt, _clock.GetUtcNow()), 1, failed?.Failure),
            };
            foreach (var node in _nodes)
                if (node.State.Ended())
                    rows.Add(RowOf(node));
            // In the order of the body, whatever finished first; before the item, so that an item that is recorded has all it observed.
            foreach (var (_, _, record) in _observed.OrderBy(o => o.Node).ThenBy(o => o.Part))
                _observe(record);
            _run.Append(rows, _map);
            RunTelemetry.EndItem(_activity, rows[0]);
            return state;
        }
    }

    /// <summary>The first node that failed, with its failure.</summary>
    public (string Name, Failure Failure)? Failed
    {
        get
        {
            lock (_gate)
                return _nodes.FirstOrDefault(n => n.State == NodeState.Failed) is { } node ? (NameOf(node.Id), node.Failure!) : null;
        }
    }

    public void Sampled(int node, long bytes)
    {
        lock (_gate)
        {
            _peaks ??= new long[_nodes.Length];
            _peaks[node] = Math.Max(_peaks[node], bytes);
        }
    }

    public long PeakMemoryOf(int node)
    {
        lock (_gate)
            return _peaks?[node] ?? 0;
    }

    public void Spent(int node, TimeSpan? alone, TimeSpan? thread)
    {
        // It counts for the map.
    }

    public System.Diagnostics.Activity? ActivityOf(int node) => _activity ?? Outer.ActivityOf(OuterNode);

    public Microsoft.Extensions.Logging.ILogger? LogOf(int node) => _run.Telemetry?.LogOf(Nodes[node], NameOf(node));

    public void WasRead(int node, DataRead read) => _run.WasRead(_map, read);

    public void Publishes(int node, SaveRequest save) => _run.Publishes(_map, save);

    public void Checked(int node, int bound, CheckRecord check) => Observe(node, bound, () => _run.ItemChecked(_map, _outermost, check));

    public void Measured(int node, MetricRecord metric) => Observe(node, -1, () => _run.ItemMeasured(_map, _outermost, metric));

    public RunStore Store => ((INodeRecorder)_run).Store;

    public IReadOnlyList<double?> History(string metric, int count) => ((INodeRecorder)_run).History(metric, count);

    void Observe(int node, int part, Action record)
    {
        lock (_gate)
            _observed.Add((node, part, record));
    }

    public void WasPublished(int node, PublicationResult publication) => _run.ItemPublished(_map, _outermost, publication);

    public void Flush() => _run.Flush();

    public PublicationResult? FindPublication(int node, IReadOnlyList<string> earlierRuns) => _run.FindPublication(NameOf(node), earlierRuns);

    public ItemRecorder BeginItem(int node, int item) => new(_run, this, node, Nodes[node].Map!.Nodes, _map, _outermost,
        string.Create(CultureInfo.InvariantCulture, $"{_path}.{node}.{item}"), string.Create(CultureInfo.InvariantCulture, $"{_label}[{item}]"), record => Observe(node, item, record), _clock);

    // Items of items are not counted one by one: the outermost map is what people watch.
    public void Progress(int node, int done, int total)
    {
        lock (_gate)
            _nodes[node] = _nodes[node] with { Items = total };
    }

    ItemRecord RowOf(NodeRecord node) => new(_map, _outermost, _path, node.Id, NameOf(node.Id), node.Kind, node.State, node.StartedAt, node.FinishedAt, node.Attempts, node.Failure, node.Output, node.Reason);
}

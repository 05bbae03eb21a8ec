namespace Aqueduct.Runtime;

/// <summary>The state of a run under way: kept here, appended to the store and told to an observer. Safe for use by many threads.</summary>
sealed partial class RunRecorder : INodeRecorder
{
    readonly Lock _gate = new();
    readonly RunStore _store;
    readonly IRunObserver _observer;
    readonly TimeProvider _clock;
    readonly NodeRecord[] _nodes;
    readonly bool[] _blocked;
    readonly long[] _peaks;
    readonly NodeCost?[] _costs;
    readonly Held[] _held;
    readonly LiveOutput _written;
    readonly HashSet<string> _ambiguous;
    readonly SortedDictionary<long, CheckRecord> _checks = [];
    readonly SortedDictionary<long, MetricRecord> _metrics = [];
    readonly SortedDictionary<long, ArtifactRecord> _artifacts = [];
    readonly SortedDictionary<long, PublicationResult> _publications = [];
    ItemOverview _items = ItemOverview.None;
    IReadOnlyList<string> _published = [];
    static readonly Dictionary<int, NodeState> EmptyItems = [];
    RunRecord _run;
    DateTimeOffset _latest;
    bool _isAnnounced;

    public RunRecorder(WorkflowDefinition workflow, RunRecord run, RunStore store, IRunObserver observer, TimeProvider clock)
    {
        (Workflow, _run, _store, _observer, _clock) = (workflow, run, store, observer, clock);
        _nodes = [.. workflow.Nodes.Select((n, i) => new NodeRecord(i, n.Name, n.Kind, n.Inputs))];
        _latest = run.StartedAt;
        _blocked = new bool[_nodes.Length];
        _peaks = new long[_nodes.Length];
        _costs = new NodeCost?[_nodes.Length];
        _held = new Held[_nodes.Length];
        _written = new LiveOutput(store, run.Id, clock, Sampled);
        _ambiguous = [.. AllNames(workflow.Nodes).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    public WorkflowDefinition Workflow { get; }

    /// <summary>The group of nodes that this process does; null where it does all of them.</summary>
    public string? Group { get; init; }

    /// <summary>Tells who listens in this process; null where nobody does.</summary>
    public RunTelemetry? Telemetry { get; init; }

    public RunRecord Run => _run;

    public RunDetails Details
    {
        get
        {
            lock (_gate)
                return new RunDetails(_run, [.. _nodes], [.. _metrics.Values], [.. _checks.Values], [.. _artifacts.Values], [.. _publications.Values], _items);
        }
    }

    /// <summary>The event that records the run with all its nodes pending.</summary>
    public RunStarted Started => new(_run, [.. _nodes], _store.ClaimRuns(), [.. Workflow.Nodes.Select(NodeVersion.Of)]);

    /// <summary>The run, when it was admitted.</summary>
    public void Admitted(RunRecord run)
    {
        var waited = _isAnnounced;
        (_run, _latest) = (run, Clocks.Later(_latest, run.StartedAt));
        if (waited)
            _observer.Began(run);
    }

    /// <summary>What the run need not do again; null where it begins at the beginning.</summary>
    public RunPlan? Plan { get; private set; }

    /// <summary>Takes over what the store has of this run already.</summary>
    /// <param name="plan">What is kept.</param>
    /// <param name="published">The runs whose publication of the same save counts as this one's.</param>
    public void Take(RunPlan plan, IReadOnlyList<string> published)
    {
        Plan = plan;
        _published = published;
        var stored = _store.Read(q => q.Stored(_run.Id))!;
        lock (_gate)
        {
            foreach (var node in stored.Details.Nodes.Where(n => plan.Kept[n.Id]))
            {
                _nodes[node.Id] = node;
                _latest = Clocks.Later(_latest, node.FinishedAt ?? _latest);
            }

            foreach (var (order, check) in stored.Checks)
                _checks[order] = check;
            foreach (var (order, metric) in stored.Metrics)
                _metrics[order] = metric;
            foreach (var (node, output, artifact) in stored.Artifacts)
                _artifacts[Order(node, output)] = artifact;
        }
    }

    public bool IsKept(int node) => Plan?.Kept[node] == true;

    public string? NoteOf(int node) => Plan?.Notes[node];

    public IReadOnlyDictionary<int, NodeState> KeptItems(int map) => Plan?.Items[map] == true ? _store.Read(q => q.PassedItems(_run.Id, map)) : EmptyItems;

    public IReadOnlyList<string> PublishedBy(int node) => Plan?.IsSameSave(Workflow.Nodes[node], node) == true ? _published : [];

    /// <summary>The runs whose publication of a kept item counts as this one's.</summary>
    public IReadOnlyList<string> PublishedByItems => _published;

    /// <summary>Keeps a node's end from being recorded until <see cref="Release"/>: what is recorded as finished has its artifacts stored.</summary>
    public void Hold(int node)
    {
        lock (_gate)
            _held[node] = new Held(true, null);
    }

    /// <summary>Records a node's end, now or when it comes.</summary>
    public void Release(int node)
    {
        lock (_gate)
        {
            if (_held[node].Finished is { } finished)
                _store.Append(finished);
            _held[node] = default;
        }
    }

    /// <summary>Whether what nodes gave is stored; false when storing was given up before its end.</summary>
    public bool IsStored => NotStored.Count == 0;

    /// <summary>The nodes whose storing was given up.</summary>
    public List<int> NotStored { get; } = [];

    /// <summary>Records what was still held back when storing artifacts was given up: how nodes ended, and that nothing can go on from them.</summary>
    public void ReleaseAll()
    {
        lock (_gate)
            for (var node = 0; node < _held.Length; node++)
            {
                ReleaseItems(node);
                var isHeld = _held[node].IsHeld;
                Release(node);
                if (!isHeld)
                    continue;
                NotStored.Add(node);
                _store.Append(new NodeNotStored(_run.Id, node, Now()));
            }
    }

    /// <summary>Tells the observer that the run was accepted.</summary>
    public void AnnounceStart()
    {
        _isAnnounced = true;
        _observer.Started(Details, Workflow);
        lock (_gate)
            foreach (var kept in _nodes.Where(n => IsKept(n.Id)))
                _observer.NodeChanged(kept, null);
    }

    /// <param name="state">How it ended.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="isInterrupted">Whether it is to be gone on with.</param>
    /// <param name="isQuiet">Whether nobody is told of it.</param>
    /// <param name="cpu">What the process used during it; null where other runs were under way at the same time.</param>
    public void Finish(RunState state, Failure? failure, bool isInterrupted = false, bool isQuiet = false, TimeSpan? cpu = null)
    {
        lock (_gate)
            _run = _run with { State = state, FinishedAt = Now(), Failure = failure, Interrupted = isInterrupted, Cost = new NodeCost(cpu, false, Environment.WorkingSet) };
        _store.Append(new RunFinished(_run, isQuiet));
    }

    /// <summary>Tells the observer how the run ended.</summary>
    public void AnnounceEnd() => _observer.Finished(Details);

    /// <summary>Replaces the outcome after the store could not keep it.</summary>
    public void Override(Failure failure)
    {
        lock (_gate)
            _run = _run with { State = RunState.Failed, FinishedAt = _run.FinishedAt ?? Now(), Failure = failure };
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

    // Called with the gate held. Within a run time never goes back, whatever becomes of the clock: no step ends before it began.
    DateTimeOffset Now() => _latest = Clocks.Later(_latest, _clock.GetUtcNow());

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
            var now = Now();
            var record = _nodes[node];
            _nodes[node] = record with { State = NodeState.Running, StartedAt = record.StartedAt ?? now, Attempts = record.Attempts + 1 };
            if (record.Attempts == 0)
                _store.Append(new NodeStarted(_run.Id, node, now));
            _observer.NodeChanged(_nodes[node], null);
        }
    }

    public void Follow(int node, NodeOutput output) => _written.Begin(node, output);

    public void NodeFinished(int node, NodeState state, Failure? failure = null, string output = "", string? result = null, string? reason = null)
    {
        _written.End(node);
        lock (_gate)
        {
            var now = Now();
            var record = _nodes[node];
            _nodes[node] = record with { State = state, FinishedAt = record.StartedAt is null ? null : now, Failure = failure, Output = output, Reason = reason, Cost = record.StartedAt is null ? null : CostOf(node) };
            var finished = new NodeFinished(_run.Id, _nodes[node], now);
            if (_held[node].IsHeld)
                _held[node] = new Held(true, finished);
            else
                _store.Append(finished);
            _observer.NodeChanged(_nodes[node], result);
        }
    }

    public void Checked(int node, int bound, CheckRecord check)
    {
        lock (_gate)
        {
            _checks[Order(node, bound)] = check;
            _store.Append(new CheckEvaluated(_run.Id, Order(node, bound), check, Now()));
        }
    }

    public void Measured(int node, MetricRecord metric)
    {
        lock (_gate)
        {
            _metrics[node] = metric;
            _store.Append(new MetricMeasured(_run.Id, _run.Slug, _run.StartedAt, node, metric, Now()));
        }
    }

    public RunStore Store => _store;

    public IReadOnlyList<double?> History(string metric, int count) => _store.ReadEarlier(q => q.Before(_run.Slug, metric, _run.LogicalTime, count));

    public void Stored(int node, int output, ArtifactRecord artifact)
    {
        lock (_gate)
        {
            _artifacts[Order(node, output)] = artifact;
            _store.Append(new ArtifactStored(_run.Id, Order(node, output), artifact, Now()));
        }
    }

    /// <summary>Notes what a cached operator's result depends on, before its end is recorded.</summary>
    public void Keyed(int node, string call)
    {
        lock (_gate)
            _nodes[node] = _nodes[node] with { Call = call };
    }

    /// <summary>Hashes of a node's artifacts, in order; null while not all are stored.</summary>
    public IReadOnlyList<string>? HashesOf(int node)
    {
        var hashes = new string[Workflow.Nodes[node].Outputs.Count];
        lock (_gate)
            for (var output = 0; output < hashes.Length; output++)
                if (_artifacts.TryGetValue(Order(node, output), out var artifact))
                    hashes[output] = artifact.Hash;
                else
                    return null;
        return hashes;
    }

    /// <summary>Bytes of a node's stored artifacts.</summary>
    public long StoredBytesOf(int node)
    {
        var bytes = 0L;
        lock (_gate)
            for (var output = 0; output < Workflow.Nodes[node].Outputs.Count; output++)
                bytes += _artifacts.TryGetValue(Order(node, output), out var artifact) ? artifact.Bytes : 0;
        return bytes;
    }

    public void WasPublished(int node, PublicationResult publication)
    {
        lock (_gate)
        {
            _publications.Add(node, publication);
            _store.Append(new Published(_run.Id, node, publication, Now()));
        }
    }

    public void Flush() => _store.FlushAsync().GetAwaiter().GetResult();

    public PublicationResult? FindPublication(int node, IReadOnlyList<string> earlierRuns) => FindPublication(NameOf(node), earlierRuns);

    /// <summary>The same of a node or item by its recorded name.</summary>
    public PublicationResult? FindPublication(string name, IReadOnlyList<string> earlierRuns) =>
        earlierRuns.Prepend(_run.Id).Select(run => _store.Read(q => q.Publication(run, name))).FirstOrDefault(p => p is not null);

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

    public void Spent(int node, TimeSpan? alone, TimeSpan? thread)
    {
        var cost = new NodeCost(alone ?? thread, alone is null, null);
        lock (_gate)
            _costs[node] = _costs[node]?.Plus(cost) ?? cost;
    }

    // Called with the gate held.
    NodeCost CostOf(int node) => (_costs[node] ?? new NodeCost(null, false, null)) with { Memory = _peaks[node] > 0 ? _peaks[node] : null };

    public System.Diagnostics.Activity? ActivityOf(int node) => Telemetry?.ActivityOf(node);

    public Microsoft.Extensions.Logging.ILogger? LogOf(int node) => Telemetry?.LogOf(Workflow.Nodes[node], NameOf(node));

    public void WasRead(int node, DataRead read)
    {
        lock (_gate)
            _observer.Reads(_nodes[node], read);
    }

    public void Publishes(int node, SaveRequest save)
    {
        lock (_gate)
            _observer.Publishes(_nodes[node], save);
    }

    static IEnumerable<string> AllNames(IReadOnlyList<NodeDefinition> nodes) => nodes.SelectMany(n => n.Map is { } map ? AllNames(map.Nodes).Prepend(n.Name) : [n.Name]);

    // In the order of the body, whatever finished first.
    public static int Order(int node, int part) => checked(node * Parts + part);

    /// <summary>What one node records of a kind: artifacts, checks.</summary>
    public const int Parts = 1000;

    readonly record struct Held(bool IsHeld, NodeFinished? Finished);
}

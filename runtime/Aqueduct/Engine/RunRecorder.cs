namespace Aqueduct.Runtime;

/// <summary>The state of a run under way: kept here, appended to the store and told to an observer. Safe for use by many threads.</summary>
sealed class RunRecorder
{
    readonly Lock _gate = new();
    readonly RunStore _store;
    readonly IRunObserver _observer;
    readonly TimeProvider _clock;
    readonly NodeRecord[] _nodes;
    readonly bool[] _blocked;
    readonly SortedList<int, CheckRecord> _checks = [];
    readonly SortedList<int, MetricRecord> _metrics = [];
    readonly SortedList<int, ArtifactRecord> _artifacts = [];
    readonly List<PublicationResult> _publications = [];
    RunRecord _run;

    public RunRecorder(WorkflowDefinition workflow, RunRecord run, RunStore store, IRunObserver observer, TimeProvider clock)
    {
        (Workflow, _run, _store, _observer, _clock) = (workflow, run, store, observer, clock);
        _nodes = [.. workflow.Nodes.Select((n, i) => new NodeRecord(i, n.Name, n.Kind, n.Inputs))];
        _blocked = new bool[_nodes.Length];
    }

    public WorkflowDefinition Workflow { get; }

    public RunRecord Run => _run;

    public RunDetails Details
    {
        get
        {
            lock (_gate)
                return new RunDetails(_run, [.. _nodes], [.. _metrics.Values], [.. _checks.Values], [.. _artifacts.Values], [.. _publications]);
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

    public NodeState StateOf(int node)
    {
        lock (_gate)
            return _nodes[node].State;
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

    public void NodeFinished(int node, NodeState state, Failure? failure = null, string output = "", string? result = null)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            var record = _nodes[node];
            _nodes[node] = record with { State = state, FinishedAt = record.StartedAt is null ? null : now, Failure = failure, Output = output };
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
            _publications.Add(publication);
            _store.Append(new Published(_run.Id, node, publication, _clock.GetUtcNow()));
        }
    }

    // In the order of the body, whatever finished first.
    static int Order(int node, int part) => checked(node * 1000 + part);
}

using Aqueduct.Runtime;

namespace Aqueduct.Observability.Lineage;

/// <summary>Tells of one run: that it started, and at its end what its nodes read, wrote and checked.</summary>
/// <param name="settings">Names.</param>
/// <param name="send">Takes events.</param>
sealed class LineageObserver(LineageSettings settings, Action<string> send) : IRunObserver
{
    readonly Lock _gate = new();
    readonly Dictionary<int, List<DataRead>> _reads = [];
    readonly Dictionary<int, List<SaveRequest>> _saves = [];
    WorkflowDefinition _workflow = null!;
    HashSet<string> _before = [];

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
        _workflow = workflow;
        // What is there already was done by another process, or taken over: that is told by who did it.
        _before = [.. run.Nodes.Where(n => n.State.Ended()).Select(n => n.Name)];
        send(LineageEvent.OfRun(settings, workflow, run, "START", run.Run.StartedAt, [], []));
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
        // A further attempt reads anew; what counts is the last one.
        if (node is { State: NodeState.Running, Attempts: > 1, Kind: not NodeKind.Map })
            lock (_gate)
                _reads.Remove(node.Id);
    }

    public void Reads(NodeRecord node, DataRead read) => Note(_reads, node, read);

    public void Publishes(NodeRecord node, SaveRequest save) => Note(_saves, node, save);

    public void Finished(RunDetails run)
    {
        List<NodeLineage> nodes;
        lock (_gate)
            nodes = [.. run.Nodes.Where(n => n.State.Ended() && !_before.Contains(n.Name)).Select(n => Of(n, run))];
        nodes = [.. nodes.Select(n => n.Node.Kind is NodeKind.Check or NodeKind.Metric ? Checked(n, nodes, run) : n)];
        foreach (var node in nodes.Where(n => n.Inputs.Count + n.Outputs.Count > 0 || n.Query is not null))
        {
            var from = node.Node.StartedAt ?? run.Run.StartedAt;
            send(LineageEvent.OfNode(settings, _workflow, run, node, "START", from));
            send(LineageEvent.OfNode(settings, _workflow, run, node, node.Node.State switch { NodeState.Failed => "FAIL", NodeState.Canceled or NodeState.Skipped => "ABORT", _ => "COMPLETE" }, node.Node.FinishedAt ?? from));
        }

        // A run of which this process did a part goes on elsewhere.
        var state = run.Run switch { { FinishedAt: null } => "RUNNING", { State: RunState.Failed } => "FAIL", { State: RunState.Canceled } => "ABORT", _ => "COMPLETE" };
        var at = run.Run.FinishedAt ?? nodes.Max(n => n.Node.FinishedAt) ?? run.Run.StartedAt;
        var data = nodes.Where(n => n.Node.Kind is not (NodeKind.Check or NodeKind.Metric)).ToList();
        send(LineageEvent.OfRun(settings, _workflow, run, state, at, Distinct(data.SelectMany(n => n.Inputs)), Distinct(data.SelectMany(n => n.Outputs))));
    }

    void Note<T>(Dictionary<int, List<T>> notes, NodeRecord node, T note)
    {
        lock (_gate)
        {
            if (!notes.TryGetValue(node.Id, out var known))
                notes[node.Id] = known = [];
            known.Add(note);
        }
    }

    NodeLineage Of(NodeRecord node, RunDetails run)
    {
        var reads = _reads.GetValueOrDefault(node.Id, []);
        var inputs = reads.SelectMany(Read).Select(d => new DatasetUse(d, null));
        // Nothing of a save is seen that was not published.
        var outputs = _saves.GetValueOrDefault(node.Id, []).SelectMany(s => Written(s, node, run));
        var query = reads.Select(r => r.Query).FirstOrDefault(q => q is not null);
        return new NodeLineage(node, _workflow.Nodes[node.Id], Distinct(inputs), Distinct(outputs), query, query is null ? null : TypeOf(reads[0].Resource), []);
    }

    /// <summary>What a check says is said of what was read or published right before or behind what it looks at.</summary>
    static NodeLineage Checked(NodeLineage check, List<NodeLineage> nodes, RunDetails run)
    {
        var looked = check.Node.Inputs.ToHashSet();
        var data = nodes.Where(n => looked.Contains(n.Node.Id)).SelectMany(n => n.Inputs)
            .Concat(nodes.Where(n => n.Node.Inputs.Any(looked.Contains)).SelectMany(n => n.Outputs)).Select(d => d with { Rows = null });
        List<CheckRecord> said = [.. run.Checks.Where(c => c.Node == check.Node.Name)];
        return said.Count == 0 ? check : check with { Inputs = Distinct(data), Checks = said };
    }

    static IEnumerable<Dataset> Read(DataRead read) => read.Path is { } path
        ? [Dataset.OfFile(read.Location, path) with { Fields = read.Fields }]
        : Tables(TypeOf(read.Resource), read);

    static IEnumerable<Dataset> Tables(string type, DataRead read)
    {
        var tables = QueryTables.Of(type, read.Query!);
        // The columns of a join are no table's.
        return tables.Select(t => Dataset.OfTable(type, read.Location, t.Schema, t.Name) with { Fields = tables.Count == 1 ? read.Fields : [] });
    }

    static IEnumerable<DatasetUse> Written(SaveRequest save, NodeRecord node, RunDetails run)
    {
        if (run.Publications.FirstOrDefault(p => (p.Node == node.Name || node.Kind == NodeKind.Map) && p.Resource == save.Resource && p.Table == save.Table) is not { } published)
            return [];
        return save switch
        {
            TableSave table => [new DatasetUse(Dataset.OfTable(TypeOf(save.Resource), table.Database.Location, null, save.Table) with { Fields = table.Fields }, published.Rows)],
            FileSave file => [new DatasetUse(Dataset.OfFile(file.Store.Location, save.Table), published.Rows)],
            _ => [],
        };
    }

    static string TypeOf(string resource) => ResourceRegistry.Current.TypeOf(resource)?.ToLowerInvariant() ?? "";

    static List<DatasetUse> Distinct(IEnumerable<DatasetUse> all) =>
        [.. all.GroupBy(d => d.Dataset).Select(g => new DatasetUse(g.MaxBy(d => d.Dataset.Fields.Count)!.Dataset, g.All(d => d.Rows is null) ? null : g.Sum(d => d.Rows ?? 0)))
            .OrderBy(d => d.Dataset.Namespace, StringComparer.Ordinal).ThenBy(d => d.Dataset.Name, StringComparer.Ordinal)];
}

/// <summary>A dataset that was read or written.</summary>
/// <param name="Dataset">It.</param>
/// <param name="Rows">Rows that were written; null where it was read.</param>
sealed record DatasetUse(Dataset Dataset, long? Rows);

/// <summary>What there is to tell of a node.</summary>
sealed record NodeLineage(NodeRecord Node, NodeDefinition Definition, IReadOnlyList<DatasetUse> Inputs, IReadOnlyList<DatasetUse> Outputs, string? Query, string? Dialect, IReadOnlyList<CheckRecord> Checks);

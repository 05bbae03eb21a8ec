namespace Aqueduct.Runtime;

/// <summary>A run that has not ended, with the process it belongs to.</summary>
sealed record UnfinishedRun(string Id, RunState State, DateTimeOffset StartedAt, string Owner, long Process, string Host, DateTimeOffset? LeaseUntil, int Priority);

/// <summary>An artifact with its place in the workflow: the node's position and the output's number.</summary>
sealed record StoredArtifact(int Node, int Output, ArtifactRecord Artifact);

/// <summary>What a run has left in the store, by position.</summary>
/// <remarks>Versions: of the nodes' code. Checks and Metrics: by their place in the run.</remarks>
sealed record StoredRun(RunDetails Details, IReadOnlyList<string?> Versions, IReadOnlyList<StoredArtifact> Artifacts,
    IReadOnlyList<(long Order, CheckRecord Check)> Checks, IReadOnlyList<(long Order, MetricRecord Metric)> Metrics)
{
    /// <summary>Gives back what a node has stored.</summary>
    public ArtifactSource SourceOf(int node, ArtifactStore artifacts, CancellationToken cancel = default) =>
        new StoredSource(artifacts, output => Artifacts.FirstOrDefault(a => a.Node == node && a.Output == output)?.Artifact.Hash, cancel);
}

/// <summary>A stored result of an item: of a node of the map's graph. Data: its bytes; null where they are in the artifact store. Call: hash of what a cached operator's result depends on; null of other nodes.</summary>
sealed record ItemResult(int Node, int Output, string Hash, byte[]? Data, string? Call = null);

/// <summary>What a process looks at while it runs.</summary>
sealed record Pulse(string Owner, bool Ended, bool CancelRequested);

sealed partial class RunQueries
{
    /// <summary>Runs that have not ended, the oldest first.</summary>
    public IReadOnlyList<UnfinishedRun> Unfinished(string? slug = null) =>
        // Put into order here: asked for an order, SQLite takes the index that has it, and reads every run there ever was instead of those that are open.
        [.. Rows($"SELECT id, state, started_at, owner_lock, process_id, host, lease_until, priority FROM runs WHERE finished_at IS NULL{(slug is null ? "" : " AND slug = $1")}",
            r => new UnfinishedRun(r.GetString(0), Enum.Parse<RunState>(r.GetString(1)), StoreText.Time(r.GetString(2)), r.GetString(3), r.GetInt64(4), r.GetString(5), Time(r, 6), Int(r, 7)),
            slug is null ? [] : [slug]).OrderBy(r => r.StartedAt).ThenBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>When the newest run was started; null where there is none.</summary>
    public DateTimeOffset? NewestStart() => Rows("SELECT started_at FROM runs ORDER BY started_at DESC LIMIT 1", r => StoreText.Time(r.GetString(0))) is [var newest] ? newest : null;

    /// <summary>Whom a run belongs to, and whether it is to stop; null when it is no longer there.</summary>
    public Pulse? PulseOf(string run) =>
        Rows("SELECT owner_lock, finished_at IS NOT NULL, cancel_at IS NOT NULL FROM runs WHERE id = $1", r => new Pulse(r.GetString(0), r.GetBoolean(1), r.GetBoolean(2)), run) is [var pulse] ? pulse : null;

    /// <summary>Whom a group of a run belongs to; without a name, the run.</summary>
    public Pulse? PulseOf(string run, string? group) => group is null ? PulseOf(run)
        : Rows("SELECT g.owner, r.finished_at IS NOT NULL, r.cancel_at IS NOT NULL FROM run_groups g JOIN runs r ON r.id = g.run WHERE g.run = $1 AND g.name = $2",
            r => new Pulse(r.GetString(0), r.GetBoolean(1), r.GetBoolean(2)), run, group) is [var pulse] ? pulse : null;

    /// <summary>The groups of a run that were begun.</summary>
    public IReadOnlyList<RunGroup> Groups(string run) =>
        Rows("SELECT name, owner, process_id, host, lease_until FROM run_groups WHERE run = $1 ORDER BY name", r => new RunGroup(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetString(3), Time(r, 4)), run);

    /// <summary>What a run has left; null when there is none of that id.</summary>
    public StoredRun? Stored(string id) => Find(id) is not { } details
        ? null
        : new StoredRun(
            details,
            Rows("SELECT code FROM nodes WHERE run = $1 ORDER BY node", r => Text(r, 0), id),
            Rows("SELECT node, name, kind, type, media_type, hash, bytes, rows, value, position FROM artifacts WHERE run = $1 ORDER BY position",
                r => new StoredArtifact((int)(r.GetInt64(9) / RunRecorder.Parts), (int)(r.GetInt64(9) % RunRecorder.Parts), Artifact(r)), id),
            Rows("SELECT node, name, severity, passed, detail, position FROM checks WHERE run = $1 ORDER BY position",
                r => (r.GetInt64(5), new CheckRecord(r.GetString(0), r.GetString(1), Enum.Parse<Severity>(r.GetString(2)), Int(r, 3) != 0, r.GetString(4))), id),
            Rows("SELECT node, name, value, position FROM metrics WHERE run = $1 ORDER BY position",
                r => (r.GetInt64(3), new MetricRecord(r.GetString(0), r.GetString(1), StoreText.Number(r.GetValue(2)))), id));

    /// <summary>What a run has published by a node or item of that name; null where it did not.</summary>
    public PublicationResult? Publication(string run, string node) =>
        Rows("SELECT node, resource, table_name, rows, location, published_at FROM publications WHERE run = $1 AND node = $2", Publication, run, node) is [var found] ? found : null;

    /// <summary>The items of an outermost map that have passed, with their states.</summary>
    public IReadOnlyDictionary<int, NodeState> PassedItems(string run, int map) =>
        Rows($"SELECT item, state FROM items WHERE run = $1 AND node = $2 AND {RunContinued.PassedItem}", r => (Int(r, 0), Enum.Parse<NodeState>(r.GetString(1))), run, map)
            .ToDictionary(r => r.Item1, r => r.Item2);

    /// <summary>The stored results of one item.</summary>
    public IReadOnlyList<ItemResult> ItemResults(string run, int map, int item) =>
        Rows("SELECT inner_node, output, hash, data FROM item_results WHERE run = $1 AND node = $2 AND item = $3",
            r => new ItemResult(Int(r, 0), Int(r, 1), r.GetString(2), r.IsDBNull(3) ? null : (byte[])r.GetValue(3)), run, map, item);

    /// <summary>The newest nodes whose results depended on the same, with their artifacts.</summary>
    public IReadOnlyList<(string Run, IReadOnlyList<StoredArtifact> Artifacts)> ResultsOf(string call, int count) =>
        [.. Rows("SELECT run, node FROM nodes WHERE call = $1 AND state IN ('Succeeded', 'Cached') ORDER BY run DESC, node LIMIT $2", r => (Run: r.GetString(0), Node: Int(r, 1)), call, count)
            .Select(n => (n.Run, Artifacts(n.Run, n.Node)))];

    // First the place, by the index of calls: asked for in one condition with the run, all of the run's rows would be looked at for each item. Two equal items of one run have a result each.
    internal const string ResultOfItem = """
        SELECT r.run, r.inner_node, r.output, r.hash, r.data FROM (SELECT run, node, item, inner_node FROM item_results WHERE call = $1 ORDER BY run DESC LIMIT 1) AS f
        JOIN item_results r ON r.run = f.run AND r.node = f.node AND r.item = f.item AND r.inner_node = f.inner_node ORDER BY r.output
        """;

    /// <summary>The newest result of an item's node that depended on the same, with its run; empty where there is none.</summary>
    public (string Run, IReadOnlyList<ItemResult> Outputs) ItemResultOf(string call)
    {
        var rows = Rows(ResultOfItem, r => (Run: r.GetString(0), Result: new ItemResult(Int(r, 1), Int(r, 2), r.GetString(3), r.IsDBNull(4) ? null : (byte[])r.GetValue(4), call)), call);
        return rows.Count == 0 ? ("", []) : (rows[0].Run, [.. rows.Select(r => r.Result)]);
    }

    IReadOnlyList<StoredArtifact> Artifacts(string run, int node) =>
        Rows("SELECT node, name, kind, type, media_type, hash, bytes, rows, value, position FROM artifacts WHERE run = $1 AND position BETWEEN $2 AND $3 ORDER BY position",
            r => new StoredArtifact(node, (int)(r.GetInt64(9) % RunRecorder.Parts), Artifact(r)), run, RunRecorder.Order(node, 0), RunRecorder.Order(node, RunRecorder.Parts - 1));

    /// <summary>A run, the run it continues, and so on.</summary>
    public IReadOnlyList<string> Ancestors(string run)
    {
        var ids = new List<string>();
        for (string? at = run; at is not null && !ids.Contains(at); at = Rows("SELECT continues FROM runs WHERE id = $1", r => Text(r, 0), at) is [var next] ? next : null)
            ids.Add(at);
        return ids;
    }

    /// <summary>The newest run of a workflow for each logical time from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public IReadOnlyDictionary<DateTimeOffset, RunRecord> NewestByLogicalTime(string slug, DateTimeOffset from, DateTimeOffset to)
    {
        var newest = new Dictionary<DateTimeOffset, RunRecord>();
        foreach (var run in Rows($"SELECT {RunColumns} FROM runs WHERE slug = $1 AND logical_time BETWEEN $2 AND $3 ORDER BY started_at, id", Run, slug, StoreText.Of(from), StoreText.Of(to)))
            newest[run.LogicalTime] = run;
        return newest;
    }

    /// <summary>The instants that runs of a workflow stand for, before another one, the latest first.</summary>
    public IReadOnlyList<DateTimeOffset> LogicalTimes(string slug, DateTimeOffset before, int count) =>
        Rows("SELECT DISTINCT logical_time FROM runs WHERE slug = $1 AND logical_time < $2 ORDER BY logical_time DESC LIMIT $3", r => StoreText.Time(r.GetString(0)), slug, StoreText.Of(before), count);

    /// <summary>Number of a workflow's runs for an instant.</summary>
    public long RunsFor(string slug, DateTimeOffset logicalTime) => Rows("SELECT count(*) FROM runs WHERE slug = $1 AND logical_time = $2", r => r.GetInt64(0), slug, StoreText.Of(logicalTime))[0];

    /// <summary>The newest runs of a workflow, newest first.</summary>
    public IReadOnlyList<RunRecord> NewestOf(string slug, int count) =>
        Rows($"SELECT {RunColumns} FROM runs WHERE slug = $1 ORDER BY started_at DESC, id DESC LIMIT $2", Run, slug, count);
}

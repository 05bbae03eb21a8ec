using System.Data.Common;

namespace Aqueduct.Runtime;

/// <summary>What can be asked of a run store.</summary>
sealed partial class RunQueries(StoreSession session)
{
    const string RunColumns = "id, workflow, slug, version, parameters, logical_time, state, started_at, finished_at, owner, error, stack_trace, tip, continues, interrupted, priority";

    const string ItemColumns = "node, item, path, inner_node, name, kind, state, started_at, finished_at, attempts, owner, error, stack_trace, tip, output, reason";

    /// <summary>The newest runs, newest first.</summary>
    public IReadOnlyList<RunRecord> Newest(int count) => Rows($"SELECT {RunColumns} FROM runs ORDER BY started_at DESC, id DESC LIMIT $1", Run, count);

    /// <summary>The ids that start with <paramref name="prefix"/>, at most three.</summary>
    public IReadOnlyList<string> IdsStartingWith(string prefix) =>
        // A range, which the key answers; no id has a tilde, or anything after it.
        Rows("SELECT id FROM runs WHERE id >= $1 AND id < $1 || '~' ORDER BY id LIMIT 3", r => r.GetString(0), prefix);

    /// <summary>A run with all that is known of it; null when there is none of that id.</summary>
    public RunDetails? Find(string id) => Rows($"SELECT {RunColumns} FROM runs WHERE id = $1", Run, id) is not [var run]
        ? null
        : WithCosts(new RunDetails(
            run,
            Rows("SELECT node, name, kind, state, started_at, finished_at, attempts, owner, error, stack_trace, tip, output, inputs, reason, items, call FROM nodes WHERE run = $1 ORDER BY node", Node, id),
            Rows("SELECT node, name, value FROM metrics WHERE run = $1 ORDER BY position", r => new MetricRecord(r.GetString(0), r.GetString(1), StoreText.Number(r.GetValue(2))), id),
            Rows("SELECT node, name, severity, passed, detail FROM checks WHERE run = $1 ORDER BY position",
                r => new CheckRecord(r.GetString(0), r.GetString(1), Enum.Parse<Severity>(r.GetString(2)), Int(r, 3) != 0, r.GetString(4)), id),
            Rows("SELECT node, name, kind, type, media_type, hash, bytes, rows, value FROM artifacts WHERE run = $1 ORDER BY position", Artifact, id),
            Rows("SELECT node, resource, table_name, rows, location, published_at FROM publications WHERE run = $1 ORDER BY position",
                Publication, id),
            Items(id)));

    /// <summary>How many items of a run's maps there are of each state, and the nodes of items that failed or warned.</summary>
    public ItemOverview Items(string run) => new(
        Rows("SELECT node, state, count(*) FROM items WHERE run = $1 AND inner_node = -1 AND path NOT LIKE '%.%' GROUP BY node, state ORDER BY node, state",
            r => new ItemCount(Int(r, 0), Enum.Parse<NodeState>(r.GetString(1)), Int(r, 2)), run),
        Rows($"SELECT {ItemColumns} FROM items WHERE run = $1 AND state IN ('Failed', 'Warning') AND inner_node >= 0 ORDER BY node, item, path, inner_node LIMIT $2", Item, run, ItemOverview.MostNoted));

    /// <summary>Every item of a map with its nodes, in order.</summary>
    public IReadOnlyList<ItemRecord> ItemsOf(string run, int map) =>
        Rows($"SELECT {ItemColumns} FROM items WHERE run = $1 AND node = $2 ORDER BY item, path, inner_node", Item, run, map);

    /// <summary>The nodes of items with that name, such as <c>Score[3]</c>.</summary>
    public IReadOnlyList<ItemRecord> ItemsNamed(string run, string name) =>
        Rows($"SELECT {ItemColumns} FROM items WHERE run = $1 AND lower(name) = lower($2) AND inner_node >= 0 ORDER BY node, item, path", Item, run, name);

    /// <summary>The values a metric had for the last logical times before one, newest first: of each the value of its last run that succeeded, null where none did with one.</summary>
    public IReadOnlyList<double?> Before(string slug, string metric, DateTimeOffset logicalTime, int count)
    {
        var times = new List<double?>();
        var last = "";
        foreach (var (time, value) in Rows("""
            SELECT r.logical_time, m.value FROM runs r
            LEFT JOIN metrics m ON m.workflow = r.slug AND m.name = $2 AND m.started_at = r.started_at AND m.run = r.id AND r.state IN ('Succeeded', 'SucceededWithWarnings')
            WHERE r.slug = $1 AND r.logical_time < $3 AND r.logical_time IN (SELECT DISTINCT logical_time FROM runs WHERE slug = $1 AND logical_time < $3 ORDER BY logical_time DESC LIMIT $4)
            ORDER BY r.logical_time DESC, r.started_at DESC, r.id DESC
            """, r => (r.GetString(0), r.IsDBNull(1) ? (double?)null : StoreText.Number(r.GetValue(1))), slug, metric, StoreText.Of(logicalTime), count))
        {
            if (time != last)
                times.Add(value);
            else
                times[^1] ??= value;
            last = time;
        }

        return times;
    }

    /// <summary>The time that leases are compared with.</summary>
    public DateTimeOffset Now(TimeProvider clock) => session.Now(clock);

    List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object> parameters) => session.Query(sql, read, parameters);

    static RunRecord Run(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), StoreText.Parameters(r.GetString(4)), StoreText.Time(r.GetString(5)),
        Enum.Parse<RunState>(r.GetString(6)), StoreText.Time(r.GetString(7)), Time(r, 8), Failed(r, 9), Text(r, 13), Int(r, 14) != 0, Int(r, 15));

    static PublicationResult Publication(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), Int(r, 3), r.GetString(4), StoreText.Time(r.GetString(5)));

    static NodeRecord Node(DbDataReader r) => new(Int(r, 0), r.GetString(1), Enum.Parse<NodeKind>(r.GetString(2)), StoreText.Ids(r.GetString(12)), Enum.Parse<NodeState>(r.GetString(3)),
        Time(r, 4), Time(r, 5), Int(r, 6), Failed(r, 7), r.GetString(11), Text(r, 13), r.IsDBNull(14) ? null : Int(r, 14), Text(r, 15));

    static ItemRecord Item(DbDataReader r) => new(Int(r, 0), Int(r, 1), r.GetString(2), Int(r, 3), r.GetString(4), Enum.Parse<NodeKind>(r.GetString(5)), Enum.Parse<NodeState>(r.GetString(6)),
        Time(r, 7), Time(r, 8), Int(r, 9), Failed(r, 10), r.GetString(14), Text(r, 15));

    static ArtifactRecord Artifact(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt64(6),
        r.IsDBNull(7) ? null : Int(r, 7), Text(r, 8));

    static Failure? Failed(DbDataReader r, int at) => r.IsDBNull(at) ? null : new(Enum.Parse<FailureOwner>(r.GetString(at)), Text(r, at + 1) ?? "", Text(r, at + 2), Text(r, at + 3));

    static DateTimeOffset? Time(DbDataReader r, int at) => r.IsDBNull(at) ? null : StoreText.Time(r.GetString(at));

    // A server gives whole numbers in one size only.
    static int Int(DbDataReader r, int at) => checked((int)r.GetInt64(at));

    static string? Text(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);
}

namespace Aqueduct.Runtime;

/// <summary>What a metric measured in one run, with the checks that judged it: its bounds, and its comparison with its history.</summary>
sealed record MetricValue(string Run, RunState State, DateTimeOffset At, DateTimeOffset LogicalTime, double Value, IReadOnlyList<CheckRecord> Checks);

sealed partial class RunQueries
{
    // From slug to slug by the index: runs are many, workflows few.
    const string Known = """
        WITH RECURSIVE known(slug) AS (
            SELECT min(slug) FROM runs
            UNION ALL
            SELECT (SELECT min(r.slug) FROM runs r WHERE r.slug > known.slug) FROM known WHERE known.slug IS NOT NULL)

        """;

    /// <summary>The workflows that have run: slug and display name, by slug.</summary>
    public IReadOnlyList<(string Slug, string Name)> Workflows() =>
        Rows(Known + "SELECT slug, (SELECT r.workflow FROM runs r WHERE r.slug = known.slug ORDER BY r.started_at DESC LIMIT 1) FROM known WHERE slug IS NOT NULL ORDER BY slug",
            r => (r.GetString(0), r.GetString(1)));

    /// <summary>Each workflow's newest run, by slug.</summary>
    public IReadOnlyList<RunRecord> LastOfEach() =>
        Rows($"{Known}SELECT {RunColumns} FROM runs WHERE id IN (SELECT (SELECT r.id FROM runs r WHERE r.slug = known.slug ORDER BY r.started_at DESC, r.id DESC LIMIT 1) FROM known WHERE slug IS NOT NULL) ORDER BY slug", Run);

    /// <summary>The metrics of a workflow by name, each with the number of its values.</summary>
    public IReadOnlyList<(string Name, long Runs)> Metrics(string slug, int count) =>
        Rows("SELECT name, count(*) FROM metrics WHERE workflow = $1 GROUP BY name ORDER BY name LIMIT $2", r => (r.GetString(0), r.GetInt64(1)), slug, count);

    /// <summary>The last values of a metric, newest first.</summary>
    public IReadOnlyList<MetricValue> History(string slug, string metric, int count)
    {
        var values = new List<(MetricValue Value, List<CheckRecord> Checks)>();
        foreach (var (value, check) in Rows($"""
            SELECT v.run, r.state, v.started_at, r.logical_time, v.value, c.node, c.name, c.severity, c.passed, c.detail
            FROM (SELECT run, started_at, value, position FROM metrics WHERE workflow = $1 AND name = $2 ORDER BY started_at DESC, run DESC LIMIT $3) v
            JOIN runs r ON r.id = v.run
            LEFT JOIN checks c ON c.run = v.run AND c.node = $2 AND c.position BETWEEN {RunRecorder.ChecksOfMetric("v.position")}
            ORDER BY v.started_at DESC, v.run DESC, c.position
            """,
            r => (Value: new MetricValue(r.GetString(0), Enum.Parse<RunState>(r.GetString(1)), StoreText.Time(r.GetString(2)), StoreText.Time(r.GetString(3)), StoreText.Number(r.GetValue(4)), []),
                Check: r.IsDBNull(5) ? null : new CheckRecord(r.GetString(5), r.GetString(6), Enum.Parse<Severity>(r.GetString(7)), Int(r, 8) != 0, r.GetString(9))), slug, metric, count))
        {
            if (values.Count == 0 || values[^1].Value.Run != value.Run)
                values.Add((value, []));
            if (check is not null)
                values[^1].Checks.Add(check);
        }

        return [.. values.Select(v => v.Value with { Checks = v.Checks })];
    }
}

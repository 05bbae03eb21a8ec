using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>Which runs are looked for.</summary>
/// <param name="Slug">Of one workflow; null is any.</param>
/// <param name="States">In one of these states; none is any.</param>
/// <param name="Before">Id of the run after which, newest first, the page begins; null begins with the newest.</param>
/// <param name="Text">What the id, a parameter's value or the error holds; null is anything.</param>
sealed record RunFilter(string? Slug = null, IReadOnlyList<RunState>? States = null, string? Before = null, string? Text = null);

/// <summary>A version of a workflow, as its runs know it.</summary>
/// <param name="Version">Hash of the model.</param>
/// <param name="Runs">How many runs had it.</param>
/// <param name="First">Start of the first of them.</param>
/// <param name="Last">Start of the last.</param>
sealed record WorkflowVersion(string Version, long Runs, DateTimeOffset First, DateTimeOffset Last);

/// <summary>What a check said in one run.</summary>
sealed record CheckOutcome(string Run, RunState State, DateTimeOffset At, CheckRecord Check);

sealed partial class RunQueries
{
    /// <summary>A page of runs, newest first.</summary>
    public IReadOnlyList<RunRecord> Page(RunFilter filter, int count)
    {
        var (conditions, values) = (new List<string>(), new List<object>());
        if (filter.Slug is { } slug)
            conditions.Add("slug = " + Value(slug));
        if (filter.States is { Count: > 0 } states)
            conditions.Add($"state IN ({string.Join(", ", states.Select(s => Value(s.ToString())))})");
        if (filter.Before is { } before)
            // Ids sort by start, and two runs of one instant by the rest of their ids.
            conditions.Add($"(started_at, id) < (SELECT b.started_at, b.id FROM runs b WHERE b.id = {Value(before)})");
        if (filter.Text is { } text)
        {
            var pattern = Value($"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%".ToLowerInvariant());
            conditions.Add($"(id LIKE {pattern} ESCAPE '\\' OR lower(parameters) LIKE {pattern} ESCAPE '\\' OR lower(error) LIKE {pattern} ESCAPE '\\')");
        }

        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions) + " ";
        return Rows($"SELECT {RunColumns} FROM runs {where}ORDER BY started_at DESC, id DESC LIMIT {Value(count)}", Run, [.. values]);

        string Value(object value)
        {
            values.Add(value);
            return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The versions of a workflow that have run, the one of the last run first.</summary>
    public IReadOnlyList<WorkflowVersion> VersionsOf(string slug) =>
        Rows("SELECT version, count(*), min(started_at), max(started_at) FROM runs WHERE slug = $1 GROUP BY version ORDER BY max(started_at) DESC",
            r => new WorkflowVersion(r.GetString(0), r.GetInt64(1), StoreText.Time(r.GetString(2)), StoreText.Time(r.GetString(3))), slug);

    /// <summary>What the checks and bounds of a workflow said in its last runs: the newest run first, in a run in their order.</summary>
    public IReadOnlyList<CheckOutcome> ChecksOf(string slug, int runs) =>
        Rows("""
            SELECT v.id, v.state, v.started_at, c.node, c.name, c.severity, c.passed, c.detail
            FROM (SELECT id, state, started_at FROM runs WHERE slug = $1 ORDER BY started_at DESC, id DESC LIMIT $2) v
            JOIN checks c ON c.run = v.id ORDER BY v.started_at DESC, v.id DESC, c.position
            """,
            r => new CheckOutcome(r.GetString(0), Enum.Parse<RunState>(r.GetString(1)), StoreText.Time(r.GetString(2)),
                new CheckRecord(r.GetString(3), r.GetString(4), Enum.Parse<Severity>(r.GetString(5)), Int(r, 6) != 0, r.GetString(7))), slug, runs);

    /// <summary>Something that changes whenever something of a run does.</summary>
    public (long Event, long Written) MarkOf(string run) =>
        Rows("SELECT coalesce((SELECT max(seq) FROM events WHERE run = $1), 0), coalesce((SELECT sum(length(output)) FROM nodes WHERE run = $1), 0)", r => (r.GetInt64(0), r.GetInt64(1)), run) is [var mark] ? mark : default;
}

namespace Aqueduct.Runtime;

sealed partial class RunQueries
{
    /// <summary>What a run measured, without the rest of it.</summary>
    public IReadOnlyList<MetricRecord> MetricsOf(string run) =>
        Rows("SELECT node, name, value FROM metrics WHERE run = $1 ORDER BY position", r => new MetricRecord(r.GetString(0), r.GetString(1), StoreText.Number(r.GetValue(2))), run);

    /// <summary>The checks and bounds of a run that do not hold.</summary>
    public IReadOnlyList<CheckRecord> FailedChecksOf(string run) =>
        Rows("SELECT node, name, severity, passed, detail FROM checks WHERE run = $1 AND passed = 0 ORDER BY position",
            r => new CheckRecord(r.GetString(0), r.GetString(1), Enum.Parse<Severity>(r.GetString(2)), false, r.GetString(4)), run);

    /// <summary>What a run has stored, without the rest of it.</summary>
    public IReadOnlyList<ArtifactRecord> ArtifactsOf(string run) =>
        Rows("SELECT node, name, kind, type, media_type, hash, bytes, rows, value FROM artifacts WHERE run = $1 ORDER BY position", Artifact, run);

    /// <summary>What a run has published, without the rest of it.</summary>
    public IReadOnlyList<PublicationResult> PublicationsOf(string run) =>
        Rows("SELECT node, resource, table_name, rows, location, published_at FROM publications WHERE run = $1 ORDER BY position", Publication, run);

    /// <summary>How many events there have been: changes whenever anything does.</summary>
    public long LastEvent() => Rows("SELECT coalesce(max(seq), 0) FROM events", r => r.GetInt64(0))[0];
}

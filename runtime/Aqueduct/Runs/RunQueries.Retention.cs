namespace Aqueduct.Runtime;

/// <summary>A run that has ended.</summary>
sealed record FinishedRun(string Id, string Slug, DateTimeOffset FinishedAt);

/// <summary>Something that is stored under a hash, with one run that refers to it.</summary>
sealed record StoredObject(string Hash, string Run, string Artifact);

sealed partial class RunQueries
{
    /// <summary>The runs that have ended, the oldest first.</summary>
    public IReadOnlyList<FinishedRun> Finished(string? slug) =>
        Rows($"SELECT id, slug, finished_at FROM runs WHERE finished_at IS NOT NULL{(slug is null ? "" : " AND slug = $1")} ORDER BY started_at, id",
            r => new FinishedRun(r.GetString(0), r.GetString(1), StoreText.Time(r.GetString(2))), slug is null ? [] : [slug]);

    /// <summary>What each run's artifacts take, by run.</summary>
    public ILookup<string, (string Hash, long Bytes)> ArtifactSizes() =>
        Rows("SELECT run, hash, bytes FROM artifacts", r => (Run: r.GetString(0), Hash: r.GetString(1), Bytes: r.GetInt64(2))).ToLookup(r => r.Run, r => (r.Hash, r.Bytes));

    /// <summary>Hashes of artifacts whose run was removed.</summary>
    public IReadOnlyList<string> Garbage() => Rows("SELECT hash FROM garbage ORDER BY hash", r => r.GetString(0));

    /// <summary>Whether a run, or a version of an endpoint, refers to an artifact.</summary>
    public bool IsReferred(string hash) =>
        Rows("SELECT EXISTS(SELECT 1 FROM artifacts WHERE hash = $1) OR EXISTS(SELECT 1 FROM item_results WHERE hash = $1 AND data IS NULL) OR EXISTS(SELECT 1 FROM endpoint_versions WHERE hash = $1)", r => r.GetBoolean(0), hash)[0];

    /// <summary>Everything that is a file in the artifact store, each once, by hash.</summary>
    public IReadOnlyList<StoredObject> StoredObjects() =>
        Rows("SELECT hash, max(run), max(name) FROM (SELECT hash, run, name FROM artifacts UNION ALL SELECT hash, run, 'item ' || item FROM item_results WHERE data IS NULL UNION ALL SELECT hash, run, 'endpoint ' || name FROM endpoint_versions) AS o GROUP BY hash ORDER BY hash",
            r => new StoredObject(r.GetString(0), r.GetString(1), r.GetString(2)));
}

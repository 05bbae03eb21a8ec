namespace Aqueduct.Runtime;

/// <summary>Who keeps the schedules of some workflows.</summary>
sealed record Leader(string Owner, long Process, string Host, DateTimeOffset Since, DateTimeOffset LeaseUntil);

sealed partial class RunQueries
{
    /// <summary>The one who leads under that name; null where nobody has yet.</summary>
    public Leader? LeaderOf(string name) =>
        Rows("SELECT owner, process_id, host, since, lease_until FROM leaders WHERE name = $1",
            r => new Leader(r.GetString(0), r.GetInt64(1), r.GetString(2), StoreText.Time(r.GetString(3)), StoreText.Time(r.GetString(4))), name) is [var leader] ? leader : null;

    /// <summary>The workflows that are paused, by slug.</summary>
    public IReadOnlyDictionary<string, Pause> Pauses() =>
        Rows("SELECT slug, paused_at, paused_by, reason FROM pauses", r => new Pause(r.GetString(0), StoreText.Time(r.GetString(1)), r.GetString(2), Text(r, 3))).ToDictionary(p => p.Slug, StringComparer.Ordinal);

    /// <summary>For each workflow the latest instant up to another one that a run of it stands for.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LatestLogicalTimes(DateTimeOffset until) =>
        Rows($"{Known}SELECT slug, (SELECT r.logical_time FROM runs r WHERE r.slug = known.slug AND r.logical_time <= $1 ORDER BY r.logical_time DESC LIMIT 1) FROM known WHERE slug IS NOT NULL",
            r => (Slug: r.GetString(0), Time: Time(r, 1)), StoreText.Of(until)).Where(r => r.Time is not null).ToDictionary(r => r.Slug, r => r.Time!.Value, StringComparer.Ordinal);

    /// <summary>What is to start after runs that have succeeded, the earliest success first.</summary>
    /// <param name="owner">Whose runs count at once; other processes are left the time to go on themselves.</param>
    /// <param name="others">When the runs of other processes must have ended.</param>
    public IReadOnlyList<OpenCascade> OpenCascades(string owner, DateTimeOffset others) =>
        Rows("SELECT c.run, r.workflow, r.slug, r.logical_time, c.follower FROM cascades c JOIN runs r ON r.id = c.run WHERE c.taken_by IS NULL AND r.state IN ('Succeeded', 'SucceededWithWarnings') AND (r.owner_lock = $1 OR r.finished_at <= $2) ORDER BY r.finished_at, c.run, c.follower",
            r => new OpenCascade(r.GetString(0), r.GetString(1), r.GetString(2), StoreText.Time(r.GetString(3)), r.GetString(4)), owner, StoreText.Of(others));

    /// <summary>The runs that something else than a person started, that were cut off, and that have not been gone on with too often; the oldest first.</summary>
    public IReadOnlyList<InterruptedRun> Interrupted() =>
        Rows("SELECT r.id, r.slug, r.version, c.resumes FROM runs r JOIN causes c ON c.run = r.id WHERE r.interrupted = 1 AND c.resumes < $1",
            r => new InterruptedRun(r.GetString(0), r.GetString(1), r.GetString(2), Int(r, 3)), Causes.MostResumes).OrderBy(r => r.Id, StringComparer.Ordinal).ToList();

    /// <summary>What has started a run; null where a person did.</summary>
    public (string Kind, string Detail)? CauseOf(string run) => Rows("SELECT kind, detail FROM causes WHERE run = $1", r => (r.GetString(0), r.GetString(1)), run) is [var cause] ? cause : null;

    /// <summary>The files that have arrived for a workflow, with their versions.</summary>
    public IReadOnlyDictionary<string, string> Arrivals(string slug) =>
        Rows("SELECT path, stamp FROM arrivals WHERE slug = $1", r => (Path: r.GetString(0), Stamp: r.GetString(1)), slug).ToDictionary(r => r.Path, r => r.Stamp, StringComparer.Ordinal);
}

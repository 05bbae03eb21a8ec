using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Who has paused a workflow, and why.</summary>
sealed record Pause(string Slug, DateTimeOffset At, string By, string? Reason)
{
    /// <summary>In a sentence to a person.</summary>
    public string Said => $"paused since {Words.Instant(At)} by {By}{(Reason is null ? "" : $": {Reason}")}";
}

/// <summary>A run that has succeeded and a workflow that is to start after it.</summary>
/// <remarks>Name, Slug: of the workflow that ran.</remarks>
sealed record OpenCascade(string Run, string Name, string Slug, DateTimeOffset LogicalTime, string Follower);

/// <summary>A run that was cut off and may be gone on with.</summary>
/// <remarks>Resumes: how often that was done already.</remarks>
sealed record InterruptedRun(string Id, string Slug, string Version, int Resumes);

/// <summary>A workflow was paused: nothing but a person starts it.</summary>
sealed record WorkflowPaused(Pause Pause) : RunEvent("", Pause.At)
{
    public override string Kind => "workflow-paused";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("workflow", Pause.Slug);
        json.WriteString("by", Pause.By);
        json.WriteString("reason", Pause.Reason);
    }

    public override void Apply(StoreStatements store) =>
        store.Execute("INSERT INTO pauses(slug, paused_at, paused_by, reason) VALUES($1, $2, $3, $4)", Pause.Slug, StoreText.Of(Pause.At), Pause.By, Pause.Reason);
}

/// <summary>A paused workflow may start again.</summary>
sealed record WorkflowUnpaused(string Slug, string By, DateTimeOffset At) : RunEvent("", At)
{
    public override string Kind => "workflow-unpaused";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("workflow", Slug);
        json.WriteString("by", By);
    }

    public override void Apply(StoreStatements store) => store.Execute("DELETE FROM pauses WHERE slug = $1", Slug);
}

/// <summary>What starts runs by itself, and so is kept with them. What is claimed in the transaction that records a run is started once, however many processes want to.</summary>
static class Causes
{
    /// <summary>How often a run that was cut off is gone on with: one that ends its process each time must not do so for ever.</summary>
    public const int MostResumes = 3;

    /// <summary>Notes what has started a run.</summary>
    /// <param name="transaction">Records the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="kind"><c>schedule</c>, <c>after</c>, <c>file</c>, <c>webhook</c> or <c>interrupted</c>.</param>
    /// <param name="detail">Which instant, run, file or caller.</param>
    public static void Note(StoreTransaction transaction, RunRecord run, string kind, string detail) =>
        transaction.Execute("INSERT INTO causes(run, kind, detail) VALUES($1, $2, $3)", run.Id, kind, detail);

    /// <summary>Claims the start of a workflow after the success of a run.</summary>
    /// <param name="transaction">Records the run that starts.</param>
    /// <param name="before">The run that has succeeded.</param>
    /// <param name="follower">Slug of the workflow that starts.</param>
    /// <param name="by">The run that starts, or why none does.</param>
    /// <exception cref="NotAdmittedException">Another process has claimed it.</exception>
    public static void TakeCascade(StoreTransaction transaction, string before, string follower, string by)
    {
        if (transaction.Execute("INSERT INTO cascades(run, follower, taken_by) VALUES($1, $2, $3) ON CONFLICT(run, follower) DO UPDATE SET taken_by = excluded.taken_by WHERE cascades.taken_by IS NULL", before, follower, by) == 0)
            throw new NotAdmittedException($"Another process has started '{follower}' after run {before} already.", isDone: true);
    }

    /// <summary>Claims a file that has arrived, or a new version of it.</summary>
    /// <param name="transaction">Records the run that starts.</param>
    /// <param name="slug">The workflow that starts.</param>
    /// <param name="path">The file.</param>
    /// <param name="stamp">Its version: size and time of the last change.</param>
    /// <param name="run">The run; null where none can start for it.</param>
    /// <param name="at">The time.</param>
    /// <exception cref="NotAdmittedException">Another process has claimed it.</exception>
    public static void TakeArrival(StoreTransaction transaction, string slug, string path, string stamp, string? run, DateTimeOffset at)
    {
        if (transaction.Execute("INSERT INTO arrivals(slug, path, stamp, run, arrived_at) VALUES($1, $2, $3, $4, $5) ON CONFLICT(slug, path) DO UPDATE SET stamp = excluded.stamp, run = excluded.run, arrived_at = excluded.arrived_at WHERE arrivals.stamp <> excluded.stamp", slug, path, stamp, run, StoreText.Of(at)) == 0)
            throw new NotAdmittedException($"Another process has started '{slug}' for {path} already.", isDone: true);
    }

    /// <summary>Counts that a run that was cut off goes on.</summary>
    public static void NoteResumed(StoreTransaction transaction, string run) => transaction.Execute("UPDATE causes SET resumes = resumes + 1 WHERE run = $1", run);

    /// <summary>Notes that nothing goes on with a run that was cut off any more.</summary>
    public static void LeaveInterrupted(StoreTransaction transaction, string run) => transaction.Execute($"UPDATE causes SET resumes = {MostResumes} WHERE run = $1", run);
}

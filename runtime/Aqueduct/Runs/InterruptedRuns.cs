namespace Aqueduct.Runtime;

/// <summary>Marks as failed the runs that a dead process left unfinished; they can be resumed.</summary>
static class InterruptedRuns
{
    const string PublishingTip = " Its saves were under way: each that was published has a row with this run in the table aqueduct_publications of its database, and is not published again.";

    /// <summary>Looks for them before anybody else uses the session.</summary>
    public static void Close(StoreSession session, string home, TimeProvider clock)
    {
        if (session.Read(() => Lost(new RunQueries(session), home, clock)).Count == 0)
            return;
        // Another process may have closed them meanwhile.
        session.Transact(alone: true, () => Close(new StoreTransaction(session, new StoreStatements(session)), home, clock));
    }

    /// <summary>Whether there are any.</summary>
    public static bool Any(RunQueries queries, string home, TimeProvider clock) => Lost(queries, home, clock).Count > 0;

    /// <summary>Looks for them as part of a transaction; for those of one workflow where a slug is given.</summary>
    public static void Close(StoreTransaction transaction, string home, TimeProvider clock, string? slug = null)
    {
        var lost = Lost(transaction.Queries, home, clock, slug);
        foreach (var owner in lost.Select(r => r.Owner).Distinct(StringComparer.Ordinal))
            transaction.ShutOut(owner);
        foreach (var run in lost.Where(r => r.Owner == SharedRun.Owner))
            SharedRun.Close(transaction, run.Id, null, clock.GetUtcNow(), interrupted: true);
        foreach (var run in lost.Where(r => r.Owner != SharedRun.Owner))
            Close(transaction, run.Id, $"Interrupted: process {run.Process} on {run.Host} ended before the run did.", clock.GetUtcNow());
    }

    static List<UnfinishedRun> Lost(RunQueries queries, string home, TimeProvider clock, string? slug = null)
    {
        var unfinished = queries.Unfinished(slug);
        if (unfinished.Count == 0)
            return [];
        var now = queries.Now(clock);
        return [.. unfinished.Where(r => Lease.IsLost(LiveLock.IsHeld(home, r.Owner), r.Host, r.LeaseUntil, now) || (r.Owner == SharedRun.Owner && IsCanceled(queries, r.Id, home, now)))];
    }

    /// <summary>Whether a shared run was asked to stop while no process of it was there to hear it.</summary>
    static bool IsCanceled(RunQueries queries, string id, string home, DateTimeOffset now) =>
        queries.PulseOf(id) is { CancelRequested: true } && !queries.Groups(id).Any(g => SharedRun.IsAlive(g, home, now));

    static void Close(StoreTransaction transaction, string id, string error, DateTimeOffset now)
    {
        var run = transaction.Queries.Find(id)!;
        // Also where the clock was set back since.
        now = run.Nodes.Aggregate(Clocks.Later(now, run.Run.StartedAt), (latest, n) => Clocks.Later(latest, n.FinishedAt ?? n.StartedAt ?? latest));
        var publishing = run.Nodes.Any(n => n.Kind.IsPublication() && n.StartedAt is not null) ? PublishingTip : " Nothing was published.";
        var failure = new Failure(FailureOwner.System, error, Tip: $"What it had finished is kept. Go on from there: run --resume {id}.{publishing}");
        foreach (var node in run.Nodes.Where(n => !n.State.Ended()))
        {
            var ended = node.State == NodeState.Running
                ? node with { State = NodeState.Failed, FinishedAt = now, Failure = failure }
                : node with { State = node.Kind.IsPublication() ? NodeState.Canceled : NodeState.Skipped };
            transaction.Write(new NodeFinished(id, ended, now));
        }

        transaction.Write(new RunFinished(run.Run with { State = RunState.Failed, FinishedAt = now, Failure = failure, Interrupted = true }));
    }
}

using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>Marks as failed the runs that a dead process left unfinished; they can be resumed.</summary>
static class InterruptedRuns
{
    const string PublishingTip = " Its saves were under way: each that was published has a row with this run in the table aqueduct_publications of its database, and is not published again.";

    /// <summary>Looks for them before anybody else uses the connection.</summary>
    public static void Close(SqliteConnection connection, string home, TimeProvider clock)
    {
        if (!new RunQueries(connection).Unfinished().Any(r => IsLost(r, home, clock)))
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        using var statements = new StoreStatements(connection);
        statements.Join(transaction);
        // Another process may have closed them meanwhile.
        Close(new StoreTransaction(connection, transaction, statements), home, clock);
        Failpoints.Reach(Failpoint.StoreCommits);
        transaction.Commit();
        Failpoints.Reach(Failpoint.StoreCommitted);
    }

    /// <summary>Looks for them as part of a transaction.</summary>
    public static void Close(StoreTransaction transaction, string home, TimeProvider clock)
    {
        foreach (var run in transaction.Queries.Unfinished().Where(r => IsLost(r, home, clock)))
            Close(transaction, run.Id, $"Interrupted: process {run.Process} on {run.Host} ended before the run did.", clock.GetUtcNow());
    }

    static bool IsLost(UnfinishedRun run, string home, TimeProvider clock) =>
        Lease.IsLost(LiveLock.IsHeld(home, run.Owner), run.Host, run.LeaseUntil, clock.GetUtcNow());

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

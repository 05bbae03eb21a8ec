using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>Marks as failed the runs that a dead process left unfinished.</summary>
static class InterruptedRuns
{
    const string Tip = "Run the workflow again. The artifacts it had stored are kept, and nothing was published.";
    const string PublishingTip = "Its saves were under way: what was published has a row with this run in the table aqueduct_publications of its database. Look there before the workflow is run again.";

    public static void Close(SqliteConnection connection, string home, TimeProvider clock)
    {
        var dead = Unfinished(connection).Where(r => !LiveLock.IsHeld(home, r.Lock)).ToList();
        if (dead.Count == 0)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        using var statements = new StoreStatements(connection);
        statements.Join(transaction);
        // Another process may have closed them meanwhile.
        var still = Unfinished(connection, transaction).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, _, process, host) in dead.Where(r => still.Contains(r.Id)))
            Close(connection, transaction, statements, id, $"Interrupted: process {process} on {host} ended before the run did.", clock.GetUtcNow());
        transaction.Commit();
    }

    static void Close(SqliteConnection connection, SqliteTransaction transaction, StoreStatements statements, string id, string error, DateTimeOffset now)
    {
        var run = new RunQueries(connection, transaction).Find(id)!;
        var failure = new Failure(FailureOwner.System, error, Tip: run.Nodes.Any(n => n.Kind.IsPublication() && n.StartedAt is not null) ? PublishingTip : Tip);
        foreach (var node in run.Nodes.Where(n => !n.State.Ended()))
        {
            var ended = node.State == NodeState.Running
                ? node with { State = NodeState.Failed, FinishedAt = now, Failure = failure }
                : node with { State = node.Kind.IsPublication() ? NodeState.Canceled : NodeState.Skipped };
            statements.Write(new NodeFinished(id, ended, now));
        }

        statements.Write(new RunFinished(run.Run with { State = RunState.Failed, FinishedAt = now, Failure = failure }));
    }

    static List<(string Id, string Lock, long Process, string Host)> Unfinished(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT id, owner_lock, process_id, host FROM runs WHERE finished_at IS NULL ORDER BY id";
        using var reader = command.ExecuteReader();
        var runs = new List<(string, string, long, string)>();
        while (reader.Read())
            runs.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3)));
        return runs;
    }
}

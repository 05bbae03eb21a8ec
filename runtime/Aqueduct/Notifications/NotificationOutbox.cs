namespace Aqueduct.Runtime;

/// <summary>Keeps what is to be told in the run store. That a run has to be told at all is written with its end, so that no death of a process loses it; who claims a notification sends it alone.</summary>
static class NotificationOutbox
{
    /// <summary>How long nobody is told of a run that was cut off: as a rule a server goes on with it meanwhile.</summary>
    public static readonly TimeSpan Head = TimeSpan.FromMinutes(5);

    /// <summary>How long who claimed a notification has it for itself; longer than a try takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long after a message the same end of the same workflow is not sent again, to others than <c>in-app</c>.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>After so many tries, over about a day, it is given up.</summary>
    public const int MostAttempts = 30;

    /// <summary>How long after a try the next one comes: 1, 2, 4, 8, 16, 32 minutes, then every hour.</summary>
    public static TimeSpan Wait(int attempts) => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(attempts, 10) - 1)));

    /// <summary>Writes a notification for each channel that hears of a run; false where another process has done so.</summary>
    /// <param name="transaction">Reads and writes.</param>
    /// <param name="message">What is told.</param>
    /// <param name="channels">Who hears of it.</param>
    /// <param name="now">The time.</param>
    public static bool Route(StoreTransaction transaction, NotificationMessage message, IEnumerable<NotificationChannel> channels, DateTimeOffset now)
    {
        var run = message.Run;
        if (transaction.Execute("UPDATE runs SET notify_at = NULL WHERE id = $1 AND notify_at IS NOT NULL", run.Id) == 0)
            return false;
        foreach (var channel in channels)
        {
            var state = channel.IsInApp ? DeliveryState.Sent : IsRepeated(transaction.Queries, run, channel) ? DeliveryState.Muted : DeliveryState.Pending;
            transaction.Execute("INSERT INTO notifications(run, channel, slug, run_state, ended_at, title, summary, state, due_at, sent_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(run, channel) DO NOTHING",
                run.Id, channel.Name, run.Slug, run.State.ToString(), StoreText.Of(run.FinishedAt!.Value), message.Title, message.Summary, state.ToString(),
                state == DeliveryState.Pending ? StoreText.Of(now) : null, state == DeliveryState.Sent ? StoreText.Of(now) : null);
        }

        return true;
    }

    /// <summary>Claims a notification that is due; null where another process has it.</summary>
    public static Notification? Claim(StoreTransaction transaction, Notification due, DateTimeOffset now)
    {
        var claimed = due with { Attempts = due.Attempts + 1, DueAt = now + Lease };
        return transaction.Execute("UPDATE notifications SET attempts = $3, due_at = $4 WHERE run = $1 AND channel = $2 AND due_at = $5",
            due.Run, due.Channel, claimed.Attempts, StoreText.Of(claimed.DueAt), StoreText.Of(due.DueAt)) == 0 ? null : claimed;
    }

    /// <summary>Notes how a try went, unless its claim has run out and another process has it.</summary>
    /// <param name="transaction">Reads and writes.</param>
    /// <param name="claimed">As it was claimed.</param>
    /// <param name="error">Why it is not out; null where it is.</param>
    /// <param name="isFinal">Whether no further try can change that.</param>
    /// <param name="now">The time.</param>
    /// <returns>As it is kept now.</returns>
    public static Notification End(StoreTransaction transaction, Notification claimed, string? error, bool isFinal, DateTimeOffset now)
    {
        var ended = error is null ? claimed with { State = DeliveryState.Sent, DueAt = null, SentAt = now, Error = null }
            : isFinal || claimed.Attempts >= MostAttempts ? claimed with { State = DeliveryState.Failed, DueAt = null, Error = error }
            : claimed with { DueAt = now + Wait(claimed.Attempts), Error = error };
        transaction.Execute("UPDATE notifications SET state = $3, due_at = $4, sent_at = $5, error = $6 WHERE run = $1 AND channel = $2 AND due_at = $7",
            ended.Run, ended.Channel, ended.State.ToString(), StoreText.Of(ended.DueAt), StoreText.Of(ended.SentAt), ended.Error, StoreText.Of(claimed.DueAt));
        return ended;
    }

    /// <summary>Marks those of <c>in-app</c> as read; returns how many were not.</summary>
    /// <param name="transaction">Reads and writes.</param>
    /// <param name="run">Of one run; null is all of them.</param>
    /// <param name="now">The time.</param>
    public static int Read(StoreTransaction transaction, string? run, DateTimeOffset now) => run is null
        ? transaction.Execute("UPDATE notifications SET read_at = $1 WHERE channel = 'in-app' AND read_at IS NULL", StoreText.Of(now))
        : transaction.Execute("UPDATE notifications SET read_at = $1 WHERE channel = 'in-app' AND read_at IS NULL AND run = $2", StoreText.Of(now), run);

    /// <summary>A run goes on after all: what was told of its end, or is to be told, is no longer so.</summary>
    public static void Withdraw(StoreStatements store, string run)
    {
        store.Execute("UPDATE runs SET notify_at = NULL WHERE id = $1", run);
        store.Execute("DELETE FROM notifications WHERE run = $1", run);
    }

    /// <summary>Another run goes on with what a run has left: of that one nobody is told any more.</summary>
    public static void Leave(StoreTransaction transaction, string run) => transaction.Execute("UPDATE runs SET notify_at = NULL WHERE id = $1", run);

    /// <summary>Nobody hears of a run that ended so. Of one that has gone on meanwhile, and ended otherwise, it is asked anew.</summary>
    public static void Unheard(StoreTransaction transaction, string run, RunState state) => transaction.Execute("UPDATE runs SET notify_at = NULL WHERE id = $1 AND state = $2", run, state.ToString());

    /// <summary>Whether the run before ended in the same way, and the channel was told of such an end a short time ago. Whoever hears of successes wants each.</summary>
    static bool IsRepeated(RunQueries queries, RunRecord run, NotificationChannel channel) => NotificationLevels.Of(run.State) > NotificationLevel.Success
        && queries.StateBefore(run) == run.State && queries.WasTold(run.Slug, channel.Name, run.State, run.FinishedAt!.Value - Quiet);
}

using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>One of the servers that have the same workflows leads: it keeps their schedules, the others stand by.</summary>
/// <remarks>
/// A leader that is killed is replaced at once by a server that sees its lock, on the same home, and after <see cref="Length"/> by any other. For a moment two may take themselves for the
/// leader, after a machine was suspended for instance: nothing is started twice then either, because what starts a run is claimed in the transaction that records it.
/// </remarks>
/// <param name="store">Where they agree.</param>
/// <param name="workflows">Those that are kept.</param>
/// <param name="clock">Gives the beat.</param>
/// <param name="log">Receives who leads.</param>
sealed class Leadership(RunStore store, IEnumerable<Workflow> workflows, TimeProvider clock, Action<string> log)
{
    /// <summary>How long a leader that says nothing more is waited for.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    /// <summary>Between two renewals, and between two looks of those who stand by.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    readonly string _name = NameOf(workflows.Select(w => w.Definition.Slug));

    /// <summary>What servers with these workflows agree under. Those of another app, or of a version with other workflows, lead beside them.</summary>
    public static string NameOf(IEnumerable<string> slugs) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', slugs.Order(StringComparer.Ordinal)))))[..16];

    /// <summary>Stands by until this process leads, works, and stands by again where another one took over.</summary>
    /// <param name="work">What the leader does until it is canceled.</param>
    /// <param name="stop">Ends it, and lets go of the lead.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        Leader? seen = null;
        while (!stop.IsCancellationRequested)
        {
            var other = await TakeAsync().ConfigureAwait(false);
            if (other is null)
            {
                seen = null;
                await LeadAsync(work, stop).ConfigureAwait(false);
            }
            else if (other.Owner != seen?.Owner)
            {
                seen = other;
                log($"Process {other.Process} on {other.Host} keeps the schedules; this one stands by.");
            }

            await PauseAsync(stop).ConfigureAwait(false);
        }
    }

    async Task LeadAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        log("This process keeps the schedules.");
        using var term = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var working = work(term.Token);
        try
        {
            while (await Task.WhenAny(working, PauseAsync(stop)).ConfigureAwait(false) != working && !stop.IsCancellationRequested)
                if (await TakeAsync().ConfigureAwait(false) is { } other)
                {
                    log($"Process {other.Process} on {other.Host} has taken over the schedules. A suspended machine or a clock that was set is the usual reason.");
                    break;
                }
        }
        finally
        {
            await term.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }

        if (stop.IsCancellationRequested)
            await store.WriteAsync(t => t.Execute("DELETE FROM leaders WHERE name = $1 AND owner = $2", _name, store.ClaimRuns())).ConfigureAwait(false);
    }

    /// <summary>Takes the lead or keeps it; gives the leader where that is another process.</summary>
    public async Task<Leader?> TakeAsync()
    {
        // Who stands by only reads.
        var (leader, now) = store.Read(q => (q.LeaderOf(_name), q.Now(clock)));
        return leader is not null && !IsFree(leader, now) ? leader : await store.WriteAsync(Take).ConfigureAwait(false);
    }

    Leader? Take(StoreTransaction transaction)
    {
        var (owner, now) = (store.ClaimRuns(), transaction.Queries.Now(clock));
        var leader = transaction.Queries.LeaderOf(_name);
        if (leader is not null && !IsFree(leader, now))
            return leader;
        var since = leader?.Owner == owner ? leader.Since : now;
        transaction.Execute("INSERT INTO leaders(name, owner, process_id, host, since, lease_until) VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(name) DO UPDATE SET owner = excluded.owner, process_id = excluded.process_id, host = excluded.host, since = excluded.since, lease_until = excluded.lease_until",
            _name, owner, Environment.ProcessId, Environment.MachineName, StoreText.Of(since), StoreText.Of(now + Length));
        return null;
    }

    bool IsFree(Leader leader, DateTimeOffset now) => leader.Owner == store.ClaimRuns() || leader.LeaseUntil <= now
        || (leader.Host == Environment.MachineName && LiveLock.IsHeld(store.Home, leader.Owner) == false);

    Task PauseAsync(CancellationToken stop) => new Wake(clock).WaitAsync(Beat, stop);
}

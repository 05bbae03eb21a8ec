using System.Text.Json;
using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>A group of a run's nodes with the process it belongs to.</summary>
/// <remarks>Owner: token of the process's lock; empty where the group has ended.</remarks>
sealed record RunGroup(string Name, string Owner, long Process, string Host, DateTimeOffset? LeaseUntil);

/// <summary>Something that happened to a group of a run's nodes.</summary>
abstract record GroupEvent(string RunId, string Group, DateTimeOffset At) : RunEvent(RunId, At)
{
    protected override void Write(Utf8JsonWriter json) => json.WriteString("group", Group);

    /// <summary>Somebody still works on the run: it is not closed for a while.</summary>
    protected void KeepOpen(StoreStatements store) =>
        store.Execute("UPDATE runs SET lease_until = $2 WHERE id = $1 AND finished_at IS NULL", RunId, StoreText.Of(At + SharedRun.Patience));
}

/// <summary>A process takes a group: it belongs to no other until it ends or says nothing more.</summary>
/// <remarks>Reopens: the run had ended without success, and goes on: whatever did not pass is to be done again.</remarks>
sealed record GroupTaken(string RunId, string Group, string Owner, bool Reopens, DateTimeOffset At) : GroupEvent(RunId, Group, At)
{
    public override string Kind => "group-taken";

    public override void Apply(StoreStatements store)
    {
        if (Reopens)
        {
            store.Execute("UPDATE runs SET state = 'Running', finished_at = NULL, owner = NULL, error = NULL, stack_trace = NULL, tip = NULL, interrupted = 0, cancel_at = NULL, owner_lock = $2 WHERE id = $1",
                RunId, SharedRun.Owner);
            NotificationOutbox.Withdraw(store, RunId);
            store.Execute("UPDATE nodes SET state = 'Pending', started_at = NULL, finished_at = NULL, owner = NULL, error = NULL, stack_trace = NULL, tip = NULL "
                + "WHERE run = $1 AND (state IN ('Failed', 'Canceled') OR (state = 'Skipped' AND reason IS NULL))", RunId);
        }

        store.Execute($"INSERT INTO run_groups(run, name, owner, process_id, host, lease_until) VALUES($1, $2, $3, $4, $5, {store.LeaseEnd("$6")}) "
            + "ON CONFLICT(run, name) DO UPDATE SET owner = excluded.owner, process_id = excluded.process_id, host = excluded.host, lease_until = excluded.lease_until",
            RunId, Group, Owner, Environment.ProcessId, Environment.MachineName, StoreText.Of(At + Lease.Length));
        KeepOpen(store);
    }
}

/// <summary>A group begins with what is left of it.</summary>
/// <remarks>Again: its nodes that run, with the versions of their code. Maps: those of which it does items, with whether passed ones are kept. Slice: which items; null is all.</remarks>
sealed record GroupBegun(string RunId, string Group, IReadOnlyList<(int Node, string Version)> Again, IReadOnlyList<(int Map, bool Items)> Maps, DateTimeOffset At, Slice? Slice = null) : GroupEvent(RunId, Group, At)
{
    public override string Kind => "group-begun";

    public override void Apply(StoreStatements store)
    {
        NodesAgain.Apply(store, RunId, [.. Again.Select(n => n.Node)], Maps, Slice);
        foreach (var (node, version) in Again)
            store.Execute("UPDATE nodes SET code = $3 WHERE run = $1 AND node = $2", RunId, node, version);
    }
}

/// <summary>A process begins with items of a loop, which other processes may be at as well.</summary>
sealed record ItemsStarted(string RunId, int Map, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "items-started";

    protected override void Write(Utf8JsonWriter json) => json.WriteNumber("node", Map);

    // What another one has found, a failure above all, stands.
    public override void Apply(StoreStatements store) => store.Execute("UPDATE nodes SET state = 'Running', started_at = $3 WHERE run = $1 AND node = $2 AND state = 'Pending'", RunId, Map, StoreText.Of(At));
}

/// <summary>A group's lease was renewed.</summary>
sealed record GroupLeaseRenewed(string RunId, string Group, string Owner, DateTimeOffset At) : GroupEvent(RunId, Group, At)
{
    public override string Kind => "group-lease-renewed";

    public override bool IsLogged => false;

    public override void Apply(StoreStatements store)
    {
        store.Execute($"UPDATE run_groups SET lease_until = {store.LeaseEnd("$4")} WHERE run = $1 AND name = $2 AND owner = $3", RunId, Group, Owner, StoreText.Of(At + Lease.Length));
        KeepOpen(store);
    }
}

/// <summary>A process is done with a group, however it went.</summary>
sealed record GroupEnded(string RunId, string Group, string Owner, DateTimeOffset At) : GroupEvent(RunId, Group, At)
{
    public override string Kind => "group-ended";

    public override void Apply(StoreStatements store)
    {
        store.Execute("UPDATE run_groups SET owner = '', lease_until = NULL WHERE run = $1 AND name = $2 AND owner = $3", RunId, Group, Owner);
        KeepOpen(store);
    }
}

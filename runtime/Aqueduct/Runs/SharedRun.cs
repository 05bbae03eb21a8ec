namespace Aqueduct.Runtime;

/// <summary>A run whose groups of nodes are in processes of their own, started by somebody else: a cluster's workflow engine, a scheduler.</summary>
/// <remarks>
/// Between two groups no process of it lives, so that it belongs to none. Each group has a lease; the run itself is open until everything in it has passed, until somebody says that nothing more
/// comes (<see cref="Close"/>), or until nothing was heard of it for <see cref="Patience"/>.
/// </remarks>
static class SharedRun
{
    /// <summary>Stands where other runs have the token of their process. No home has that name, so that nobody looks for its lock.</summary>
    public const string Owner = "shared/run";

    /// <summary>How long a run stays open of which nothing is heard: as long as a pod may wait for its machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Whether a group's process still lives, as far as anybody can see.</summary>
    public static bool IsAlive(RunGroup group, string home, DateTimeOffset now) =>
        group.Owner.Length > 0 && !Lease.IsLost(LiveLock.IsHeld(home, group.Owner), group.Host, group.LeaseUntil, now);

    /// <summary>Ends a run in which everything has passed; returns whether it did.</summary>
    public static bool Complete(StoreTransaction transaction, string id, DateTimeOffset now)
    {
        var details = transaction.Queries.Find(id)!;
        if (details.Run.State.Ended() || RunOutcome.Success(details) is not { } state)
            return false;
        transaction.Write(new RunFinished(details.Run with { State = state, FinishedAt = Latest(details, now) }));
        return true;
    }

    /// <summary>Ends a run that nothing more comes of: what runs has lost its process, what waits never starts.</summary>
    /// <param name="transaction">Where.</param>
    /// <param name="id">The run.</param>
    /// <param name="own">Token of this process, which is not shut out.</param>
    /// <param name="now">The time.</param>
    /// <param name="interrupted">Whether nobody said so, and the run was only not heard of any more.</param>
    public static void Close(StoreTransaction transaction, string id, string? own, DateTimeOffset now, bool interrupted)
    {
        var left = transaction.Queries.Groups(id).Where(g => g.Owner.Length > 0).ToList();
        foreach (var group in left)
        {
            if (group.Owner != own)
                transaction.ShutOut(group.Owner);
            transaction.Write(new GroupEnded(id, group.Name, group.Owner, now));
        }

        var details = transaction.Queries.Find(id)!;
        now = Latest(details, now);
        var canceled = transaction.Queries.PulseOf(id)!.CancelRequested;
        var lost = new Failure(FailureOwner.System, "Its process ended before it did.", Tip: "The log of its pod or task, and its events, say why: out of memory, out of time, a machine that is gone.");
        foreach (var node in details.Nodes.Where(n => !n.State.Ended()))
            transaction.Write(new NodeFinished(id, Ended(node, canceled, lost, now), now));
        // Items of loops may publish when all nodes have passed: only a group that has ended has done that.
        if (left.Count == 0 && Complete(transaction, id, now))
            return;
        details = transaction.Queries.Find(id)!;
        var (state, failure) = canceled ? (RunState.Canceled, null) : (RunState.Failed, RunOutcome.Failure(details) ?? NotDone(details, left));
        transaction.Write(new RunFinished(details.Run with { State = state, FinishedAt = now, Failure = failure, Interrupted = interrupted }));
    }

    static NodeRecord Ended(NodeRecord node, bool canceled, Failure lost, DateTimeOffset now) =>
        node.State == NodeState.Running ? (canceled ? node with { State = NodeState.Canceled, FinishedAt = now } : node with { State = NodeState.Failed, FinishedAt = now, Failure = lost })
        : node with { State = canceled || node.Kind.IsPublication() ? NodeState.Canceled : NodeState.Skipped };

    static Failure NotDone(RunDetails details, List<RunGroup> left) => new(FailureOwner.System,
        details.Nodes.FirstOrDefault(n => !n.Passed) is { } node
            ? $"{node.Name} was not run to its end: its process was not started, or stopped before it was done."
            : $"The process of the group '{left[0].Name}' ended before it could say that it was done.",
        Tip: left.Count > 0 ? $"Start it again: node {details.Run.Slug}/{left[0].Name} --run {details.Run.Id}. What was published is not published again." : "Look at the pods or tasks of the run: an image that cannot be pulled, a machine that no node of the cluster is large enough for, a time limit.");

    // Also where the clock was set back since.
    static DateTimeOffset Latest(RunDetails details, DateTimeOffset now) =>
        details.Nodes.Aggregate(Clocks.Later(now, details.Run.StartedAt), (latest, n) => Clocks.Later(latest, n.FinishedAt ?? n.StartedAt ?? latest));
}

using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>Lets one process at a time do a group of a run's nodes; the first group to come creates the run.</summary>
/// <param name="store">Keeps the run.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="workflow">What is run.</param>
/// <param name="group">The group.</param>
sealed class GroupEntry(RunStore store, TimeProvider clock, WorkflowDefinition workflow, NodeGroup group)
{
    /// <summary>Takes the group, as soon as no other process has it.</summary>
    /// <param name="wanted">The run as it would begin now.</param>
    /// <param name="started">The event that would record it.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>False where the run has succeeded already, and nothing is left to do.</returns>
    /// <exception cref="RefusedException">The run is another one, or the groups before this one have not ended.</exception>
    public async Task<bool> TakeAsync(RunRecord wanted, RunStarted started, CancellationToken cancel)
    {
        while (true)
        {
            if (await store.WriteAsync(t => Take(t, wanted, started)).ConfigureAwait(false) is { } taken)
                return taken;
            await Task.Delay(Lease.Beat, clock, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Null where another process has it.</summary>
    bool? Take(StoreTransaction transaction, RunRecord wanted, RunStarted started)
    {
        if (transaction.Queries.Find(wanted.Id) is not { } found)
        {
            RefuseEarly(started.Nodes);
            if (workflow.Overlap == Overlap.CancelPrevious)
                foreach (var previous in transaction.Queries.Unfinished(workflow.Slug))
                    transaction.Write(new CancelRequested(previous.Id, $"run {wanted.Id}, whose workflow's Overlap is CancelPrevious", clock.GetUtcNow()));
            transaction.Write(started with { Run = wanted with { StartedAt = Admission.AfterNewest(transaction, wanted.StartedAt) }, Owner = SharedRun.Owner });
            Claim(transaction, wanted.Id, reopens: false);
            return true;
        }

        RefuseOther(found.Run, wanted);
        if (found.Run.State is RunState.Succeeded or RunState.SucceededWithWarnings)
            return false;
        RefuseEarly(found.Nodes);
        var earlier = transaction.Queries.Groups(wanted.Id).Where(g => g.Owner.Length > 0 && Meets(g.Name)).ToList();
        if (earlier.Exists(g => SharedRun.IsAlive(g, store.Home, transaction.Queries.Now(clock))))
            return null;
        foreach (var lost in earlier)
            transaction.ShutOut(lost.Owner);

        Claim(transaction, wanted.Id, reopens: found.Run.State.Ended());
        return true;
    }

    /// <summary>Whether what another process does is part of what this one is to do: a slice of a loop meets the loop, and what collects it, but no other slice.</summary>
    bool Meets(string other)
    {
        if (other == group.Key || other == NodeGroups.All || group.Name == NodeGroups.All)
            return true;
        var (name, slice) = other.Split('/') is [var loop, var part] ? (loop, Slice.Parse(part)) : (other, null);
        var isApart = slice is { } theirs && group.Slice is { } own && !own.Overlaps(theirs);
        return !isApart && EngineGroups.Of(workflow).Any(g => g.Name == name && g.Nodes.Intersect(group.Nodes).Any());
    }

    void Claim(StoreTransaction transaction, string run, bool reopens) => transaction.Write(new GroupTaken(run, group.Key, store.ClaimRuns(), reopens, clock.GetUtcNow()));

    /// <summary>What a group waits for has ended: whoever starts groups knows their order.</summary>
    void RefuseEarly(IReadOnlyList<NodeRecord> nodes)
    {
        var publishes = !group.IsLoop && group.Nodes.Any(n => MapRunner.Publishes(workflow.Nodes[n]));
        var before = publishes ? Enumerable.Range(0, nodes.Count) : group.Nodes.SelectMany(n => workflow.Nodes[n].Inputs);
        if (before.Except(group.Nodes).FirstOrDefault(n => !nodes[n].State.Ended(), -1) is >= 0 and var early)
            throw new RefusedException($"Group '{group.Name}' of '{workflow.Name}' comes after {nodes[early].Name}, which is {nodes[early].State}. Start the groups in the order in which they are listed: node {workflow.Slug}");
    }

    void RefuseOther(RunRecord found, RunRecord wanted)
    {
        if (found.Slug != workflow.Slug)
            throw new RefusedException($"Run {found.Id} is one of '{found.Workflow}', not of '{workflow.Name}'. Give each run an id of its own.");
        if (found.Version != workflow.Version)
            throw new RefusedException($"Run {found.Id} was begun in version {found.Version} of '{workflow.Name}'; this is version {workflow.Version}. All groups of a run come from one build: start a new run.");
        if (wanted.Parameters.FirstOrDefault(p => found.Parameters.GetValueOrDefault(p.Key) != p.Value) is { Key: { } name })
            throw new RefusedException($"Run {found.Id} was begun with --{name} {found.Parameters.GetValueOrDefault(name)}; here it is {wanted.Parameters[name]}. All groups of a run get the same parameters.");
    }
}

namespace Aqueduct.Runtime;

/// <summary>Finds out whether a run can go on from what an earlier one has left.</summary>
static class Continuation
{
    /// <summary>An interrupted run, to be gone on with under its own id.</summary>
    /// <exception cref="RefusedException">It was not interrupted, or the workflow is no longer the one it ran.</exception>
    public static StoredRun ToResume(RunStore store, WorkflowDefinition workflow, string id)
    {
        var stored = Find(store, workflow, id);
        var run = stored.Details.Run;
        if (!run.State.Ended())
            throw new RefusedException($"Run {id} is under way. Stop it first with: cancel {id}");
        if (!run.Interrupted)
            throw new RefusedException($"Run {id} was not interrupted: it ended as {run.State}.{(CanContinue(run) ? $" Start a new run with what it had finished: run --from-failed {id}" : "")}");
        if (run.Version != workflow.Version)
            throw new RefusedException($"Run {id} was interrupted in version {run.Version} of '{workflow.Name}'; this is version {workflow.Version}. A run keeps its version to its end. Start a new one with what is still valid: run --from-failed {id}");
        return stored;
    }

    /// <summary>A run that did not succeed, whose results a new run takes over.</summary>
    /// <exception cref="RefusedException">It succeeded, or has not ended.</exception>
    public static StoredRun ToContinue(RunStore store, WorkflowDefinition workflow, string id)
    {
        var stored = Find(store, workflow, id);
        var run = stored.Details.Run;
        if (!run.State.Ended())
            throw new RefusedException($"Run {id} is under way. Stop it first with: cancel {id}");
        return CanContinue(run) ? stored : throw new RefusedException($"Run {id} ended as {run.State}: nothing of it is left to do. Start a new run without --from-failed.");
    }

    /// <summary>The parameters of an earlier run as they were given: what has its default, or is no longer a parameter, is left out.</summary>
    public static IReadOnlyDictionary<string, string> Given(WorkflowDefinition workflow, RunRecord run) => workflow.Parameters
        .Where(p => run.Parameters.TryGetValue(p.Name, out var value) && (p.Required || value != (p.Default ?? "null")))
        .ToDictionary(p => p.Name, p => run.Parameters[p.Name], StringComparer.Ordinal);

    static bool CanContinue(RunRecord run) => run.State is RunState.Failed or RunState.Canceled;

    static StoredRun Find(RunStore store, WorkflowDefinition workflow, string id)
    {
        var stored = store.Read(q => q.Stored(id)) ?? throw new RefusedException($"There is no run '{id}' in '{store.Place}'.");
        return stored.Details.Run.Slug == workflow.Slug ? stored : throw new RefusedException($"Run {id} is one of '{stored.Details.Run.Workflow}', not of '{workflow.Name}'.");
    }

    /// <summary>The event by which a new run takes over what is kept of an earlier one.</summary>
    public static RunContinued Taken(RunRecord run, WorkflowDefinition workflow, RunPlan plan, StoredRun earlier)
    {
        var nodes = new List<TakenNode>();
        var items = new List<TakenItems>();
        for (var node = 0; node < workflow.Nodes.Count; node++)
        {
            if (plan.Kept[node])
                nodes.Add(new TakenNode(plan.Old[node], Taken(earlier.Details.Nodes[plan.Old[node]], node, workflow.Nodes[node].Inputs, earlier.Details.Run.Id)));
            if (workflow.Nodes[node].Map is not null && (plan.Kept[node] || plan.Items[node]))
                items.Add(new TakenItems(plan.Old[node], node));
        }

        return new RunContinued(run, nodes, items);
    }

    // A node that warned goes on warning: the run's own state asks for it. Its times stay: measures of its duration ask for them.
    static NodeRecord Taken(NodeRecord old, int id, IReadOnlyList<int> inputs, string run) => old with
    {
        Id = id,
        Inputs = inputs,
        State = old.State is NodeState.Warning or NodeState.Skipped ? old.State : NodeState.Cached,
        Reason = old.State is NodeState.Cached or NodeState.Skipped ? old.Reason : $"from run {run}",
    };

    /// <summary>The event by which an interrupted run goes on.</summary>
    public static RunResumed Resumed(RunStore store, WorkflowDefinition workflow, RunPlan plan, string id, DateTimeOffset now)
    {
        var again = Enumerable.Range(0, workflow.Nodes.Count).Where(n => !plan.Kept[n]).ToList();
        return new RunResumed(id, store.ClaimRuns(), again, [.. again.Where(n => workflow.Nodes[n].Map is not null).Select(n => (n, plan.Items[n]))], now);
    }
}

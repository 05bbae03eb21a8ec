namespace Aqueduct.Runtime;

/// <summary>Tells of nodes that have not run yet that their branch is not taken: groups of nodes need not be started for that.</summary>
static class Branches
{
    /// <summary>The nodes that are not called, as far as what the run has stored says so.</summary>
    /// <param name="graph">A run of the workflow; what conditions ask is read into its slots.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="run">What the run has stored.</param>
    /// <param name="artifacts">Gives the bytes.</param>
    public static async Task<IReadOnlySet<int>> NotTakenAsync(WorkflowRun graph, IReadOnlyList<NodeDefinition> nodes, StoredRun run, ArtifactStore artifacts)
    {
        var (closed, read) = (new HashSet<int>(), new HashSet<int>());
        for (var node = 0; node < nodes.Count; node++)
        {
            if (nodes[node].Guards.Count == 0)
                continue;
            var record = run.Details.Nodes[node];
            // What reads something of a branch stands in it as well.
            if (record.State == NodeState.Skipped ? record.Passed : record.State == NodeState.Pending && (nodes[node].Inputs.Any(closed.Contains) || await IsClosedAsync(node).ConfigureAwait(false)))
                closed.Add(node);
        }

        return closed;

        async Task<bool> IsClosedAsync(int node)
        {
            var asked = nodes[node].Inputs.Where(i => nodes[i].Kind is NodeKind.Check or NodeKind.Metric).ToList();
            if (!asked.TrueForAll(a => run.Details.Nodes[a].State.Passed()))
                return false;
            foreach (var answer in asked.Where(read.Add))
                await graph.RestoreAsync(answer, run.SourceOf(answer, artifacts)).ConfigureAwait(false);
            try
            {
                return !graph.IsOpen(node);
            }
            catch (Exception)
            {
                // It fails where it runs, and is recorded there.
                return false;
            }
        }
    }

    /// <summary>Records those of which nobody has to wait any more for what they read: a run in one process would have come to them by now.</summary>
    /// <param name="transaction">Where.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="run">The run, as of the transaction.</param>
    /// <param name="notTaken">Nodes that are not called.</param>
    /// <param name="now">The time.</param>
    public static void Record(StoreTransaction transaction, WorkflowDefinition workflow, RunDetails run, IReadOnlySet<int> notTaken, DateTimeOffset now)
    {
        var passed = run.Nodes.Select(n => n.Passed).ToList();
        for (var node = 0; node < passed.Count; node++)
        {
            var waits = workflow.Nodes[node].Kind.IsPublication() ? workflow.Nodes.Select((n, i) => n.Kind.IsPublication() || passed[i]) : workflow.Nodes[node].Inputs.Select(i => passed[i]);
            if (run.Nodes[node].State != NodeState.Pending || !notTaken.Contains(node) || !waits.All(p => p))
                continue;
            transaction.Write(new NodeFinished(run.Run.Id, run.Nodes[node] with { State = NodeState.Skipped, Reason = NodeRunner.NotTaken(workflow.Nodes[node]) }, now));
            passed[node] = true;
        }
    }
}

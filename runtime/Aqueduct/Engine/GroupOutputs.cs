using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>What a group says, when it has ended, to whoever starts the groups that come after it.</summary>
static class GroupOutputs
{
    /// <summary>Names with their values: <c>run-train</c> is <c>false</c> where nothing of the group <c>train</c> is called, since it stands in branches that are not taken; <c>slices-each-part</c> is a list of the slices of a loop's items.</summary>
    /// <param name="graph">A run of the workflow; what is asked, and what loops take, is read into its slots.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="run">What the run has stored.</param>
    /// <param name="artifacts">Gives the bytes.</param>
    public static async Task<IReadOnlyList<(string Name, string Value)>> OfAsync(WorkflowRun graph, WorkflowDefinition workflow, StoredRun run, ArtifactStore artifacts)
    {
        var outputs = new List<(string, string)>();
        var notTaken = await Branches.NotTakenAsync(graph, workflow.Nodes, run, artifacts).ConfigureAwait(false);
        foreach (var group in EngineGroups.Of(workflow))
        {
            if (group.Nodes.All(n => workflow.Nodes[n].Guards.Count > 0))
                outputs.Add((NodeGroups.Run + group.Name, group.Nodes.All(notTaken.Contains) ? "false" : "true"));
            if (group.IsLoop && (notTaken.Contains(group.Nodes[0]) || workflow.Nodes[group.Nodes[0]].Inputs.All(i => run.Details.Nodes[i].State.Passed())))
                outputs.Add((NodeGroups.Slices + group.Name, Json(notTaken.Contains(group.Nodes[0]) ? [] : await SlicesAsync(group.Nodes[0]).ConfigureAwait(false))));
        }

        return outputs;

        async Task<IReadOnlyList<Slice>> SlicesAsync(int loop)
        {
            foreach (var input in workflow.Nodes[loop].Inputs)
                await graph.RestoreAsync(input, run.SourceOf(input, artifacts)).ConfigureAwait(false);
            return Slice.Of(graph.Items(loop).Count, workflow.Nodes[loop].Map!.MaxParallel);
        }
    }

    static string Json(IReadOnlyList<Slice> slices) => $"[{string.Join(',', slices.Select(s => $"\"{s}\""))}]";
}

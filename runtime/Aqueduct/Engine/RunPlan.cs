namespace Aqueduct.Runtime;

/// <summary>What a run that continues another one need not do again.</summary>
/// <remarks>By node. Old: its position in the earlier run; -1 where it is new or has changed. Kept: its result stands. Items: its passed items stand. Notes: why a result that was there does not.</remarks>
sealed record RunPlan(int[] Old, bool[] Kept, bool[] Items, string?[] Notes)
{
    /// <summary>By node, whether its values were read back into the graph's slots.</summary>
    public bool[] Restored { get; } = new bool[Kept.Length];

    /// <summary>By node, whether nothing changed up to it: its result stood, were it still there.</summary>
    bool[] Stands { get; } = new bool[Kept.Length];

    /// <summary>Decides it, and reads the artifacts that the rest needs back into the graph's slots.</summary>
    /// <param name="graph">A fresh run.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="earlier">What the earlier run has left.</param>
    /// <param name="artifacts">Gives the bytes.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <param name="others">In a run that several processes share, decides that a node is not this one's, or stands however it ended; null where all are this one's.</param>
    /// <exception cref="ResourceException">What a node of another process gave cannot be read.</exception>
    public static async Task<RunPlan> MakeAsync(WorkflowRun graph, IReadOnlyList<NodeDefinition> nodes, StoredRun earlier, ArtifactStore artifacts, CancellationToken cancel, Func<int, bool>? others = null)
    {
        var plan = new RunPlan(new int[nodes.Count], new bool[nodes.Count], new bool[nodes.Count], new string?[nodes.Count]);
        var compute = graph.InputCounts.Length;
        for (var node = 0; node < nodes.Count; node++)
        {
            if (others?.Invoke(node) == true)
            {
                (plan.Old[node], plan.Kept[node]) = (node, true);
                continue;
            }

            var old = earlier.Details.Nodes.FirstOrDefault(n => n.Name == nodes[node].Name);
            plan.Old[node] = old is not null && NodeVersion.IsSame(nodes[node], earlier.Versions[old.Id]) ? old.Id : -1;
            // A map that publishes keeps its items, not itself: what they publish is asked of each of them.
            // A branch that was not taken stands as well: what waited for it did not wait for a value.
            plan.Kept[node] = node < compute && plan.Old[node] >= 0 && old!.Passed && !MapRunner.Publishes(nodes[node].Map) && HasList(nodes[node], old, earlier);
        }

        plan.Spread(nodes, compute, others);
        plan.Kept.CopyTo(plan.Stands, 0);
        while (plan.Needed(nodes).FirstOrDefault(n => !plan.Restored[n] && earlier.Details.Nodes[plan.Old[n]].State.Passed(), -1) is >= 0 and var node)
        {
            plan.Restored[node] = true;
            var source = earlier.SourceOf(plan.Old[node], artifacts, cancel);
            try
            {
                await graph.RestoreAsync(node, source).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (OperationCanceledException or ResourceException { IsSystem: true } or HomeException))
            {
                if (others?.Invoke(node) == true)
                    throw new ResourceException("artifacts", $"What {nodes[node].Name} gave to this group of nodes cannot be read: {e.Message.TrimEnd('.')}. "
                        + "The processes of one run need the same artifact store: an object store named in aqueduct.json, or one Aqueduct home on a volume that all of them see.", e) { IsSystem = true };
                plan.Notes[node] = earlier.Artifacts.All(a => a.Node != plan.Old[node])
                    ? $"Run again, because run {earlier.Details.Run.Id} did not keep what it gave."
                    : $"Run again, because what run {earlier.Details.Run.Id} had stored of it cannot be used: {e.Message}";
                plan.Kept[node] = false;
                plan.Spread(nodes, compute, others);
            }
        }

        for (var node = 0; node < compute; node++)
            plan.Items[node] = nodes[node] is { Map: not null, Snapshot: true } && plan.Old[node] >= 0 && nodes[node].Inputs.All(i => plan.Kept[i]);
        return plan;
    }

    /// <summary>The plan of a run that does one node, and what it waits for.</summary>
    public static RunPlan Of(IReadOnlyList<NodeDefinition> nodes, int node)
    {
        var plan = new RunPlan(new int[nodes.Count], [.. nodes.Select(_ => true)], new bool[nodes.Count], new string?[nodes.Count]);
        plan.Kept[node] = false;
        for (var at = node; at >= 0; at--)
            foreach (var input in plan.Kept[at] ? [] : nodes[at].Inputs)
                plan.Kept[input] = false;
        return plan;
    }

    // Storing may have been given up between the items of a map and its list.
    static bool HasList(NodeDefinition node, NodeRecord old, StoredRun earlier) => node is { Map: null } or { Outputs.Count: 0 } or { Snapshot: false } || !old.State.Passed() || earlier.Artifacts.Any(a => a.Node == old.Id);

    /// <summary>Whether a save would publish what the earlier run would have published: the same, or made again by the same code because it was not kept.</summary>
    public bool IsSameSave(NodeDefinition node, int id) => Old[id] >= 0 && node.Inputs.All(i => Stands[i] || Items[i]);

    /// <summary>What is behind a node that runs again runs again. What was measured of a node's memory is not stored: the measure takes the node with it.</summary>
    void Spread(IReadOnlyList<NodeDefinition> nodes, int compute, Func<int, bool>? others)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var node = 0; node < compute; node++)
            {
                if (others?.Invoke(node) == true)
                    continue;
                if (Kept[node] && !nodes[node].Inputs.All(i => Kept[i]))
                    changed = !(Kept[node] = false);
                if (!Kept[node] && MemorySamples.IsMeasure(nodes[node]))
                    foreach (var input in nodes[node].Inputs.Where(i => Kept[i] && others?.Invoke(i) != true))
                        changed = !(Kept[input] = false);
            }
        }
    }

    /// <summary>The kept nodes whose artifacts somebody takes who is not kept.</summary>
    IEnumerable<int> Needed(IReadOnlyList<NodeDefinition> nodes) =>
        Enumerable.Range(0, nodes.Count).Where(n => !Kept[n]).SelectMany(n => nodes[n].Inputs).Where(i => Kept[i]);
}

/// <summary>Reads the artifacts that a node of an earlier run stored.</summary>
/// <param name="store">Gives the bytes.</param>
/// <param name="hashOf">The hash of an output; null where nothing was stored.</param>
/// <param name="cancel">Stops reading.</param>
sealed class StoredSource(ArtifactStore store, Func<int, string?> hashOf, CancellationToken cancel) : ArtifactSource
{
    public override async ValueTask<T> ReadAsync<T>(int output, IArtifactCodec<T> codec) =>
        await store.ReadAsync(hashOf(output) ?? throw new InvalidDataException("nothing is stored of it."), codec, cancel).ConfigureAwait(false);
}

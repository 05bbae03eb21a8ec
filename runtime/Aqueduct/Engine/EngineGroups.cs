using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>The groups of nodes of a workflow that may run in processes of their own.</summary>
static class EngineGroups
{
    /// <summary>The same groups, by the same rules, that the build writes into the files of a deployment.</summary>
    public static IReadOnlyList<NodeGroup> Of(WorkflowDefinition workflow) => NodeGroups.Of([.. workflow.Nodes.Select(Of)], workflow.Snapshots);

    static GroupNode Of(NodeDefinition node) => new(node.Name, node.Inputs, NeedOf(node), MapRunner.Publishes(node), MemorySamples.Measures(node), node.Snapshot, node.Guards.Count,
        node.Map is { } map && ItemResults.Needed(map) is not null);

    static NodeNeed NeedOf(NodeDefinition node) => node.Map is { } map
        ? NodeNeed.OfLoop([.. map.Nodes.Select(NeedOf)], map.MaxParallel)
        : new(node.Cpu, node.Memory, node.Gpu, node.Image);
}

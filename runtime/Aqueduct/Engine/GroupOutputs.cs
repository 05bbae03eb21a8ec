using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>What a group says, when it has ended, to whoever starts the groups that come after it.</summary>
static class GroupOutputs
{
    /// <summary>Names with their values: <c>run-train</c> is <c>false</c> where nothing of the group <c>train</c> is called, since it stands in branches that are not taken.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="notTaken">Its nodes that are not called.</param>
    public static IEnumerable<(string Name, string Value)> Of(WorkflowDefinition workflow, IReadOnlySet<int> notTaken) =>
        EngineGroups.Of(workflow).Where(g => g.Nodes.All(n => workflow.Nodes[n].Guards.Count > 0)).Select(g => (NodeGroups.Run + g.Name, g.Nodes.All(notTaken.Contains) ? "false" : "true"));
}

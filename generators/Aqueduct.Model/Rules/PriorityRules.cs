using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Priorities that decide nothing: AQ5008.</summary>
static class PriorityRules
{
    public static IEnumerable<Fault> Check(WorkflowModel workflow)
    {
        var faults = new List<Fault>();
        bool[,]? before = null;
        // Not in maps: nodes of an item stand beside those of other items.
        foreach (var node in workflow.Nodes)
            if (node.Priority != 0 && Obstacle(node, workflow.Nodes, before ??= Before(workflow.Nodes)) is { } obstacle)
                faults.Add(Faults.At(node.Anchor, RuleIds.PriorityWithoutEffect, node.Method, node.Priority.ToString(CultureInfo.InvariantCulture), workflow.Name.Value, obstacle));
        return faults;
    }

    static string? Obstacle(NodeModel node, EquatableArray<NodeModel> nodes, bool[,] before)
    {
        var isAlone = true;
        foreach (var other in nodes)
        {
            if (other.Id == node.Id || other.Kind.IsPublication() || before[node.Id, other.Id] || before[other.Id, node.Id])
                continue;
            if (other.Priority != node.Priority)
                return null;
            isAlone = false;
        }

        return isAlone ? "every other node runs before or after it" : "all nodes that could run beside it have the same";
    }

    /// <summary>For each pair of nodes, whether the first comes before the second.</summary>
    static bool[,] Before(EquatableArray<NodeModel> nodes)
    {
        var before = new bool[nodes.Count, nodes.Count];
        foreach (var node in nodes)
            foreach (var input in node.Inputs)
            {
                before[input, node.Id] = true;
                for (var earlier = 0; earlier < input; earlier++)
                    before[earlier, node.Id] |= before[earlier, input];
            }

        return before;
    }
}

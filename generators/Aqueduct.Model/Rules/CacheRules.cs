using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Cached operators whose results the engine does not reuse: AQ6011.</summary>
static class CacheRules
{
    public static IEnumerable<Fault> Check(WorkflowModel workflow)
    {
        var faults = new List<Fault>();
        Check(workflow.Nodes, isMap: false, keepsNothing: workflow.Snapshots is { Value: false }, faults);
        return faults;
    }

    static void Check(EquatableArray<NodeModel> nodes, bool isMap, bool keepsNothing, List<Fault> faults)
    {
        foreach (var node in nodes)
            if (node.Map is { } map)
                Check(map.Nodes, isMap: true, keepsNothing, faults);
            else if (node.Cache && Why(node, isMap, keepsNothing) is var (reason, remedy))
                faults.Add(Faults.At(node.Anchor, RuleIds.CacheWithoutEffect, node.Method, reason, remedy));
    }

    static (string Reason, string Remedy)? Why(NodeModel node, bool isMap, bool keepsNothing) =>
        isMap ? ("is called for each item of a map, whose results are kept for one run only", "Call it outside of the map, or leave out Cache")
        : node.Receiver is not null ? ("belongs to an object, which may hold anything", "Make it static and pass what it needs, or leave out Cache")
        : keepsNothing ? ("the workflow keeps no artifacts (Snapshots = false)", "Keep them, or leave out Cache")
        : null;
}

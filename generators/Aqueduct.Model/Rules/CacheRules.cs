using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Cached operators whose results the engine does not reuse: AQ6011.</summary>
static class CacheRules
{
    public static IEnumerable<Fault> Check(WorkflowModel workflow)
    {
        var faults = new List<Fault>();
        Check(workflow.Nodes, map: null, depth: 0, keepsNothing: workflow.Snapshots is { Value: false }, faults);
        return faults;
    }

    static void Check(EquatableArray<NodeModel> nodes, MapModel? map, int depth, bool keepsNothing, List<Fault> faults)
    {
        foreach (var node in nodes)
            if (node.Map is { } inner)
                Check(inner.Nodes, inner, depth + 1, keepsNothing, faults);
            else if (node.Cache && (Obstacle(node, map, depth) ?? KeepsNothing(node, keepsNothing)) is var (reason, remedy))
                faults.Add(Faults.At(node.Anchor, RuleIds.CacheWithoutEffect, node.Method, reason, remedy));
    }

    static (string Reason, string Remedy)? KeepsNothing(NodeModel node, bool workflow) => workflow
        ? ("the workflow keeps no artifacts (Snapshots = false)", "Keep them, or leave out Cache")
        : node.Snapshot ? null : ("its result is not kept (Snapshot = false)", "Keep it, or leave out Cache");

    /// <summary>Why a call has nothing that its result could be known by; null where it has.</summary>
    /// <param name="node">The call of a cached operator.</param>
    /// <param name="map">The map it is called in.</param>
    /// <param name="depth">How many maps stand around it.</param>
    public static (string Reason, string Remedy)? Obstacle(NodeModel node, MapModel? map, int depth)
    {
        if (node.Receiver is not null)
            return ("belongs to an object, which may hold anything", "Make it static and pass what it needs, or leave out Cache");
        if (depth > 1)
            return ("is called in a map inside another map, whose results are not kept one by one", "Call it in the outer map, or leave out Cache");
        foreach (var argument in node.Arguments)
            if (argument.Kind == ArgumentSource.Item && map?.ItemCodec is null)
                return ($"is given an item of type {map?.ItemType.Display}, which cannot be stored and so cannot be compared", "Let the items be records, lists or scalars, or leave out Cache");
        return null;
    }
}

using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Graph;

/// <summary>Goes through the nodes of a graph and of the graphs that its maps run.</summary>
static class NodeWalk
{
    /// <summary>Every node, a map before the nodes it runs.</summary>
    public static IEnumerable<NodeModel> All(EquatableArray<NodeModel> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            yield return nodes[i];
            if (nodes[i].Map is { } map)
                foreach (var inner in All(map.Nodes))
                    yield return inner;
        }
    }

    /// <summary>Whether the nodes stand in opposite branches of one <c>if</c>, so that only one of them is ever called.</summary>
    public static bool AreExclusive(NodeModel one, NodeModel other)
    {
        for (var i = 0; i < one.Guards.Count && i < other.Guards.Count; i++)
            if (!one.Guards[i].Condition.Equals(other.Guards[i].Condition))
                return false;
            else if (one.Guards[i].Expected != other.Guards[i].Expected)
                return true;
        return false;
    }
}

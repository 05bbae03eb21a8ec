using Aqueduct.Artifacts.Model;
using Aqueduct.Planning;

namespace Aqueduct.Artifacts.Planning;

/// <summary>Finds, of a group that stands in branches with all its nodes, the group before it that can say whether they are taken: it knows what is asked, and is always run itself.</summary>
static class Deciders
{
    /// <summary>By group, the number of the one that decides; null where the group is started in any case.</summary>
    public static IReadOnlyList<int?> Of(IReadOnlyList<NodeModel> nodes, IReadOnlyList<NodeGroup> groups)
    {
        var before = new List<HashSet<int>>();
        var deciders = new List<int?>();
        foreach (var group in groups)
        {
            before.Add([.. group.After, .. group.After.SelectMany(a => before[a])]);
            deciders.Add(group.Nodes.All(n => nodes[n].Guards.Count > 0)
                ? before[^1].Where(g => deciders[g] is null).Order().Select(g => (Group: (int?)g, Answers: Answers(nodes, group, [.. before[g].Append(g).SelectMany(b => groups[b].Nodes)])))
                    .Where(d => d.Answers > 0).DefaultIfEmpty().MaxBy(d => d.Answers).Group
                : null);
        }

        return deciders;
    }

    /// <summary>Of how many of a group's nodes all is known that is asked; 0 where nothing can be said of one of them.</summary>
    static int Answers(IReadOnlyList<NodeModel> nodes, NodeGroup group, HashSet<int> known)
    {
        var isAnswered = nodes.Select(n => n.Guards.Count > 0 && n.Inputs.Where(i => nodes[i].Kind is "check" or "metric").All(known.Contains)).ToList();
        var isDecided = new List<bool>();
        foreach (var node in nodes)
            isDecided.Add(node.Guards.Count > 0 && (isAnswered[isDecided.Count] || node.Inputs.Any(i => isDecided[i])));
        return group.Nodes.All(n => isDecided[n]) ? 1 + group.Nodes.Count(n => isAnswered[n]) : 0;
    }
}

using Aqueduct.Artifacts.Model;
using Aqueduct.Planning;

namespace Aqueduct.Artifacts.Planning;

/// <summary>The groups before one that can say what there is to do for it: each is always run itself, in one process.</summary>
/// <param name="Branch">Says whether the branches are taken that all of its nodes stand in; null where it is started in any case.</param>
/// <param name="Slices">Says how the items of a loop are divided; null where one process does them all, or it is no loop.</param>
readonly record struct Deciders(int? Branch, int? Slices)
{
    /// <summary>By group, the numbers of those that decide.</summary>
    public static IReadOnlyList<Deciders> Of(IReadOnlyList<NodeModel> nodes, IReadOnlyList<NodeGroup> groups)
    {
        var before = new List<HashSet<int>>();
        var deciders = new List<Deciders>();
        foreach (var group in groups)
        {
            before.Add([.. group.After, .. group.After.SelectMany(a => before[a])]);
            var able = before[^1].Where(g => deciders[g] == default && !groups[g].IsLoop).Order()
                .Select(g => (Group: g, Known: before[g].Append(g).SelectMany(b => groups[b].Nodes).ToHashSet())).ToList();
            int? slices = group.IsLoop ? able.Where(d => nodes[group.Nodes[0]].Inputs.All(d.Known.Contains)).Select(d => (int?)d.Group).FirstOrDefault() : null;
            // Of a loop whose branch is not taken there are no slices.
            int? branch = slices is null && group.Nodes.All(n => nodes[n].Guards.Count > 0)
                ? able.Select(d => (Group: (int?)d.Group, Answers: Answers(nodes, group, d.Known))).Where(d => d.Answers > 0).DefaultIfEmpty().MaxBy(d => d.Answers).Group
                : null;
            deciders.Add(new(branch, slices));
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

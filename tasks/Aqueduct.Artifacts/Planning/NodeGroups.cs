using System.Globalization;

namespace Aqueduct.Planning;

/// <summary>What a node asks of the machine it runs on; nothing where nothing is declared.</summary>
/// <param name="Cpu">Processors.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Gpu">Number of GPUs.</param>
/// <param name="Image">Container image; null is the app's.</param>
/// <param name="Loop">Number of the loop whose items need processes of their own; 0 for every other node.</param>
readonly record struct NodeNeed(double Cpu, long Memory, int Gpu, string? Image, int Loop = 0)
{
    /// <summary>The need of a loop: the largest of what its nodes ask for; their memory counts for each of the items that run at once.</summary>
    /// <param name="inner">Needs of its nodes.</param>
    /// <param name="maxParallel">Most items at once; 0 where the engine decides.</param>
    public static NodeNeed OfLoop(IReadOnlyList<NodeNeed> inner, int maxParallel) => new(
        inner.Select(n => n.Cpu).DefaultIfEmpty().Max(),
        (long)Math.Min(long.MaxValue, inner.Select(n => (decimal)n.Memory).DefaultIfEmpty().Max() * Math.Max(1, maxParallel)),
        inner.Select(n => n.Gpu).DefaultIfEmpty().Max(),
        inner.Select(n => n.Image).FirstOrDefault(i => i is not null));
}

/// <summary>A node as grouping sees it. Its inputs stand before it.</summary>
/// <param name="Name">Its name in the workflow.</param>
/// <param name="Inputs">Positions of the nodes it takes something from.</param>
/// <param name="Need">What it asks for.</param>
/// <param name="Publishes">Whether it publishes, or an item of its loop does: it waits until everything else has passed.</param>
/// <param name="Measures">Whether it says how much memory another node took, which only that node's process knows.</param>
/// <param name="IsKept">Whether what it gives is stored, so that other processes can read it.</param>
/// <param name="Branches">How many conditions must hold for it to be called.</param>
/// <param name="IsLoop">Whether it is a loop whose items can be handed over: other processes can do them.</param>
sealed record GroupNode(string Name, IReadOnlyList<int> Inputs, NodeNeed Need, bool Publishes, bool Measures, bool IsKept = true, int Branches = 0, bool IsLoop = false);

/// <summary>Nodes that run in one process.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens, distinct within the workflow.</param>
/// <param name="Nodes">Their positions in the workflow, ascending.</param>
/// <param name="After">Positions of the groups that must have ended before.</param>
/// <param name="IsLoop">Whether it does only the items of its one node, a loop, in one process or in many: a later group collects what they give.</param>
sealed record NodeGroup(string Name, IReadOnlyList<int> Nodes, IReadOnlyList<int> After, bool IsLoop = false)
{
    /// <summary>The items that one process does; null where it does all of the group.</summary>
    public Slice? Slice { get; init; }

    /// <summary>Names what one process does.</summary>
    public string Key => Slice is { } slice ? $"{Name}/{slice}" : Name;
}

/// <summary>Divides a workflow into as few groups as what its nodes ask for allows. The build tasks and the app compute it from this one file, so that both mean the same by a group's name.</summary>
/// <remarks>
/// Nodes that ask for the same share a group; one that asks for nothing goes where its inputs or its readers are. A group waits for whole groups, so that groups form a graph
/// without cycles: each takes, of what is left, everything that can run then, and the order of needs that is done in the fewest steps is found by trying. Whatever publishes comes last, in
/// one group, because it waits for everything. The items of a loop that asks for something have a group of their own, which any number of processes can share; the loop itself then only collects. A group that stands in branches with all its nodes is given none that does not, nor what conditions ask: where its branch is not taken nobody need start it.
/// </remarks>
static class NodeGroups
{
    /// <summary>Name of the only group of a workflow; of one that could be divided it means all of it.</summary>
    public const string All = "all";

    /// <summary>Name of a group that only publishes.</summary>
    public const string Publish = "publish";

    /// <summary>What stands in the place of a group's name to end a run.</summary>
    public const string Finish = "finish";

    /// <summary>Before a group's name: what an earlier group says of it, whether there is anything for it to do.</summary>
    public const string Run = "run-";

    /// <summary>Before the name of a loop's group: what an earlier group says of it, the slices of its items.</summary>
    public const string Slices = "slices-";

    // Most ways that are followed at once; of a few distinct needs there are never so many.
    const int Breadth = 256;

    /// <param name="nodes">The workflow's nodes.</param>
    /// <param name="isStored">Whether what nodes give is stored; where it is not no other process can go on from it.</param>
    public static IReadOnlyList<NodeGroup> Of(IReadOnlyList<GroupNode> nodes, bool isStored)
    {
        var steps = WithItems(nodes);
        var places = isStored ? Places(steps.Nodes) : new int[steps.Nodes.Count];
        // What was measured of a process stays in it, and so does what is not stored.
        return isStored && !Enumerable.Range(0, places.Length).Any(n => steps.Nodes[n].Inputs.Any(i => places[i] != places[n] && (steps.Nodes[n].Measures || !steps.Nodes[i].IsKept)))
            ? Named(steps.Nodes, steps.Positions, places)
            : [new(All, [.. Enumerable.Range(0, nodes.Count)], [])];
    }

    /// <summary>The nodes, before loops whose items have processes of their own these items, and the positions of all in the workflow.</summary>
    static (List<GroupNode> Nodes, List<int> Positions) WithItems(IReadOnlyList<GroupNode> nodes)
    {
        var (gated, at, all, positions) = (Gated(nodes), new int[nodes.Count], new List<GroupNode>(), new List<int>());
        for (var node = 0; node < nodes.Count; node++)
        {
            var own = nodes[node] with { Inputs = [.. nodes[node].Inputs.Select(i => at[i])] };
            var isMeasured = nodes[node].Measures || nodes.Any(n => n.Measures && n.Inputs.Contains(node));
            if (own is { IsLoop: true, IsKept: true } && own.Need != default && !isMeasured && nodes[node].Inputs.All(i => nodes[i].IsKept && !gated[i]))
            {
                all.Add(own with { Need = new(0, 0, 0, null, Loop: node + 1), Publishes = false });
                positions.Add(node);
                own = own with { Name = "collect " + own.Name, Need = default, Inputs = [.. own.Inputs, all.Count - 1] };
            }

            at[node] = all.Count;
            all.Add(own);
            positions.Add(node);
        }

        return (all, positions);
    }

    /// <summary>By node, whether it waits until everything else has passed.</summary>
    static bool[] Gated(IReadOnlyList<GroupNode> nodes)
    {
        var gated = new bool[nodes.Count];
        for (var node = 0; node < nodes.Count; node++)
            gated[node] = nodes[node].Publishes || nodes[node].Inputs.Any(i => gated[i]);
        return gated;
    }

    /// <summary>By node, the number of its group.</summary>
    static int[] Places(IReadOnlyList<GroupNode> nodes)
    {
        var gated = Gated(nodes);
        var needs = Order(nodes, gated);
        var places = new int[nodes.Count];
        Array.Fill(places, -1);
        for (var group = 0; group < needs.Count; group++)
            foreach (var node in Ready(nodes, gated, n => places[n] >= 0, needs[group]))
                places[node] = group;
        MoveToReaders(nodes, gated, places);
        var last = LastOf(nodes, gated, places, needs);
        for (var node = 0; node < nodes.Count; node++)
            if (gated[node])
                places[node] = last;
        return places;
    }

    /// <summary>The shortest order of needs in which everything that does not publish is done.</summary>
    static List<NodeNeed> Order(IReadOnlyList<GroupNode> nodes, bool[] gated)
    {
        var needs = nodes.Where((n, i) => !gated[i] && n.Need != default).Select(n => n.Need).Distinct().ToList();
        // The processes of a loop's items do nothing else.
        if (needs.TrueForAll(n => n.Loop > 0))
            needs.Add(default);
        if (needs.Count <= 1)
            return [needs.FirstOrDefault()];
        var left = gated.Count(g => !g);
        List<(List<NodeNeed> Order, HashSet<int> Done)> ways = [([], [])];
        while (true)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var next = new List<(List<NodeNeed> Order, HashSet<int> Done)>();
            foreach (var (order, done) in ways)
                foreach (var need in needs.Where(n => order.Count == 0 || order[^1] != n))
                {
                    var further = done.Concat(Ready(nodes, gated, done.Contains, need)).ToHashSet();
                    if (further.Count == left)
                        return [.. order, need];
                    if (further.Count > done.Count && seen.Add(string.Join(',', further.Order())))
                        next.Add(([.. order, need], further));
                }

            ways = next.Count <= Breadth ? next : [.. next.OrderByDescending(w => w.Done.Count).Take(Breadth)];
        }
    }

    /// <summary>What can run, one after the other, where a need is met.</summary>
    static List<int> Ready(IReadOnlyList<GroupNode> nodes, bool[] gated, Func<int, bool> done, NodeNeed need)
    {
        var ready = new HashSet<int>();
        for (var node = 0; node < nodes.Count; node++)
            if (!gated[node] && !done(node) && (nodes[node].Need == need || (nodes[node].Need == default && need.Loop == 0)) && nodes[node].Inputs.All(i => done(i) || ready.Contains(i)))
                ready.Add(node);
        return [.. ready];
    }

    /// <summary>What asks for nothing and is read in one later group only goes there: that group then waits for one less. It does not go into a branch that it does not stand in.</summary>
    static void MoveToReaders(IReadOnlyList<GroupNode> nodes, bool[] gated, int[] places)
    {
        for (var node = nodes.Count - 1; node >= 0; node--)
        {
            var readers = Enumerable.Range(node + 1, nodes.Count - node - 1).Where(n => !gated[n] && nodes[n].Inputs.Contains(node)).ToList();
            if (!gated[node] && nodes[node].Need == default && !nodes[node].Measures && readers.TrueForAll(r => nodes[r].Need.Loop == 0 && nodes[r].Branches == nodes[node].Branches) && readers.Select(r => places[r]).Distinct().ToList() is [var only])
                places[node] = only;
        }
    }

    /// <summary>The number of the group that publishes: that of the last one where it waits for all others anyway, meets the need and is always run, otherwise one of its own.</summary>
    static int LastOf(IReadOnlyList<GroupNode> nodes, bool[] gated, int[] places, List<NodeNeed> needs)
    {
        var before = new HashSet<int> { needs.Count - 1 };
        for (var group = needs.Count - 1; group >= 0; group--)
            if (before.Contains(group))
                before.UnionWith(Enumerable.Range(0, nodes.Count).Where(n => places[n] == group).SelectMany(n => nodes[n].Inputs).Select(i => places[i]));
        var isMet = Enumerable.Range(0, nodes.Count).All(n => !gated[n] || nodes[n].Need == default || nodes[n].Need == needs[^1]);
        var isRun = Enumerable.Range(0, nodes.Count).Any(n => places[n] == needs.Count - 1 && !gated[n] && nodes[n].Branches == 0) || Enumerable.Range(0, nodes.Count).All(n => !gated[n] || nodes[n].Branches > 0);
        return needs[^1].Loop == 0 && isMet && isRun && before.Count == needs.Count ? needs.Count - 1 : needs.Count;
    }

    static List<NodeGroup> Named(List<GroupNode> nodes, List<int> positions, int[] places)
    {
        var members = Enumerable.Range(0, nodes.Count).GroupBy(n => places[n]).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
        var groupOf = new int[nodes.Count];
        for (var group = 0; group < members.Count; group++)
            foreach (var node in members[group])
                groupOf[node] = group;
        var names = new HashSet<string>(StringComparer.Ordinal) { Finish, All };
        return [.. members.Select((m, group) => new NodeGroup(
            members.Count == 1 ? All : Distinct(nodes[m[0]].Publishes ? Publish : Slug(nodes[m[0]].Name), names),
            [.. m.Select(n => positions[n])],
            m.Any(n => nodes[n].Publishes)
                ? [.. Enumerable.Range(0, members.Count).Where(g => g != group)]
                : [.. m.SelectMany(n => nodes[n].Inputs).Select(i => groupOf[i]).Where(g => g != group).Distinct().Order()],
            nodes[m[0]].Need.Loop > 0))];
    }

    static string Distinct(string name, HashSet<string> names)
    {
        var distinct = name;
        for (var number = 2; !names.Add(distinct); number++)
            distinct = $"{name}-{number.ToString(CultureInfo.InvariantCulture)}";
        return distinct;
    }

    /// <summary><c>LogFeatures</c> is <c>log-features</c>, <c>Each(part)</c> is <c>each-part</c>; at most 40 characters.</summary>
    static string Slug(string name)
    {
        var slug = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) || (char.IsAsciiLetterUpper(name[i]) && i > 0 && char.IsAsciiLetterLower(name[i - 1])))
                slug.Append(slug.Length > 0 && slug[^1] != '-' ? "-" : "");
            if (char.IsAsciiLetterOrDigit(name[i]))
                slug.Append(char.ToLowerInvariant(name[i]));
        }

        var text = slug.Length > 40 ? slug.ToString(0, 40) : slug.ToString();
        return text.Trim('-') is { Length: > 0 } plain ? plain : "group";
    }
}

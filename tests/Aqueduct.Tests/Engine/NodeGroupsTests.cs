using Aqueduct.Planning;
using CsCheck;

namespace Aqueduct.Tests.Engine;

/// <summary>How a workflow is divided into groups that run in processes of their own.</summary>
public sealed class NodeGroupsTests
{
    static readonly NodeNeed Small = new(1, 0, 0, null), Large = new(4, 8L << 30, 0, null), Gpu = new(0, 0, 1, null);

    static GroupNode Node(string name, NodeNeed need = default, params int[] inputs) => new(name, inputs, need, Publishes: false, Measures: false);

    static GroupNode Save(string name, params int[] inputs) => new(name, inputs, default, Publishes: true, Measures: false);

    static string Text(params GroupNode[] nodes) => Text(NodeGroups.Of(nodes, isStored: true), nodes);

    static string Text(IReadOnlyList<NodeGroup> groups, GroupNode[] nodes) =>
        string.Join("; ", groups.Select(g => $"{g.Name}: {string.Join(' ', g.Nodes.Select(n => nodes[n].Name))}{(g.After.Count > 0 ? $" after {string.Join(' ', g.After.Select(a => groups[a].Name))}" : "")}"));

    [Fact]
    public void Where_nothing_is_declared_there_is_one_group() =>
        Assert.Equal("all: Load Score Store", Text(Node("Load"), Node("Score", default, 0), Save("Store", 1)));

    [Fact]
    public void Equal_needs_share_a_group_and_nodes_without_needs_join_a_neighbour() =>
        Assert.Equal("load: Load TrainModel Check; score: Score Store after load",
            Text(Node("Load"), Node("TrainModel", Large, 0), Node("Check", default, 1), Node("Score", Small, 1), Save("Store", 3)));

    [Fact]
    public void A_group_is_named_after_its_first_node() =>
        Assert.Equal("load-orders: LoadOrders A; each-part: Each(part) after load-orders; load-orders-2: LoadOrders after each-part",
            Text(Node("LoadOrders"), Node("A", Large, 0), Node("Each(part)", Small, 1), Node("LoadOrders", Large, 2)));

    [Fact]
    public void A_need_that_comes_twice_is_met_in_one_group_where_the_graph_allows_it() =>
        Assert.Equal("a: A; b: B D after a; c: C after b", Text(Node("A", Small), Node("B", Large, 0), Node("C", Small, 1), Node("D", Large, 0)));

    [Fact]
    public void What_is_read_in_a_later_group_only_goes_there_so_that_groups_can_run_side_by_side() =>
        Assert.Equal("a: A; other: Other B", Text(Node("A", Small), Node("Other"), Node("B", Large, 1)));

    [Fact]
    public void What_is_asked_and_what_stands_in_no_branch_does_not_go_into_one() =>
        Assert.Equal("a: A Drift Clean; prepare: Prepare Train after a",
            Text(Node("A", Small), Node("Drift", default, 0), Node("Clean", default, 0), Node("Prepare", default, 1, 2) with { Branches = 1 }, Node("Train", Large, 1, 3) with { Branches = 1 }));

    [Fact]
    public void What_is_published_in_any_case_does_not_go_into_a_branch()
    {
        GroupNode[] nodes = [Node("A", Small), Node("Train", Large, 0) with { Branches = 1 }, Save("SaveModel", 1) with { Branches = 1 }];
        Assert.Equal("a: A; train: Train SaveModel after a", Text(nodes));
        Assert.Equal("a: A; train: Train after a; publish: SaveModel SaveA after a train", Text([.. nodes, Save("SaveA", 0)]));
    }

    [Fact]
    public void Publications_come_last_in_a_group_of_their_own_where_no_other_waits_for_everything() =>
        Assert.Equal("a: A; b: B; publish: SaveA SaveB after a b", Text(Node("A", Small), Node("B", Large), Save("SaveA", 0), Save("SaveB", 1)));

    [Fact]
    public void What_stands_behind_a_loop_that_publishes_waits_with_it() =>
        Assert.Equal("a: A; publish: Loop Behind after a", Text(Node("A", Small), Save("Loop", 0), Node("Behind", Large, 1)));

    [Fact]
    public void A_measure_of_memory_stays_with_what_it_measures()
    {
        GroupNode[] nodes = [Node("A", Small), Node("B", Large, 0), Node("PeakMemory", default, 0, 1) with { Measures = true }];
        Assert.Equal("all: A B PeakMemory", Text(nodes));
    }

    [Fact]
    public void What_is_not_kept_goes_with_those_that_read_it()
    {
        GroupNode[] nodes = [Node("A", Small), Node("Unkept", default, 0) with { IsKept = false }, Node("B", Large, 1)];
        Assert.Equal("a: A; unkept: Unkept B after a", Text(nodes));
        Assert.Equal("all: A Unkept B C", Text([.. nodes, Node("C", Small, 1)]));
    }

    [Fact]
    public void A_workflow_that_stores_nothing_is_one_group()
    {
        GroupNode[] nodes = [Node("A", Small), Node("B", Gpu, 0)];
        Assert.Equal("all: A B", Text(NodeGroups.Of(nodes, isStored: false), nodes));
    }

    [Fact]
    public void A_loop_needs_the_memory_of_all_items_that_run_at_once() =>
        Assert.Equal(new NodeNeed(2, 3L << 30, 1, "gpu:1"), NodeNeed.OfLoop([new(2, 1L << 30, 0, null), new(1, 1L << 20, 1, "gpu:1")], maxParallel: 3));

    static GroupNode Loop(string name, NodeNeed need, params int[] inputs) => new(name, inputs, need, Publishes: false, Measures: false, IsLoop: true);

    [Fact]
    public void The_items_of_a_loop_that_asks_for_something_have_a_group_which_a_later_one_collects() =>
        Assert.Equal("parts: Parts; each-part: Each(part) after parts; collect-each-part: Each(part) Sum after parts each-part",
            Text(Node("Parts"), Loop("Each(part)", Gpu, 0), Node("Sum", default, 1)));

    [Fact]
    public void A_loop_that_asks_for_what_others_ask_for_has_a_group_all_the_same() =>
        Assert.Equal("parts: Parts; each-part: Each(part) after parts; collect-each-part: Each(part) Sum after parts each-part",
            Text(Node("Parts", Small), Loop("Each(part)", Small, 0), Node("Sum", Small, 1)));

    [Fact]
    public void A_loop_stays_whole_that_asks_for_nothing_or_whose_input_is_not_kept() =>
        Assert.Equal(("all: Parts Each(part) Sum", "all: Parts Each(part) Sum"),
            (Text(Node("Parts"), Loop("Each(part)", default, 0), Node("Sum", default, 1)), Text(Node("Parts", Gpu) with { IsKept = false }, Loop("Each(part)", Gpu, 0), Node("Sum", default, 1))));

    [Fact]
    public void A_loop_that_publishes_is_collected_last() =>
        Assert.Equal("parts: Parts; each-part: Each(part) after parts; publish: Each(part) after parts each-part",
            Text(Node("Parts"), Loop("Each(part)", Gpu, 0) with { Publishes = true }));

    [Theory]
    [InlineData(0, 4, "")]
    [InlineData(3, 4, "0-0 1-1 2-2")]
    [InlineData(10, 4, "0-1 2-4 5-6 7-9")]
    [InlineData(2_000_000_000, 2, "0-999999999 1000000000-1999999999")]
    public void Items_are_divided_as_equally_as_can_be(int items, int most, string slices) => Assert.Equal(slices, string.Join(' ', Slice.Of(items, most)));

    [Fact]
    public void Of_a_loop_that_does_not_say_how_many_items_at_once_there_are_no_more_than_32_slices() => Assert.Equal((32, 5), (Slice.Of(1000, 0).Count, Slice.Of(5, 0).Count));

    [Fact]
    public void Nodes_named_as_the_words_of_the_command_do_not_take_them() =>
        Assert.Equal("finish-2: Finish; b: B after finish-2", Text(Node("Finish", Small), Node("B", Large, 0)));

    static readonly Gen<GroupNode[]> Graphs =
        from nodes in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 999].Array[0, 3], Gen.Int[0, 7]).Array[1, 7]
        select nodes.Select((n, i) => new GroupNode($"N{i}", i == 0 ? [] : [.. n.Item2.Select(x => x % i).Distinct().Order()],
            n.Item1 switch { 1 => Small, 2 => Large, 3 => Gpu, _ => default }, Publishes: n.Item3 == 7, Measures: false)).ToArray();

    [Fact]
    public void Every_node_is_in_one_group_whose_needs_agree_behind_the_groups_it_reads_from() => Graphs.Sample(nodes =>
    {
        var groups = NodeGroups.Of(nodes, isStored: true);
        Assert.Equal(Enumerable.Range(0, nodes.Length), groups.SelectMany(g => g.Nodes).Order());
        Assert.Equal(groups.Count, groups.Select(g => g.Name).Distinct().Count());
        for (var group = 0; group < groups.Count; group++)
        {
            Assert.All(groups[group].After, after => Assert.True(after < group, "a group comes after a later one"));
            Assert.All(groups[group].Nodes.SelectMany(n => nodes[n].Inputs), input => Assert.True(groups[group].Nodes.Contains(input) || groups[group].After.Any(a => groups[a].Nodes.Contains(input)), "an input is in no group before"));
            if (groups[group].Nodes.Any(n => nodes[n].Publishes))
                Assert.True(group == groups.Count - 1 && groups[group].After.Count == group, "publications do not wait for everything");
            else
                Assert.InRange(groups[group].Nodes.Select(n => nodes[n].Need).Where(n => n != default).Distinct().Count(), 0, 1);
        }
    }, iter: 3000);

    [Fact]
    public void There_is_no_way_with_fewer_groups() => Graphs.Where(g => !g.Any(n => n.Publishes)).Sample(nodes =>
        Assert.Equal(Fewest(nodes), NodeGroups.Of(nodes, isStored: true).Count), iter: 400);

    /// <summary>The fewest groups of any division whose groups have one need each and no cycles, found by looking at all of them.</summary>
    static int Fewest(GroupNode[] nodes)
    {
        var best = nodes.Length;
        var places = new int[nodes.Length];
        void Place(int node, int groups)
        {
            if (groups >= best)
                return;
            if (node == nodes.Length)
                best = IsDivision(nodes, places, groups) ? groups : best;
            else
                for (places[node] = 0; places[node] <= groups; places[node]++)
                    Place(node + 1, Math.Max(groups, places[node] + 1));
        }

        Place(0, 0);
        return best;
    }

    static bool IsDivision(GroupNode[] nodes, int[] places, int groups)
    {
        if (Enumerable.Range(0, groups).Any(g => nodes.Where((n, i) => places[i] == g && n.Need != default).Select(n => n.Need).Distinct().Count() > 1))
            return false;
        var left = Enumerable.Range(0, groups).ToHashSet();
        while (left.Count > 0)
        {
            var ready = left.Where(g => Enumerable.Range(0, nodes.Length).Where(n => places[n] == g).SelectMany(n => nodes[n].Inputs).All(i => places[i] == g || !left.Contains(places[i]))).ToList();
            if (ready.Count == 0)
                return false;
            left.ExceptWith(ready);
        }

        return true;
    }
}

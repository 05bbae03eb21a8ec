using Aqueduct.Runtime;

namespace Aqueduct.Tests.Hosting;

public class NodeTreeTests
{
    [Fact]
    public void A_node_is_drawn_under_the_input_that_is_ready_last()
    {
        // 0 → 1 → 2, 1 → 3, (2, 3) → 4, 5 alone
        var lines = NodeTree.Of([[], [0], [1], [1], [2, 3], []]);
        Assert.Equal(["0", "└─ 1", "   ├─ 2", "   └─ 3", "      └─ 4", "5"], lines.Select(l => l.Prefix + l.Node));
        Assert.Equal([2], lines[4].OtherInputs);
    }

    [Fact]
    public void Every_node_of_a_long_chain_is_drawn_within_the_screen()
    {
        var lines = NodeTree.Of([.. Enumerable.Range(0, 5000).Select(n => (IReadOnlyList<int>)(n == 0 ? [] : [n - 1]))]);
        Assert.Equal(5000, lines.Count);
        Assert.True(lines.All(l => l.Prefix.Length <= 40));
    }
}

using Aqueduct.Dashboard.Drawing;

namespace Aqueduct.Dashboard.Tests;

/// <summary>Where things are drawn.</summary>
public sealed class DrawingTests
{
    static GraphLayout Layout(params int[][] inputs) => GraphLayout.Of(inputs.Length, n => inputs[n]);

    [Fact]
    public void A_node_stands_to_the_right_of_all_its_inputs()
    {
        int[][] inputs = [[], [0], [0], [1, 2], [0, 3], [4]];
        var layout = Layout(inputs);
        for (var node = 0; node < inputs.Length; node++)
            Assert.All(inputs[node], input => Assert.True(layout.At(input).X + GraphLayout.NodeWidth < layout.At(node).X));
    }

    [Fact]
    public void What_waits_for_nothing_stands_next_to_what_waits_for_it()
    {
        // 3 waits for a chain of three, and for 2, which is ready at once.
        var layout = Layout([], [0], [], [1, 2]);
        Assert.Equal(layout.At(1).X, layout.At(2).X);
    }

    [Fact]
    public void No_two_nodes_lie_on_each_other_and_all_are_inside_the_picture()
    {
        var random = new Random(7);
        int[][] inputs = [.. Enumerable.Range(0, 120).Select(n => n < 8 ? Array.Empty<int>() : [random.Next(n), random.Next(n)])];
        var layout = Layout(inputs);
        foreach (var layer in Enumerable.Range(0, inputs.Length).Select(layout.At).GroupBy(p => p.X))
        {
            var tops = layer.Select(p => p.Y).Order().ToList();
            Assert.All(tops.Zip(tops.Skip(1)), pair => Assert.True(pair.Second - pair.First >= GraphLayout.NodeHeight));
        }

        Assert.All(Enumerable.Range(0, inputs.Length).Select(layout.At), p => Assert.True(p is { X: >= 0, Y: >= 0 } && p.X + GraphLayout.NodeWidth <= layout.Width && p.Y + GraphLayout.NodeHeight <= layout.TotalHeight));
    }

    [Fact]
    public void Two_chains_side_by_side_do_not_cross()
    {
        // The inputs of 2 and 3 are the other way round than the order of the nodes.
        var layout = Layout([], [], [1], [0]);
        Assert.Equal(layout.At(0).Y < layout.At(1).Y, layout.At(3).Y < layout.At(2).Y);
    }

    [Fact]
    public void A_graph_is_drawn_the_same_way_each_time()
    {
        int[][] inputs = [[], [], [0, 1], [1], [2, 3], [0, 4]];
        Assert.Equal(Layout(inputs).Edges, Layout(inputs).Edges);
    }

    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, new double[] { 2, 2, 2 })]
    [InlineData(new double[] { 1, 5, 3, 9 }, new double[] { 1, 4, 4, 9 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 })]
    public void Neighbours_that_would_change_places_share_their_mean(double[] wanted, double[] expected) => Assert.Equal(expected, GraphLayout.Rising(wanted));

    [Theory]
    [InlineData(0, 1, 5, new[] { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [InlineData(-120, 870, 5, new[] { 0.0, 200, 400, 600, 800 })]
    public void A_scale_is_marked_at_round_numbers(double low, double high, int about, double[] expected) => Assert.Equal(expected, new Scale(low, high, 0, 100).Ticks(about).Select(t => Math.Round(t, 6)));

    [Fact]
    public void A_scale_of_one_value_has_room_around_it()
    {
        var scale = Scale.Of([5, 5, double.NaN], 100, 0);
        Assert.Equal(50, scale.At(5), 6);
    }
}

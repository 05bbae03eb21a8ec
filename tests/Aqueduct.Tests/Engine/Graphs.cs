using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Dependency tables as the generator emits them.</summary>
static class Graphs
{
    public static (int[] Counts, int[] Offsets, int[] Dependents) Tables(int nodes, Func<int, IReadOnlyList<int>> inputs)
    {
        var counts = new int[nodes];
        var behind = Enumerable.Range(0, nodes).Select(_ => new List<int>()).ToArray();
        for (var node = 0; node < nodes; node++)
        {
            foreach (var input in inputs(node).Distinct())
            {
                counts[node]++;
                behind[input].Add(node);
            }
        }

        var offsets = new int[nodes + 1];
        for (var node = 0; node < nodes; node++)
            offsets[node + 1] = offsets[node] + behind[node].Count;
        return (counts, offsets, [.. behind.SelectMany(b => b)]);
    }

    /// <summary>Layers of nodes, each waiting for three of the layer before.</summary>
    public static BareGraph Layered(int layers, int width) => new(layers * width, node =>
        node < width ? [] : [.. Enumerable.Range(0, 3).Select(i => (node / width - 1) * width + (node % width + i) % width)]);
}

/// <summary>A graph whose nodes do what a test says.</summary>
sealed class BareGraph(int nodes, Func<int, IReadOnlyList<int>> inputs) : WorkflowRun
{
    readonly (int[] Counts, int[] Offsets, int[] Dependents) _tables = Graphs.Tables(nodes, inputs);

    public Func<int, ValueTask> Call { get; set; } = _ => default;

    public override ReadOnlySpan<int> InputCounts => _tables.Counts;

    public override ReadOnlySpan<int> Offsets => _tables.Offsets;

    public override ReadOnlySpan<int> Dependents => _tables.Dependents;

    public override ValueTask InvokeAsync(int node, RunContext run) => Call(node);
}

using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>A graph of layers in which every node waits for three nodes of the layer before it and does nothing.</summary>
public sealed class LayeredGraph : WorkflowRun
{
    /// <summary>Which nodes of the layer before a node waits for, counted from its own place; the layer is a ring.</summary>
    static readonly int[] Reach = [0, 1, 7];

    readonly int[] _inputCounts;
    readonly int[] _offsets;
    readonly int[] _dependents;

    public LayeredGraph(int layers, int width)
    {
        (Layers, Width) = (layers, width);
        _inputCounts = new int[layers * width];
        _inputCounts.AsSpan(width).Fill(Reach.Length);
        _offsets = new int[layers * width + 1];
        _dependents = new int[(layers - 1) * width * Reach.Length];
        var next = 0;
        for (var node = 0; node < _inputCounts.Length; node++)
        {
            var (layer, place) = Math.DivRem(node, width);
            if (layer < layers - 1)
                foreach (var reach in Reach)
                    _dependents[next++] = (layer + 1) * width + (place - reach + width) % width;
            _offsets[node + 1] = next;
        }
    }

    public int Layers { get; }

    public int Width { get; }

    public override ReadOnlySpan<int> InputCounts => _inputCounts;

    public override ReadOnlySpan<int> Offsets => _offsets;

    public override ReadOnlySpan<int> Dependents => _dependents;

    public override ValueTask InvokeAsync(int node, RunContext run) => default;
}

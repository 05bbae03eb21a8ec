namespace Aqueduct.Runtime;

/// <summary>Draws a graph as a tree: each node under the input that is ready last, its other inputs named beside it.</summary>
static class NodeTree
{
    // Deeper branches are drawn at the same indent, so that names stay on the screen.
    const int DeepestIndent = 10;

    /// <summary>One line: a node, what is drawn before it, and the inputs it is not drawn under.</summary>
    public sealed record Line(int Node, string Prefix, IReadOnlyList<int> OtherInputs);

    /// <param name="inputs">For each node, the nodes it takes from; always earlier ones, or a publication's.</param>
    public static IReadOnlyList<Line> Of(IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        var depth = new int[inputs.Count];
        var children = Enumerable.Range(0, inputs.Count).Select(_ => new List<int>()).ToArray();
        var parents = new int[inputs.Count];
        for (var node = 0; node < inputs.Count; node++)
        {
            parents[node] = inputs[node].Count == 0 ? -1 : inputs[node].MaxBy(i => (depth[i], i));
            depth[node] = parents[node] < 0 ? 0 : depth[parents[node]] + 1;
            if (parents[node] >= 0)
                children[parents[node]].Add(node);
        }

        var lines = new List<Line>(inputs.Count);
        // A stack of its own: a chain may be longer than the thread's stack.
        var open = new Stack<(int Node, string Own, string Below, int Indent)>();
        for (var root = inputs.Count - 1; root >= 0; root--)
            if (parents[root] < 0)
                open.Push((root, "", "", 0));
        while (open.TryPop(out var next))
        {
            lines.Add(new Line(next.Node, next.Own, [.. inputs[next.Node].Where(i => i != parents[next.Node])]));
            var below = children[next.Node];
            for (var i = below.Count - 1; i >= 0; i--)
            {
                var last = i == below.Count - 1;
                var deeper = next.Indent < DeepestIndent;
                open.Push((below[i], next.Below + (last ? "└─ " : "├─ "), deeper ? next.Below + (last ? "   " : "│  ") : next.Below, deeper ? next.Indent + 1 : next.Indent));
            }
        }

        return lines;
    }
}

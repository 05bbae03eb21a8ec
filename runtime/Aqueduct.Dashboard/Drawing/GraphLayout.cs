using System.Globalization;
using System.Text;

namespace Aqueduct.Dashboard.Drawing;

/// <summary>A graph with a place for each node and a path for each edge, drawn from left to right.</summary>
sealed class GraphLayout
{
    /// <summary>Size of a node.</summary>
    public const double NodeWidth = 196, NodeHeight = 46;

    const double GapX = 54, GapY = 16, PlaceHeight = 8, Margin = 14, LeastWidth = 1000, LeastHeight = 260, Foot = 28;

    const int Passes = 6;

    readonly double[] _middle, _left;

    GraphLayout(Layers layers, int nodes)
    {
        (_middle, _left) = (new double[layers.Count], new double[layers.Count]);
        for (var i = 0; i < layers.All.Count; i++)
            foreach (var place in layers.All[i])
                _left[place] = Margin + i * (NodeWidth + GapX);
        Settle(layers, nodes);
        var top = layers.Count == 0 ? 0 : Enumerable.Range(0, layers.Count).Min(p => _middle[p] - Height(p, nodes) / 2);
        for (var place = 0; place < layers.Count; place++)
            _middle[place] += Margin - top;
        Width = 2 * Margin + Math.Max(1, layers.All.Count) * (NodeWidth + GapX) - GapX;
        TotalHeight = 2 * Margin + (layers.Count == 0 ? 0 : Enumerable.Range(0, layers.Count).Max(p => _middle[p] + Height(p, nodes) / 2) - Margin);
        Edges = [.. layers.Routes.Select(r => (r[0], r[^1], PathOf(r)))];
    }

    /// <summary>Lays a graph out.</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="inputs">Which nodes each waits for; those of a smaller number.</param>
    public static GraphLayout Of(int nodes, Func<int, IReadOnlyList<int>> inputs) => new(new Layers(nodes, inputs), nodes);

    /// <summary>Size of the picture.</summary>
    public double Width { get; }

    /// <inheritdoc cref="Width"/>
    public double TotalHeight { get; }

    /// <summary>What is shown at first: all of it, in the middle; a small graph not larger than life.</summary>
    public (double X, double Y, double Width, double Height) Box
    {
        get
        {
            var (width, height) = (Math.Max(Width, LeastWidth), Math.Max(TotalHeight + Foot, LeastHeight));
            return ((Width - width) / 2, (TotalHeight + Foot - height) / 2, width, height);
        }
    }

    /// <summary>The edges, each as an SVG path.</summary>
    public IReadOnlyList<(int From, int To, string Path)> Edges { get; }

    /// <summary>The upper left corner of a node.</summary>
    public (double X, double Y) At(int node) => (_left[node], _middle[node] - NodeHeight / 2);

    static double Height(int place, int nodes) => place < nodes ? NodeHeight : PlaceHeight;

    /// <summary>Moves each place towards the middle of its neighbours, as far as the others of its layer let it.</summary>
    void Settle(Layers layers, int nodes)
    {
        for (var pass = 0; pass < Passes; pass++)
            for (var i = 0; i < layers.All.Count; i++)
            {
                var layer = layers.All[pass % 2 == 0 ? i : layers.All.Count - 1 - i];
                var offsets = new double[layer.Count];
                for (var p = 1; p < layer.Count; p++)
                    offsets[p] = offsets[p - 1] + (Height(layer[p - 1], nodes) + Height(layer[p], nodes)) / 2 + GapY;
                var near = pass == 0 ? layers.Before : pass % 2 == 0 ? (Func<int, IReadOnlyList<int>>)(p => [.. layers.Before(p), .. layers.Behind(p)]) : layers.Behind;
                var wanted = layer.Select((place, p) => (near(place) is { Count: > 0 } others ? others.Average(o => _middle[o]) : pass == 0 ? offsets[p] - offsets[^1] / 2 : _middle[place]) - offsets[p]).ToArray();
                var settled = Rising(wanted);
                for (var p = 0; p < layer.Count; p++)
                    _middle[layer[p]] = settled[p] + offsets[p];
            }
    }

    /// <summary>The numbers that never fall and are nearest to the given ones: neighbours that would fall share their mean (pool adjacent violators).</summary>
    internal static double[] Rising(IReadOnlyList<double> wanted)
    {
        var pools = new List<(double Sum, int Count)>();
        foreach (var value in wanted)
        {
            pools.Add((value, 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                pools[^2] = (pools[^2].Sum + pools[^1].Sum, pools[^2].Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        return [.. pools.SelectMany(p => Enumerable.Repeat(p.Sum / p.Count, p.Count))];
    }

    string PathOf(int[] route)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{_left[route[0]] + NodeWidth:0.#} {_middle[route[0]]:0.#}");
        for (var i = 1; i < route.Length; i++)
        {
            var (x, y, before) = (_left[route[i]], _middle[route[i]], _middle[route[i - 1]]);
            path.Append(CultureInfo.InvariantCulture, $"C{x - GapX / 2:0.#} {before:0.#} {x - GapX / 2:0.#} {y:0.#} {x:0.#} {y:0.#}");
            if (i < route.Length - 1)
                path.Append(CultureInfo.InvariantCulture, $"h{NodeWidth:0.#}");
        }

        return path.ToString();
    }
}

namespace Aqueduct.Dashboard.Drawing;

/// <summary>Puts the nodes of a graph into layers, each behind the layers of its inputs, and orders each layer so that few edges cross. Long edges get a place in every layer they pass.</summary>
/// <remarks>The method of Sugiyama, Tagawa and Toda (1981): longest path, then barycentres, up and down.</remarks>
sealed class Layers
{
    const int Sweeps = 8;

    readonly List<List<int>> _layers = [];
    readonly List<int> _layerOf = [];
    readonly List<List<int>> _before = [], _behind = [];

    /// <param name="count">Number of nodes.</param>
    /// <param name="inputs">Which nodes each waits for; those of a smaller number.</param>
    public Layers(int count, Func<int, IReadOnlyList<int>> inputs)
    {
        Assign(count, inputs);
        for (var node = 0; node < count; node++)
            Add(_layerOf[node]);
        for (var node = 0; node < count; node++)
            foreach (var input in inputs(node).Distinct())
                Route(input, node);
        Order();
    }

    /// <summary>The layers from first to last: nodes, and places of long edges, numbered behind the nodes.</summary>
    public IReadOnlyList<IReadOnlyList<int>> All => _layers;

    /// <summary>The edges, each with the places it passes, its ends among them.</summary>
    public List<int[]> Routes { get; } = [];

    /// <summary>What stands directly before a node or place.</summary>
    public IReadOnlyList<int> Before(int place) => _before[place];

    /// <summary>What stands directly behind it.</summary>
    public IReadOnlyList<int> Behind(int place) => _behind[place];

    /// <summary>Number of nodes and places.</summary>
    public int Count => _before.Count;

    void Assign(int count, Func<int, IReadOnlyList<int>> inputs)
    {
        for (var node = 0; node < count; node++)
            _layerOf.Add(inputs(node).Where(i => i < node).Select(i => _layerOf[i] + 1).DefaultIfEmpty(0).Max());
        var first = new int[count];
        Array.Fill(first, int.MaxValue);
        for (var node = count - 1; node >= 0; node--)
        {
            // What waits for nothing stands near to what waits for it.
            if (inputs(node).Count == 0 && first[node] != int.MaxValue)
                _layerOf[node] = first[node] - 1;
            foreach (var input in inputs(node))
                first[input] = Math.Min(first[input], _layerOf[node]);
        }
    }

    int Add(int layer)
    {
        while (_layers.Count <= layer)
            _layers.Add([]);
        _layers[layer].Add(_before.Count);
        _before.Add([]);
        _behind.Add([]);
        return _before.Count - 1;
    }

    void Route(int from, int to)
    {
        var route = new List<int> { from };
        for (var layer = _layerOf[from] + 1; layer < _layerOf[to]; layer++)
            route.Add(Add(layer));
        route.Add(to);
        for (var i = 1; i < route.Count; i++)
        {
            _behind[route[i - 1]].Add(route[i]);
            _before[route[i]].Add(route[i - 1]);
        }

        Routes.Add([.. route]);
    }

    void Order()
    {
        var position = new double[Count];
        foreach (var layer in _layers)
            Number(layer, position);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            for (var i = 0; i < _layers.Count; i++)
            {
                var layer = _layers[isDown ? i : _layers.Count - 1 - i];
                var keys = layer.ToDictionary(p => p, p => (isDown ? _before : _behind)[p] is { Count: > 0 } near ? near.Average(n => position[n]) : position[p]);
                // Stable: what is equally far keeps its order, and the picture is the same each time.
                var sorted = layer.OrderBy(p => keys[p]).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number(layer, position);
            }
        }
    }

    static void Number(List<int> layer, double[] position)
    {
        for (var i = 0; i < layer.Count; i++)
            position[layer[i]] = i - (layer.Count - 1) / 2.0;
    }
}

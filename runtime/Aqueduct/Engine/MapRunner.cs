using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>Runs the items of one map side by side; an item that fails stops no other.</summary>
/// <param name="scope">The graph the map is a node of.</param>
/// <param name="node">The map.</param>
/// <param name="options">How many items at once.</param>
/// <param name="stop">Starts no further item.</param>
/// <param name="walk">Runs the graph of one item to its end.</param>
/// <param name="results">Keeps what items give; null inside another map, and where nothing is stored.</param>
/// <param name="only">The items that are done here, and collected elsewhere; null where all are, and are collected.</param>
/// <param name="parallel">How many of these at once; 0 where the map and the options decide.</param>
sealed class MapRunner(GraphScope scope, int node, RunOptions options, RunStop stop, Func<GraphScope, Task> walk, ItemResults? results, Slice? only = null, int parallel = 0)
{
    const int NamedFailures = 3;

    readonly NodeDefinition _definition = scope.Recorder.Nodes[node];
    readonly IReadOnlyList<int>? _needed = results is null ? null : ItemResults.Needed(scope.Recorder.Nodes[node].Map!);
    readonly Lock _gate = new();
    IReadOnlyDictionary<int, NodeState> _before = System.Collections.ObjectModel.ReadOnlyDictionary<int, NodeState>.Empty;
    readonly SortedList<int, (string Name, Failure Failure)> _first = [];
    int _next = (only?.First ?? 0) - 1;
    int _done;
    int _failed;
    bool _warned;

    /// <summary>Runs every item and collects the results.</summary>
    /// <returns>The map's state, its failure, and what it gave in a few words.</returns>
    public async Task<(NodeState State, Failure? Failure, string Result)> RunAsync()
    {
        var items = scope.Graph.Items(node);
        var end = only is { } part ? Math.Min(part.Last + 1, items.Count) : items.Count;
        var count = Math.Max(0, end - (only?.First ?? 0));
        if (_needed is not null)
            _before = scope.Recorder.KeptItems(node);
        scope.Recorder.Progress(node, 0, count);
        // What nobody asks for again is not kept: a map over many items holds only those under way.
        var collects = only is null && _definition.Outputs.Count > 0;
        var publishes = only is null && Publishes(_definition.Map);
        var kept = collects || publishes ? new GraphScope[count] : null;
        var atOnce = parallel > 0 ? parallel : _definition.Map!.MaxParallel is > 0 and var most ? most : options.Concurrency;
        var workers = new Task[Math.Min(atOnce, count)];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = Task.Run(() => WorkAsync(items, end, count, kept));
        await Task.WhenAll(workers).ConfigureAwait(false);
        if (stop.Requested && _done < count)
            throw new OperationCanceledException(stop.Token);
        if (_failed > 0)
            return (NodeState.Failed, Failed(count), "");
        if (collects)
            items.Collect(Array.ConvertAll(kept!, k => k.Graph));
        if (publishes)
            scope.Items[node] = kept!;
        return (_warned ? NodeState.Warning : NodeState.Succeeded, null, Words.Items(count));
    }

    /// <summary>Whether items of a map publish something; false where there is no map.</summary>
    public static bool Publishes(MapDefinition? map) => map is not null && map.Nodes.Any(Publishes);

    /// <summary>Whether a node publishes something, or an item of its map does.</summary>
    public static bool Publishes(NodeDefinition node) => node.Kind.IsPublication() || Publishes(node.Map);

    async Task WorkAsync(MapItems items, int end, int count, GraphScope?[]? kept)
    {
        for (var item = Interlocked.Increment(ref _next); item < end && !stop.Requested; item = Interlocked.Increment(ref _next))
        {
            var recorder = scope.Recorder.BeginItem(node, item);
            var begun = new GraphScope(items.Begin(item), recorder);
            if (await TakeAsync(item, begun.Graph).ConfigureAwait(false) is { } before)
            {
                recorder.Take();
                if (kept is not null)
                    kept[item] = begun;
                Ended(item, before, recorder, count);
                continue;
            }

            await walk(begun).ConfigureAwait(false);
            if (_needed is { Count: > 0 } && recorder.State.Passed())
                await results!.StoreAsync(node, item, begun, _needed).ConfigureAwait(false);
            var state = recorder.Finish();
            if (kept is not null)
                kept[item] = begun;
            Ended(item, state, recorder, count);
        }
    }

    /// <summary>The state of an item that has passed before, its results back in their slots; null when it must run.</summary>
    async Task<NodeState?> TakeAsync(int item, WorkflowRun graph) =>
        _before.TryGetValue(item, out var state) && await results!.RestoreAsync(node, item, graph, _needed!, _definition.Map!.Result).ConfigureAwait(false) ? state : null;

    void Ended(int item, NodeState state, ItemRecorder recorder, int count)
    {
        lock (_gate)
        {
            if (state.Passed() || state == NodeState.Failed)
                _done++;
            _warned |= state == NodeState.Warning;
            if (state == NodeState.Failed)
            {
                _failed++;
                _first.Add(item, recorder.Failed!.Value);
                if (_first.Count > NamedFailures)
                    _first.RemoveAt(NamedFailures);
            }

            scope.Recorder.Progress(node, _done, count);
        }
    }

    Failure Failed(int count)
    {
        var first = _first.Values[0].Failure;
        var named = _first.Values.Select(f => f.Failure.Error.StartsWith(f.Name, StringComparison.Ordinal) ? f.Failure.Error : $"{f.Name}: {f.Failure.Error}");
        var more = _failed > _first.Count ? $"\nand {Words.Count(_failed - _first.Count)} more" : "";
        return first with { Error = $"{Words.Count(_failed)} of {Words.Items(count)} failed.\n{string.Join('\n', named)}{more}" };
    }
}

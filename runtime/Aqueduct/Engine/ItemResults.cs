using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Keeps of each passed item of an outermost map what is asked for after its end, so that the item need not run again.</summary>
/// <remarks>Small results are rows of the run store and share its commits; a file for each of ten thousand numbers would cost more than computing them.</remarks>
sealed class ItemResults(RunRecorder recorder, RunStore runs, ArtifactStore artifacts, CancellationToken stop)
{
    const int MostInline = 64 * 1024;

    /// <summary>The nodes of a map's graph whose artifacts are asked for after an item's end: its result, and what it publishes. Null where an item cannot be taken over: an inner map of it publishes.</summary>
    public static IReadOnlyList<int>? Needed(MapDefinition map) => map.Nodes.Any(n => MapRunner.Publishes(n.Map))
        ? null
        : [.. map.Nodes.Where(n => n.Kind.IsPublication()).SelectMany(n => n.Inputs).Concat(map.Result is { } result ? [result] : []).Distinct().Order()];

    /// <summary>Stores what is needed of an item that has passed; before the item's own event, so that a recorded item always has its results.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public async Task StoreAsync(int map, int item, GraphScope scope, IReadOnlyList<int> needed)
    {
        foreach (var node in needed)
            if (scope.Recorder[node].State.Passed() && !((ItemRecorder)scope.Recorder).IsStored(node))
                await scope.Graph.StoreAsync(node, new Sink(this, map, item, node, null)).ConfigureAwait(false);
    }

    /// <summary>Stores what a cached operator has given to an item, known by <paramref name="call"/>.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public async ValueTask StoreAsync(GraphScope item, int node, string call)
    {
        var place = (ItemRecorder)item.Recorder;
        await item.Graph.StoreAsync(node, new Sink(this, place.Map, place.MapItem, node, call)).ConfigureAwait(false);
        place.WasStored(node);
    }

    /// <summary>Puts results of an earlier call into the item's slots and keeps them with the item; false where they are missing or corrupt.</summary>
    public async Task<bool> TryTakeAsync(GraphScope item, int node, IReadOnlyList<ItemResult> outputs)
    {
        foreach (var result in outputs)
            if (result.Data is null && !await artifacts.RenewAsync(result.Hash, stop).ConfigureAwait(false))
                return false;
        if (!await TryRestoreAsync(item.Graph, node, [.. outputs]).ConfigureAwait(false))
            return false;
        var place = (ItemRecorder)item.Recorder;
        foreach (var result in outputs)
            recorder.ItemStored(place.Map, place.MapItem, result with { Node = node });
        place.WasStored(node);
        return true;
    }

    /// <summary>Reads an item's results back into its slots; false when they are missing or corrupt.</summary>
    public async Task<bool> RestoreAsync(int map, int item, WorkflowRun graph, IReadOnlyList<int> needed, int? result)
    {
        if (needed.Count == 0)
            return true;
        var stored = runs.Read(q => q.ItemResults(recorder.Run.Id, map, item));
        if (result is { } one && stored.All(s => s.Node != one))
            return false;
        foreach (var node in stored.Where(s => needed.Contains(s.Node)).GroupBy(s => s.Node))
            if (!await TryRestoreAsync(graph, node.Key, [.. node]).ConfigureAwait(false))
                return false;
        return true;
    }

    async Task<bool> TryRestoreAsync(WorkflowRun graph, int node, ItemResult[] stored)
    {
        try
        {
            await graph.RestoreAsync(node, new Source(artifacts, stored, stop)).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ResourceException { IsSystem: true }))
        {
            // What is missing or corrupt is made again, here as for every other node.
            return false;
        }
    }

    sealed class Sink(ItemResults results, int map, int item, int node, string? call) : ArtifactSink
    {
        public override async ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
        {
            // Memory may have no room for a stream.
            var (hash, data) = value is IStoredStream ? (await KeepAsync(value, codec).ConfigureAwait(false), null) : await BytesAsync(value, codec).ConfigureAwait(false);
            results.Recorder.ItemStored(map, item, new ItemResult(node, output, hash, data, call));
        }

        async ValueTask<(string Hash, byte[]? Data)> BytesAsync<T>(T value, IArtifactCodec<T> codec)
        {
            using var bytes = new MemoryStream();
            await codec.WriteAsync(value, bytes, results.Stop).ConfigureAwait(false);
            return bytes.Length <= MostInline && bytes.ToArray() is var data ? (Hash(data), data)
                : (await KeepAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), MemoryCodec.Instance).ConfigureAwait(false), null);
        }

        async ValueTask<string> KeepAsync<T>(T value, IArtifactCodec<T> codec) => (await results.Artifacts.WriteAsync(value, codec, results.Stop).ConfigureAwait(false)).Hash;
    }

    sealed class Source(ArtifactStore store, ItemResult[] stored, CancellationToken stop) : ArtifactSource
    {
        public override async ValueTask<T> ReadAsync<T>(int output, IArtifactCodec<T> codec)
        {
            var result = Array.Find(stored, s => s.Output == output) ?? throw new InvalidDataException("nothing is stored of it.");
            if (result.Data is not { } data)
                return await store.ReadAsync(result.Hash, codec, stop).ConfigureAwait(false);
            if (Hash(data) != result.Hash)
                throw new CorruptArtifactException(result.Hash);
            using var bytes = new MemoryStream(data, writable: false);
            return await codec.ReadAsync(bytes, stop).ConfigureAwait(false);
        }
    }

    RunRecorder Recorder => recorder;

    ArtifactStore Artifacts => artifacts;

    CancellationToken Stop => stop;

    static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}

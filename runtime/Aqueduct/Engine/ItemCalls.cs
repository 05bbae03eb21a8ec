namespace Aqueduct.Runtime;

/// <summary>Results of operators with <c>Cache = true</c> that are called for the items of a workflow's own maps: the counterpart of <see cref="CallCache"/>.</summary>
/// <remarks>They are rows of the run store beside the results by which items go on, and stay when their run has succeeded. What an item is given is known by the bytes it would be stored as.</remarks>
sealed class ItemCalls(ItemResults results, ArtifactRecorder artifacts, RunStore runs)
{
    /// <summary>What the result of a call is known by; null where it cannot be reused.</summary>
    /// <exception cref="OperationCanceledException">The run stops.</exception>
    public async ValueTask<string?> KeyAsync(GraphScope item, int node)
    {
        var definition = item.Recorder.Nodes[node];
        return definition.Cache && definition.CodeVersion is { } version && item.Graph.KeyOf(node) is { } key
            ? await key.HashAsync(version + CallCache.Run(definition.Code!, item.Recorder, node), (input, depth) => depth == 0 ? ArtifactHash.OfAsync(item.Graph, input) : new(artifacts.HashesAsync(input))).ConfigureAwait(false)
            : null;
    }

    /// <summary>Puts an earlier result into the slots of an item, whose run has it from now on as well.</summary>
    /// <returns>The run it comes from; null where the node has to run.</returns>
    public async Task<string?> FindAsync(GraphScope item, int node, string call)
    {
        var (run, outputs) = runs.ReadEarlier(q => q.ItemResultOf(call));
        return outputs.Count == item.Recorder.Nodes[node].Outputs.Count && await results.TryTakeAsync(item, node, outputs).ConfigureAwait(false) ? run : null;
    }

    /// <summary>Keeps what a call has given.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public ValueTask StoreAsync(GraphScope item, int node, string call) => results.StoreAsync(item, node, call);
}

using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>Results of operators with <c>Cache = true</c>: a call whose code and inputs were seen in an earlier run is not made again.</summary>
/// <remarks>The key is a hash over the version of the operator's code and the values the call is given, artifacts by the hashes of their bytes; it is kept with the node of the run that made the result.</remarks>
sealed class CallCache(WorkflowRun graph, RunRecorder recorder, RunStore runs, ArtifactStore store, ArtifactRecorder artifacts, CancellationToken stop)
{
    const int Candidates = 3;

    /// <summary>Puts an earlier result into the node's slots.</summary>
    /// <returns>The run that made it; null where there is none, and the node has to run.</returns>
    /// <exception cref="OperationCanceledException">The run stops.</exception>
    public async Task<string?> FindAsync(int node, bool reuse)
    {
        var definition = recorder.Nodes[node];
        if (!definition.Cache || !definition.Snapshot || definition.CodeVersion is not { } version || graph.KeyOf(node) is not { } key)
            return null;
        var call = await key.HashAsync(version + Run(definition.Code!, recorder, node), (input, _) => new(artifacts.HashesAsync(input))).ConfigureAwait(false);
        recorder.Keyed(node, call);
        if (!reuse)
            return null;
        foreach (var (run, stored) in runs.ReadEarlier(q => q.ResultsOf(call, Candidates)))
            if (await TryTakeAsync(node, stored).ConfigureAwait(false))
                return run;
        return null;
    }

    /// <summary>What the run itself may tell the operator: its logical time, and random numbers seeded by the workflow's version, the node and that time.</summary>
    public static string Run(MethodCode code, INodeRecorder recorder, int node) => !CodeVersions.UsesRun(code) ? ""
        : string.Create(CultureInfo.InvariantCulture, $"\n{recorder.Run.Version}\n{recorder.NameOf(node)}\n{recorder.Run.LogicalTime.UtcTicks}");

    async Task<bool> TryTakeAsync(int node, IReadOnlyList<StoredArtifact> stored)
    {
        if (stored.Count != recorder.Nodes[node].Outputs.Count)
            return false;
        foreach (var (_, _, artifact) in stored)
            if (!await store.RenewAsync(artifact.Hash, stop).ConfigureAwait(false))
                return false;
        try
        {
            await graph.RestoreAsync(node, new StoredSource(store, output => stored[output].Artifact.Hash, stop)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ResourceException { IsSystem: true }))
        {
            // Missing or corrupt: it is made again.
            return false;
        }

        var definition = recorder.Nodes[node];
        foreach (var (_, output, artifact) in stored)
            recorder.Stored(node, output, artifact with { Node = definition.Name, Name = definition.Outputs[output].Name });
        return true;
    }
}

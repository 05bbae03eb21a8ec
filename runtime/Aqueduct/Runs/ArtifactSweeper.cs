namespace Aqueduct.Runtime;

/// <summary>Removes artifacts that no run refers to.</summary>
/// <remarks>A run writes an artifact, or finds it there and makes it young, and records it a moment later: what is younger than <see cref="ArtifactPlace.Grace"/> is left.</remarks>
sealed class ArtifactSweeper(RunStore store, TimeProvider clock)
{
    readonly ArtifactPlace _artifacts = store.Artifacts.Place;
    readonly FileArtifacts _files = new(store.Home);

    /// <summary>Removes the artifacts of runs that were removed; none where they belong to another home.</summary>
    public async Task<(int Files, long Bytes)> SweepAsync(CancellationToken cancel)
    {
        var (files, bytes) = (0, 0L);
        var garbage = store.Read(q => q.Garbage());
        if (garbage.Count == 0 || await _artifacts.RefusalAsync(cancel).ConfigureAwait(false) is not null)
            return (0, 0);
        foreach (var hash in garbage)
        {
            cancel.ThrowIfCancellationRequested();
            if (!store.Read(q => q.IsReferred(hash)))
            {
                var (gone, removed) = await _artifacts.TryRemoveAsync(ArtifactPlace.NameOf(hash), clock, cancel).ConfigureAwait(false);
                if (!gone)
                    continue;
                (files, bytes) = (files + (removed is null ? 0 : 1), bytes + (removed ?? 0));
            }

            await store.WriteAsync(t => t.Execute("DELETE FROM garbage WHERE hash = $1", hash)).ConfigureAwait(false);
        }

        return (files, bytes);
    }

    /// <summary>Removes whatever lies among the artifacts and belongs to no run: what a process that died had written last.</summary>
    /// <returns>What was removed; why nothing of a store was that is not this home's.</returns>
    public async Task<(int Files, long Bytes, string? Refusal)> SweepAllAsync(CancellationToken cancel)
    {
        var refusal = await _artifacts.RefusalAsync(cancel).ConfigureAwait(false);
        var (files, bytes) = refusal is null ? await SweepAsync(_artifacts, cancel).ConfigureAwait(false) : default;
        if (_artifacts is FileArtifacts)
            return (files, bytes, refusal);
        // What is on its way to an object store lies in the home.
        var (local, size) = await SweepAsync(_files, cancel).ConfigureAwait(false);
        return (files + local, bytes + size, refusal);
    }

    async Task<(int Files, long Bytes)> SweepAsync(ArtifactPlace artifacts, CancellationToken cancel)
    {
        var (files, bytes) = (0, 0L);
        await foreach (var name in artifacts.NamesAsync(cancel).ConfigureAwait(false))
        {
            if (ArtifactPlace.HashOf(name) is { } hash && store.Read(q => q.IsReferred(hash)))
                continue;
            if ((await artifacts.TryRemoveAsync(name, clock, cancel).ConfigureAwait(false)).Bytes is { } removed)
                (files, bytes) = (files + 1, bytes + removed);
        }

        return (files, bytes);
    }
}

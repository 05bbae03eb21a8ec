namespace Aqueduct.Runtime;

/// <summary>A stream that is on disk.</summary>
interface IStoredStream : ICounted
{
    /// <summary>The artifact it is read from; null where it is a file that goes with the run.</summary>
    (string Hash, long Bytes)? Artifact { get; }

    /// <summary>Its first batch.</summary>
    Task<ITabular> FirstAsync(CancellationToken cancel);
}

/// <summary>The batches of a node as they were written to disk: everybody who asks reads them from the start, one group of rows at a time.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="artifact">The artifact that holds them; null where it is a file that goes with the run.</param>
/// <param name="open">Opens the file.</param>
sealed class StoredStream<T>(long rows, (string Hash, long Bytes)? artifact, Func<CancellationToken, ValueTask<Stream>> open) : IAsyncEnumerable<Table<T>>, IStoredStream
{
    /// <inheritdoc/>
    public (string Hash, long Bytes)? Artifact => artifact;

    /// <inheritdoc/>
    public int Count { get; } = checked((int)rows);

    /// <inheritdoc/>
    public async Task<ITabular> FirstAsync(CancellationToken cancel)
    {
        await foreach (var batch in this.WithCancellation(cancel).ConfigureAwait(false))
            return batch;
        return Table<T>.Empty;
    }

    // What is held is not the rows: there is nothing to gain from dropping it.
    long ICounted.Bytes => 256;

    /// <inheritdoc/>
    public async IAsyncEnumerator<Table<T>> GetAsyncEnumerator(CancellationToken cancel = default)
    {
        // An operator that hands on no token stops all the same.
        var token = cancel.CanBeCanceled ? cancel : RunContext.Current.Cancellation;
        var file = await Reading(() => Transient.CallAsync(OpenAsync, token).AsTask()).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var reader = await Reading(() => ParquetTableReader<T>.OpenAsync(file, token)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                for (var group = 0; group < reader.Groups; group++)
                {
                    token.ThrowIfCancellationRequested();
                    yield return await Reading(() => reader.ReadAsync(group, group + 1, token)).ConfigureAwait(false);
                }
        }
    }

    ValueTask<Stream> OpenAsync(CancellationToken cancel)
    {
        Failpoints.Reach(Failpoint.ArtifactReads);
        return open(cancel);
    }

    /// <summary>What goes wrong here is not the fault of the operator that reads.</summary>
    async Task<R> Reading<R>(Func<Task<R>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ResourceException("artifacts", $"A stream of {typeof(T).Name} {(artifact is { } stored ? $"that is stored as artifact {stored.Hash}" : "that a node wrote to disk")} cannot be read back: {e.Message} Run again, or look at the store with: verify", e) { IsSystem = true };
        }
    }
}

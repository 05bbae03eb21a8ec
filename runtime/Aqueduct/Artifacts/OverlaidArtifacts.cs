namespace Aqueduct.Runtime;

/// <summary>Artifacts of a folder that is thrown away, in front of others that are only looked at.</summary>
/// <param name="own">Takes what is kept.</param>
/// <param name="earlier">Gives what earlier runs have kept.</param>
sealed class OverlaidArtifacts(FileArtifacts own, ArtifactPlace earlier) : ArtifactPlace
{
    /// <inheritdoc/>
    public override string Root => own.Root;

    /// <inheritdoc/>
    public override string PathOf(string name) => own.PathOf(name);

    /// <inheritdoc/>
    public override async ValueTask<bool> RenewAsync(string hash, CancellationToken cancel)
    {
        if (await own.RenewAsync(hash, cancel).ConfigureAwait(false))
            return true;
        try
        {
            // Not renewed where it is: nothing will refer to it.
            await (await earlier.OpenAsync(hash, cancel).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override ValueTask KeepAsync(string file, string hash, CancellationToken cancel) => own.KeepAsync(file, hash, cancel);

    /// <inheritdoc/>
    public override ValueTask<FileStream> OpenAsync(string hash, CancellationToken cancel) => File.Exists(own.PathOf(NameOf(hash))) ? own.OpenAsync(hash, cancel) : earlier.OpenAsync(hash, cancel);

    /// <inheritdoc/>
    public override ValueTask<string?> RefusalAsync(CancellationToken cancel) => own.RefusalAsync(cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<string> NamesAsync(CancellationToken cancel) => own.NamesAsync(cancel);

    /// <inheritdoc/>
    public override ValueTask<(bool Gone, long? Bytes)> TryRemoveAsync(string name, TimeProvider clock, CancellationToken cancel) => own.TryRemoveAsync(name, clock, cancel);
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Artifacts in an object store. They pass through a file of the home on their way there and back, so that memory does not grow with them and formats can seek.</summary>
/// <remarks>
/// Removing beside runs that write (decision 16): who removes first writes <c>removing/hash</c>, then looks at the artifact's time, and removes it only when it is old. Who relies on an old
/// artifact first gives it a new time, then looks for that mark, waits until it is gone, and looks whether the artifact is still there. Whichever comes first, the other sees it.
/// </remarks>
/// <param name="store">The objects.</param>
/// <param name="home">The Aqueduct home.</param>
/// <param name="owner">Who removes what nobody refers to; null is this home.</param>
/// <param name="clock">Tells the time; objects have that of the store's clock, which may differ by a minute.</param>
sealed class RemoteArtifacts(ObjectStore store, string home, string? owner, TimeProvider clock) : ArtifactPlace
{
    const string Mark = "removing/";
    const string OwnerKey = "owner";

    /// <summary>Age from which on a mark says nothing: whoever wrote it has died, or has given up.</summary>
    static readonly TimeSpan MarkLife = TimeSpan.FromMinutes(3);

    /// <summary>Longest time between writing a mark and asking for the removal.</summary>
    static readonly TimeSpan MostHesitation = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // What was stored before artifacts went to the object store is still found.
    readonly FileArtifacts _files = new(home);
    readonly SemaphoreSlim _claiming = new(1);
    string? _owner;

    /// <inheritdoc/>
    public override string Root => store.Location;

    /// <inheritdoc/>
    public override string PathOf(string name) => $"{store.Location}/{name}";

    /// <inheritdoc/>
    public override async ValueTask<bool> RenewAsync(string hash, CancellationToken cancel)
    {
        var name = NameOf(hash);
        if (await store.FindAsync(name, cancel).ConfigureAwait(false) is not { } entry)
            return false;
        if (clock.GetUtcNow() - entry.ModifiedAt < Grace / 2)
            return true;
        if (!await store.TouchAsync(name, cancel).ConfigureAwait(false))
            return false;
        while (await store.FindAsync(Mark + hash, cancel).ConfigureAwait(false) is { } mark && clock.GetUtcNow() - mark.ModifiedAt < MarkLife)
            await Task.Delay(Pause, clock, cancel).ConfigureAwait(false);
        return await store.FindAsync(name, cancel).ConfigureAwait(false) is not null;
    }

    /// <inheritdoc/>
    public override async ValueTask KeepAsync(string file, string hash, CancellationToken cancel)
    {
        await OwnerAsync(claim: true, cancel).ConfigureAwait(false);
        var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (content.ConfigureAwait(false))
            await store.PutAsync(NameOf(hash), content, Convert.FromHexString(hash), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<FileStream> OpenAsync(string hash, CancellationToken cancel)
    {
        var name = NameOf(hash);
        if (File.Exists(_files.PathOf(name)))
            return await _files.OpenAsync(hash, cancel).ConfigureAwait(false);
        var file = _files.NewPassing();
        try
        {
            if (!await store.ReadAsync(name, file, cancel).ConfigureAwait(false))
                throw new FileNotFoundException($"There is no artifact {PathOf(name)}.");
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> RefusalAsync(CancellationToken cancel) =>
        await OwnerAsync(claim: false, cancel).ConfigureAwait(false) is { } other && other != Self()
            ? $"The artifacts in {Root} belong to '{other}', and this home is '{Self()}': nothing there was removed. Give each home a prefix of its own; homes that share one run store name the same \"owner\" in \"artifacts\" of aqueduct.json."
            : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // Whatever else lies there is somebody else's.
        await foreach (var entry in store.ListAsync("", nested: true, cancel).ConfigureAwait(false))
            if (HashOf(entry.Key) is not null || entry.Key.StartsWith(Mark, StringComparison.Ordinal))
                yield return entry.Key;
    }

    /// <inheritdoc/>
    public override async ValueTask<(bool Gone, long? Bytes)> TryRemoveAsync(string name, TimeProvider clock, CancellationToken cancel)
    {
        if (await store.FindAsync(name, cancel).ConfigureAwait(false) is not { } entry)
            return (true, null);
        if (IsYoung(entry, clock))
            return (false, null);
        if (HashOf(name) is not { } hash)
        {
            await store.RemoveAsync(name, cancel).ConfigureAwait(false);
            return (true, entry.Bytes);
        }

        var begun = clock.GetTimestamp();
        using var nothing = new MemoryStream([]);
        await store.PutAsync(Mark + hash, nothing, System.Security.Cryptography.SHA256.HashData([]), cancel).ConfigureAwait(false);
        try
        {
            if (await store.FindAsync(name, cancel).ConfigureAwait(false) is not { } still)
                return (true, null);
            if (IsYoung(still, clock) || clock.GetElapsedTime(begun) > MostHesitation)
                return (false, null);
            await store.RemoveAsync(name, cancel).ConfigureAwait(false);
            return (true, still.Bytes);
        }
        finally
        {
            await store.RemoveAsync(Mark + hash, CancellationToken.None).ConfigureAwait(false);
        }
    }

    static bool IsYoung(ObjectEntry entry, TimeProvider clock) => clock.GetUtcNow() - entry.ModifiedAt < Grace;

    /// <summary>Who may remove what lies in the store; whoever writes first, where nobody is named.</summary>
    async Task<string?> OwnerAsync(bool claim, CancellationToken cancel)
    {
        if (_owner is not null)
            return _owner;
        await _claiming.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var read = new MemoryStream();
            if (await store.ReadAsync(OwnerKey, read, cancel).ConfigureAwait(false))
                return _owner = Encoding.UTF8.GetString(read.ToArray());
            if (!claim)
                return null;
            var self = Encoding.UTF8.GetBytes(Self());
            using var written = new MemoryStream(self);
            await store.PutAsync(OwnerKey, written, System.Security.Cryptography.SHA256.HashData(self), cancel).ConfigureAwait(false);
            return _owner = Self();
        }
        finally
        {
            _claiming.Release();
        }
    }

    /// <summary>What this home is called.</summary>
    string Self()
    {
        try
        {
            return owner ?? "home-" + HomeName.Of(home);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(home, e);
        }
    }
}

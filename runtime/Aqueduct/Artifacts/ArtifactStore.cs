using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>The artifacts of a home, named by the SHA-256 of their bytes. Equal bytes are kept once, and what is there is whole.</summary>
/// <param name="home">The Aqueduct home: bytes are written to a file of it first, because nobody knows their name before the last of them.</param>
/// <param name="place">Where they are kept.</param>
sealed class ArtifactStore(string home, ArtifactPlace place)
{
    /// <summary>What aqueduct.json calls the home's own file system.</summary>
    public const string FilesType = "files";

    readonly string _incoming = new FileArtifacts(home).Incoming;

    /// <summary>Artifacts as files of the home.</summary>
    public ArtifactStore(string home)
        : this(home, new FileArtifacts(home))
    {
    }

    /// <summary>The artifacts of a home where aqueduct.json keeps them; as files of the home where it says nothing.</summary>
    /// <exception cref="ResourceException">What it says is wrong, or needs a package that is not there.</exception>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static ArtifactStore Open(string home) => ResourceRegistry.Current.Artifacts is { } objects
        ? new(home, new RemoteArtifacts(objects.Store, home, objects.Owner, TimeProvider.System))
        : new(home);

    /// <summary>Where a person finds all of them.</summary>
    public string Root => place.Root;

    /// <summary>Where they are kept.</summary>
    public ArtifactPlace Place => place;

    /// <summary>Where the artifact of that hash is, or would be.</summary>
    public string PathOf(string hash) => place.PathOf(ArtifactPlace.NameOf(hash));

    /// <summary>Stores what <paramref name="codec"/> writes of <paramref name="value"/>.</summary>
    /// <returns>The hash, in lower-case hexadecimal, and the number of bytes.</returns>
    /// <exception cref="HomeException">The file cannot be written.</exception>
    /// <exception cref="ResourceException">The object store cannot be reached, or refuses.</exception>
    public async Task<(string Hash, long Bytes)> WriteAsync<T>(T value, IArtifactCodec<T> codec, CancellationToken cancel)
    {
        try
        {
            return await Transient.CallAsync(token => WriteOnceAsync(value, codec, token), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(_incoming, e);
        }
    }

    async ValueTask<(string Hash, long Bytes)> WriteOnceAsync<T>(T value, IArtifactCodec<T> codec, CancellationToken cancel)
    {
        // A stream was stored as it was made: that somebody wants it is news to those who clean up.
        if (value is IStoredStream { Artifact: { } stored } && await place.RenewAsync(stored.Hash, cancel).ConfigureAwait(false))
            return stored;
        var file = Begin();
        try
        {
            string hash;
            await using (file.ConfigureAwait(false))
            {
                await codec.WriteAsync(value, file, cancel).ConfigureAwait(false);
                hash = file.Finish();
            }

            await KeepAsync(file.Path, hash, cancel).ConfigureAwait(false);
            return (hash, file.Length);
        }
        finally
        {
            Remove(file.Path);
        }
    }

    /// <summary>A new file of the home, to become an artifact.</summary>
    public HashingFile Begin()
    {
        Failpoints.Reach(Failpoint.ArtifactBegins);
        Directory.CreateDirectory(_incoming);
        return HashingFile.In(_incoming);
    }

    /// <summary>Keeps a finished file as the artifact of that hash; the file may be gone afterwards.</summary>
    public async ValueTask KeepAsync(string file, string hash, CancellationToken cancel)
    {
        Failpoints.Reach(Failpoint.ArtifactWritten);
        if (!await place.RenewAsync(hash, cancel).ConfigureAwait(false))
            await place.KeepAsync(file, hash, cancel).ConfigureAwait(false);
        Failpoints.Reach(Failpoint.ArtifactKept);
    }

    /// <summary>Opens a stored artifact for reading, as a file that can be sought in.</summary>
    /// <exception cref="FileNotFoundException">There is none of that hash.</exception>
    public ValueTask<FileStream> OpenAsync(string hash, CancellationToken cancel) => place.OpenAsync(hash, cancel);

    /// <summary>Makes an artifact as good as new, for those who remove what is old; false where it is not there.</summary>
    public ValueTask<bool> RenewAsync(string hash, CancellationToken cancel) => place.RenewAsync(hash, cancel);

    /// <summary>Reads a stored artifact after its bytes were compared with their hash.</summary>
    /// <exception cref="CorruptArtifactException">The bytes are not those that were stored.</exception>
    /// <exception cref="FileNotFoundException">There is none of that hash.</exception>
    public async Task<T> ReadAsync<T>(string hash, IArtifactCodec<T> codec, CancellationToken cancel) =>
        await Transient.CallAsync(token => ReadOnceAsync(hash, codec, token), cancel).ConfigureAwait(false);

    async ValueTask<T> ReadOnceAsync<T>(string hash, IArtifactCodec<T> codec, CancellationToken cancel)
    {
        Failpoints.Reach(Failpoint.ArtifactReads);
        var file = await OpenAsync(hash, cancel).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false)) != hash)
                throw new CorruptArtifactException(hash);
            file.Position = 0;
            return codec is IStreamCodec<T> streaming
                ? await streaming.OpenAsync(hash, file, async token => await OpenAsync(hash, token).ConfigureAwait(false), cancel).ConfigureAwait(false)
                : await codec.ReadAsync(file, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What is wrong with a stored artifact: <c>missing</c>, <c>corrupt</c>; null when it is as it was stored.</summary>
    public async Task<string?> VerifyAsync(string hash, CancellationToken cancel)
    {
        try
        {
            var file = await OpenAsync(hash, cancel).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false)) == hash ? null : "corrupt";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "missing";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(PathOf(hash), e);
        }
    }

    /// <summary>Removes a file that is not needed any more.</summary>
    public static void Remove(string incoming)
    {
        try
        {
            File.Delete(incoming);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The write has failed for the same reason, and that is what is reported.
        }
    }
}

/// <summary>The bytes of a stored artifact are not those that were stored.</summary>
sealed class CorruptArtifactException(string hash) : IOException($"The artifact {hash} is corrupt: its bytes have another hash. The command verify lists all of them.");

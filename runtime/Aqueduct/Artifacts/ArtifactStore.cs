using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Artifacts as files named by the SHA-256 of their bytes: <c>artifacts/ab/cdef…</c> in the home. Equal bytes are kept once.</summary>
/// <remarks>A file is written under another name, brought to disk and then renamed: under its own name it is always whole.</remarks>
sealed class ArtifactStore(string home)
{
    /// <summary>Folder of the artifacts.</summary>
    public string Root { get; } = Path.Combine(home, "artifacts");

    /// <summary>Folder of files that have no name yet, or none any more.</summary>
    public string Incoming => Path.Combine(Root, "incoming");

    /// <summary>Where the artifact of that hash is, or would be.</summary>
    public string PathOf(string hash) => Path.Combine(Root, hash[..2], hash[2..]);

    /// <summary>Stores what <paramref name="codec"/> writes of <paramref name="value"/>.</summary>
    /// <returns>The hash, in lower-case hexadecimal, and the number of bytes.</returns>
    /// <exception cref="HomeException">The file cannot be written.</exception>
    public async Task<(string Hash, long Bytes)> WriteAsync<T>(T value, IArtifactCodec<T> codec, CancellationToken cancel)
    {
        var incoming = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            return await Transient.CallAsync(token => WriteAsync(value, codec, incoming, token), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(incoming, e);
        }
    }

    async ValueTask<(string Hash, long Bytes)> WriteAsync<T>(T value, IArtifactCodec<T> codec, string incoming, CancellationToken cancel)
    {
        try
        {
            Failpoints.Reach(Failpoint.ArtifactBegins);
            Directory.CreateDirectory(Path.GetDirectoryName(incoming)!);
            var file = new HashingFile(incoming);
            string hash;
            await using (file.ConfigureAwait(false))
            {
                await codec.WriteAsync(value, file, cancel).ConfigureAwait(false);
                hash = file.Finish();
                if (!Renew(hash))
                    file.FlushToDisk();
            }

            Failpoints.Reach(Failpoint.ArtifactWritten);
            Keep(incoming, PathOf(hash));
            Failpoints.Reach(Failpoint.ArtifactKept);
            return (hash, file.Length);
        }
        finally
        {
            Remove(incoming);
        }
    }

    /// <summary>Opens a stored artifact for reading.</summary>
    /// <exception cref="FileNotFoundException">There is none of that hash.</exception>
    public FileStream Open(string hash) => new(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Makes an artifact as good as new, for those who remove what is old; false where it is not there.</summary>
    public bool Renew(string hash) => RenewFile(PathOf(hash));

    /// <summary>Reads a stored artifact after its bytes were compared with their hash.</summary>
    /// <exception cref="CorruptArtifactException">The bytes are not those that were stored.</exception>
    /// <exception cref="FileNotFoundException">There is none of that hash.</exception>
    public async Task<T> ReadAsync<T>(string hash, IArtifactCodec<T> codec, CancellationToken cancel) =>
        await Transient.CallAsync(token => ReadOnceAsync(hash, codec, token), cancel).ConfigureAwait(false);

    async ValueTask<T> ReadOnceAsync<T>(string hash, IArtifactCodec<T> codec, CancellationToken cancel)
    {
        Failpoints.Reach(Failpoint.ArtifactReads);
        var file = Open(hash);
        await using (file.ConfigureAwait(false))
        {
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false)) != hash)
                throw new CorruptArtifactException(hash);
            file.Position = 0;
            return await codec.ReadAsync(file, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What is wrong with a stored artifact: <c>missing</c>, <c>corrupt</c>; null when it is as it was stored.</summary>
    public async Task<string?> VerifyAsync(string hash, CancellationToken cancel)
    {
        try
        {
            var file = Open(hash);
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

    static bool RenewFile(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    static void Keep(string incoming, string path)
    {
        if (RenewFile(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Somebody else may be as far as this with the same bytes: either file will do.
        File.Move(incoming, path, overwrite: true);
    }

    static void Remove(string incoming)
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

    /// <summary>A new file that hashes what is written to it.</summary>
    sealed class HashingFile(string path) : Stream
    {
        readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        // Formats that note offsets, such as Parquet, ask where they are.
        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public string Finish()
        {
            _file.Flush();
            return Convert.ToHexStringLower(_hash.GetHashAndReset());
        }

        public void FlushToDisk() => _file.Flush(flushToDisk: true);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            _file.Write(buffer);
            _length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        // The callers are background threads: writing to the page cache at once is cheaper than scheduling it.
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _file.Dispose();
                _hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>The bytes of a stored artifact are not those that were stored.</summary>
sealed class CorruptArtifactException(string hash) : IOException($"The artifact {hash} is corrupt: its bytes have another hash. The command verify lists all of them.");

using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>Artifacts as files of the home: <c>artifacts/ab/cdef…</c>.</summary>
/// <remarks>
/// A file is brought to disk and then renamed: under its own name it is always whole. A file that is to be removed is first moved away and looked at again, so that a
/// run which finds it at that very moment either finds none and writes it, or has made it young.
/// </remarks>
sealed class FileArtifacts(string home) : ArtifactPlace
{
    /// <inheritdoc/>
    public override string Root { get; } = Path.Combine(home, "artifacts");

    /// <summary>Folder of files that have no name yet, or none any more.</summary>
    public string Incoming => Path.Combine(Root, "incoming");

    /// <summary>A new file that is gone when it is closed, for what is on its way somewhere else.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public FileStream NewPassing()
    {
        var path = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(Incoming);
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(path, e);
        }
    }

    /// <inheritdoc/>
    public override string PathOf(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    /// <inheritdoc/>
    public override ValueTask<bool> RenewAsync(string hash, CancellationToken cancel) => new(Renew(PathOf(NameOf(hash))));

    /// <inheritdoc/>
    public override ValueTask KeepAsync(string file, string hash, CancellationToken cancel)
    {
        var path = PathOf(NameOf(hash));
        using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write))
            RandomAccess.FlushToDisk(handle);
        // Somebody else may have come as far as this with the same bytes, meanwhile or now: either file will do.
        if (Renew(path))
            return default;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(file, path, overwrite: true);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<FileStream> OpenAsync(string hash, CancellationToken cancel) =>
        new(new FileStream(PathOf(NameOf(hash)), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan));

    /// <inheritdoc/>
    public override ValueTask<string?> RefusalAsync(CancellationToken cancel) => default;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (!Directory.Exists(Root))
            yield break;
        foreach (var path in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            yield return Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');
        }
    }

    /// <inheritdoc/>
    public override ValueTask<(bool Gone, long? Bytes)> TryRemoveAsync(string name, TimeProvider clock, CancellationToken cancel)
    {
        var path = PathOf(name);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new((true, null));
            if (IsYoung(file, clock))
                return new((false, null));
            var away = new FileInfo(Path.Combine(Incoming, Guid.NewGuid().ToString("N")));
            Directory.CreateDirectory(Incoming);
            File.Move(path, away.FullName);
            if (IsYoung(away, clock))
            {
                File.Move(away.FullName, path, overwrite: true);
                return new((false, null));
            }

            var length = away.Length;
            away.Delete();
            return new((true, length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else removes the same.
            return new((true, null));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(path, e);
        }
    }

    static bool IsYoung(FileInfo file, TimeProvider clock) => clock.GetUtcNow() - file.LastWriteTimeUtc < Grace;

    static bool Renew(string path)
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
}

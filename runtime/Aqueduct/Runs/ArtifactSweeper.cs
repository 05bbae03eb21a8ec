namespace Aqueduct.Runtime;

/// <summary>Removes artifacts that no run refers to.</summary>
/// <remarks>
/// A run writes an artifact, or finds it there and gives its file a new time, and records it a moment later: a file younger than <see cref="Grace"/> is left. A file
/// that is old is first moved away and looked at again, so that a run which finds it at that very moment either finds none and writes it, or has made it young.
/// </remarks>
sealed class ArtifactSweeper(RunStore store, TimeProvider clock)
{
    /// <summary>Age from which on a file that nobody refers to is removed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    readonly ArtifactStore _artifacts = new(store.Home);

    /// <summary>Removes the artifacts of runs that were removed.</summary>
    public async Task<(int Files, long Bytes)> SweepAsync(CancellationToken cancel)
    {
        var (files, bytes) = (0, 0L);
        foreach (var hash in store.Read(q => q.Garbage()))
        {
            cancel.ThrowIfCancellationRequested();
            var isReferred = store.Read(q => q.IsReferred(hash));
            if (!isReferred && !TryRemove(_artifacts.PathOf(hash), ref files, ref bytes))
                continue;
            await store.WriteAsync(t => t.Execute("DELETE FROM garbage WHERE hash = $1", hash)).ConfigureAwait(false);
        }

        return (files, bytes);
    }

    /// <summary>Removes whatever lies in the folder of artifacts and belongs to no run: what a process that died had written last.</summary>
    public (int Files, long Bytes) SweepFolder(CancellationToken cancel)
    {
        var (files, bytes) = (0, 0L);
        if (!Directory.Exists(_artifacts.Root))
            return (0, 0);
        foreach (var path in Directory.EnumerateFiles(_artifacts.Root, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            var folder = Path.GetFileName(Path.GetDirectoryName(path)!);
            if (folder.Length != 2 || !store.Read(q => q.IsReferred(folder + Path.GetFileName(path))))
                TryRemove(path, ref files, ref bytes);
        }

        return (files, bytes);
    }

    /// <summary>False when the file must stay for now.</summary>
    bool TryRemove(string path, ref int files, ref long bytes)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return true;
            if (IsYoung(file))
                return false;
            var away = new FileInfo(Path.Combine(_artifacts.Incoming, Guid.NewGuid().ToString("N")));
            Directory.CreateDirectory(_artifacts.Incoming);
            File.Move(path, away.FullName);
            if (IsYoung(away))
            {
                File.Move(away.FullName, path, overwrite: true);
                return false;
            }

            var length = away.Length;
            away.Delete();
            (files, bytes) = (files + 1, bytes + length);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else removes the same.
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(path, e);
        }
    }

    bool IsYoung(FileInfo file) => clock.GetUtcNow() - file.LastWriteTimeUtc < Grace;
}

namespace Aqueduct.Runtime;

/// <summary>A folder as a place of files, which is not left through symbolic links either.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="folder">Full path of the folder.</param>
sealed class FolderFiles(string name, string folder) : FileStore(name)
{
    /// <summary>Full path of the folder.</summary>
    public override string Location { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <inheritdoc/>
    public override string Find(string path)
    {
        if (IsCrooked(path))
            throw Outside(path, $"the folder '{Location}'");
        var full = Path.GetFullPath(path, Location);
        return IsWithin(full, Location) && IsWithin(RealPath.Of(full), RealPath.Of(Location)) ? full : throw Outside(path, $"the folder '{Location}'");
    }

    /// <inheritdoc/>
    public override Stream Open(string path, CancellationToken cancel)
    {
        var full = Find(path);
        try
        {
            return new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var there = Directory.Exists(Path.GetDirectoryName(full)) ? Directory.EnumerateFiles(Path.GetDirectoryName(full)!).Select(f => Path.GetFileName(f)).Take(1000) : [];
            throw new ResourceException(Name, $"Resource '{Name}': there is no file '{path}' in '{Location}'.{Nearest.Hint(Path.GetFileName(full), there)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(Name, $"Resource '{Name}': '{path}' cannot be read: {e.Message}", e) { IsSystem = true };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> List(string folder, string beginning, CancellationToken cancel)
    {
        RequireFolder();
        var full = folder.Length == 0 ? Location : Find(folder);
        try
        {
            return Directory.Exists(full) ? [.. Directory.EnumerateFiles(full).Select(f => Path.GetFileName(f)).Where(f => f.StartsWith(beginning, StringComparison.Ordinal))] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(Name, $"Resource '{Name}': the folder '{full}' cannot be read: {e.Message}", e) { IsSystem = true };
        }
    }

    /// <inheritdoc/>
    public override bool AppearsWhole => false;

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> Look(string beginning, Func<string, bool> enters, CancellationToken cancel)
    {
        try
        {
            return [.. Look(new DirectoryInfo(Location), "", beginning, enters, cancel)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(Name, $"Resource '{Name}': the files in '{Location}' cannot be looked for: {e.Message}", e) { IsSystem = true };
        }
    }

    IEnumerable<FileEntry> Look(DirectoryInfo folder, string path, string beginning, Func<string, bool> enters, CancellationToken cancel)
    {
        if (!folder.Exists)
            yield break;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            cancel.ThrowIfCancellationRequested();
            var at = path + entry.Name;
            if (entry is FileInfo file)
            {
                if (at.StartsWith(beginning, StringComparison.Ordinal) && IsOwn(at))
                    yield return new FileEntry(at, file.Length, file.LastWriteTimeUtc);
            }
            else if (enters(at))
            {
                foreach (var below in Look((DirectoryInfo)entry, at + "/", beginning, enters, cancel))
                    yield return below;
            }
        }
    }

    bool IsOwn(string path)
    {
        try
        {
            _ = Find(path);
            return true;
        }
        catch (ResourceException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override StagedFile Stage(string path)
    {
        var full = Find(path);
        RequireFolder();
        return Directory.Exists(full)
            ? throw new ResourceException(Name, $"Resource '{Name}': '{path}' is a folder. Name a file.")
            : new FolderFile(Name, path, full);
    }

    /// <summary>Nothing: publishing the same file once more gives the same file.</summary>
    public override FileNote? FindNote(string path, CancellationToken cancel) => null;

    // The resource's own folder must be there, as a database's must: a wrong path is not to make folders somewhere.
    void RequireFolder()
    {
        if (!Directory.Exists(Location))
            throw new ResourceException(Name, $"Resource '{Name}': there is no folder '{Location}'. Make it, or name another \"path\" in aqueduct.json.");
    }

    static bool IsWithin(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

/// <summary>Where a path really leads.</summary>
static class RealPath
{
    const int MostLinks = 40;

    /// <summary>The path with every symbolic link on the way followed; parts that do not exist are taken as they are.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path) => Of(path, MostLinks);

    static string Of(string path, int links)
    {
        if (links == 0)
            throw new IOException($"Too many symbolic links on the way to '{path}'.");
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = info.LinkTarget is { } target ? Of(Path.GetFullPath(target, real), links - 1) : next;
        }

        return real;
    }
}

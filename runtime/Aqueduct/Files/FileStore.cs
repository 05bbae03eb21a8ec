namespace Aqueduct.Runtime;

/// <summary>A folder as a resource. Nothing outside of it is ever read or written, also not through symbolic links.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="folder">Full path of the folder.</param>
sealed class FileStore(string name, string folder)
{
    /// <summary>Name of the resource.</summary>
    public string Name { get; } = name;

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>The full path of a file of the resource.</summary>
    /// <exception cref="ResourceException">The path leaves the folder.</exception>
    public string Find(string path)
    {
        var outside = $"Resource '{Name}': the path '{path}' leaves the folder '{Folder}'. Nothing was read or written. Write a path inside it, with / between folders.";
        if (path.Length == 0 || path.Contains('\0') || path.Contains('\\') || Path.IsPathRooted(path) || path.Split('/').Any(part => part is "" or "." or ".."))
            throw new ResourceException(Name, outside);
        var full = Path.GetFullPath(path, Folder);
        return IsWithin(full, Folder) && IsWithin(RealPath.Of(full), RealPath.Of(Folder)) ? full : throw new ResourceException(Name, outside);
    }

    /// <summary>Opens a file of the resource to read it.</summary>
    /// <exception cref="ResourceException">It is not there or cannot be read, or its path leaves the folder.</exception>
    public FileStream Open(string path)
    {
        var full = Find(path);
        try
        {
            return new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var there = Directory.Exists(Path.GetDirectoryName(full)) ? Directory.EnumerateFiles(Path.GetDirectoryName(full)!).Select(f => Path.GetFileName(f)).Take(1000) : [];
            throw new ResourceException(Name, $"Resource '{Name}': there is no file '{path}' in '{Folder}'.{Nearest.Hint(Path.GetFileName(full), there)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(Name, $"Resource '{Name}': '{path}' cannot be read: {e.Message}", e) { IsSystem = true };
        }
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

namespace Aqueduct.Runtime;

/// <summary>A file that is written beside the one it replaces, flushed to disk, and renamed: a reader sees the old file or the new one.</summary>
/// <param name="resource">Name of the resource.</param>
/// <param name="path">The file's path in it.</param>
/// <param name="target">Its full path.</param>
sealed class FolderFile(string resource, string path, string target) : StagedFile
{
    readonly string _temporary = Path.Combine(Path.GetDirectoryName(target)!, $".aqueduct-{Guid.NewGuid():N}.tmp");
    readonly List<string> _folders = [];

    /// <inheritdoc/>
    public override int Write(Func<Stream, CancellationToken, int> write, CancellationToken cancel)
    {
        try
        {
            Prepare(Path.GetDirectoryName(target)!);
            using var stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            var rows = write(stream, cancel);
            stream.Flush(flushToDisk: true);
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    /// <summary>It is where it is to be.</summary>
    public override void Send(FileNote? note, CancellationToken cancel)
    {
    }

    /// <inheritdoc/>
    public override void Commit()
    {
        try
        {
            File.Move(_temporary, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }

        _folders.Clear();
    }

    /// <summary>Removes what was not committed: the temporary file, and folders made for it that hold nothing else.</summary>
    public override void Dispose()
    {
        File.Delete(_temporary);
        for (var i = _folders.Count - 1; i >= 0; i--)
            if (Directory.Exists(_folders[i]) && !Directory.EnumerateFileSystemEntries(_folders[i]).Any())
                Directory.Delete(_folders[i]);
    }

    void Prepare(string folder)
    {
        var missing = new Stack<string>();
        for (var at = folder; !Directory.Exists(at); at = Path.GetDirectoryName(at)!)
            missing.Push(at);
        foreach (var at in missing)
        {
            Directory.CreateDirectory(at);
            _folders.Add(at);
        }
    }

    ResourceException Refused(Exception e) =>
        new(resource, $"Resource '{resource}': '{path}' cannot be written: {e.Message} The file is as it was. Free space or fix the folder's permissions.", e) { IsSystem = true, IsTransient = Transient.Is(e) };
}

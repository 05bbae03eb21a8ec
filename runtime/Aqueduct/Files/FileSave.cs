namespace Aqueduct.Runtime;

/// <summary>A file on its way to a resource.</summary>
sealed class FileSave : SaveRequest
{
    /// <summary>The folder that receives it.</summary>
    public required FileStore Store { get; init; }

    /// <summary>Writes its bytes, and counts the rows among them.</summary>
    public required Func<Stream, CancellationToken, int> Write { get; init; }

    /// <inheritdoc/>
    public override string Location => Store.Folder;

    /// <inheritdoc/>
    public override string Place => Store.Find(Table);

    /// <inheritdoc/>
    public override PublicationTransaction Begin(CancellationToken cancel) => new FileTransaction(Store);
}

/// <summary>Writes files beside the ones they replace and renames them at the commit: a reader sees the old file or the new one.</summary>
sealed class FileTransaction(FileStore store) : PublicationTransaction
{
    readonly List<(string Temporary, string Target)> _staged = [];
    readonly List<string> _folders = [];

    /// <summary>Nothing is noted down: publishing the same file once more gives the same file.</summary>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => null;

    /// <inheritdoc/>
    public override void Put(SaveRequest save, CancellationToken cancel)
    {
        var target = store.Find(save.Table);
        if (_staged.Any(s => s.Target == target))
            throw new ResourceException(store.Name, $"Resource '{store.Name}': '{save.Table}' is written twice in one run. Give each its own path.");
        if (Directory.Exists(target))
            throw new ResourceException(store.Name, $"Resource '{store.Name}': '{save.Table}' is a folder. Name a file.");
        try
        {
            Prepare(Path.GetDirectoryName(target)!);
            var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".aqueduct-{Guid.NewGuid():N}.tmp");
            _staged.Add((temporary, target));
            using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            save.Rows = ((FileSave)save).Write(stream, cancel);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(save.Table, e);
        }
    }

    /// <inheritdoc/>
    public override void Note(string run, string node, SaveRequest save, DateTimeOffset at)
    {
    }

    /// <inheritdoc/>
    public override void Commit()
    {
        foreach (var (temporary, target) in _staged)
        {
            try
            {
                File.Move(temporary, target, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Refused(Path.GetRelativePath(store.Folder, target), e);
            }
        }

        _folders.Clear();
    }

    /// <summary>Removes what was not committed: temporary files, and folders made for them.</summary>
    public override void Dispose()
    {
        foreach (var (temporary, _) in _staged)
            File.Delete(temporary);
        for (var i = _folders.Count - 1; i >= 0; i--)
            if (Directory.Exists(_folders[i]) && !Directory.EnumerateFileSystemEntries(_folders[i]).Any())
                Directory.Delete(_folders[i]);
    }

    // The resource's own folder must be there, as a database's must: a wrong path is not to make folders somewhere.
    void Prepare(string folder)
    {
        if (!Directory.Exists(store.Folder))
            throw new ResourceException(store.Name, $"Resource '{store.Name}': there is no folder '{store.Folder}'. Make it, or name another \"path\" in aqueduct.json.");
        var missing = new Stack<string>();
        for (var at = folder; !Directory.Exists(at); at = Path.GetDirectoryName(at)!)
            missing.Push(at);
        foreach (var at in missing)
        {
            Directory.CreateDirectory(at);
            _folders.Add(at);
        }
    }

    ResourceException Refused(string path, Exception e) =>
        new(store.Name, $"Resource '{store.Name}': '{path}' cannot be written: {e.Message} The file is as it was. Free space or fix the folder's permissions.", e) { IsSystem = true, IsTransient = Transient.Is(e) };
}

namespace Aqueduct.Runtime;

/// <summary>A file on its way to a resource.</summary>
sealed class FileSave : SaveRequest
{
    /// <summary>The place that receives it.</summary>
    public required FileStore Store { get; init; }

    /// <summary>Writes its bytes, and counts the rows among them.</summary>
    public required Func<Stream, CancellationToken, int> Write { get; init; }

    /// <inheritdoc/>
    public override string Location => Store.Location;

    /// <inheritdoc/>
    public override string Place => Store.Find(Table);

    /// <inheritdoc/>
    public override PublicationTransaction Begin(CancellationToken cancel) => new FileTransaction(Store, cancel);
}

/// <summary>Brings files to their place unseen, and makes them appear at the commit, each as a whole.</summary>
sealed class FileTransaction(FileStore store, CancellationToken cancel) : PublicationTransaction
{
    readonly List<(string Path, StagedFile File)> _staged = [];
    readonly Dictionary<string, FileNote?> _notes = new(StringComparer.Ordinal);

    /// <summary>Of which file is not known.</summary>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => null;

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node, SaveRequest save)
    {
        if (!_notes.TryGetValue(save.Table, out var note))
            _notes[save.Table] = note = store.FindNote(save.Table, cancel);
        return note is { } found && found.Run == run && found.Node == node ? (found.Rows, found.At) : null;
    }

    /// <inheritdoc/>
    public override void Put(SaveRequest save, CancellationToken cancel)
    {
        var path = store.Find(save.Table);
        if (_staged.Any(s => s.Path == path))
            throw new ResourceException(store.Name, $"Resource '{store.Name}': '{save.Table}' is written twice in one run. Give each its own path.");
        var file = store.Stage(save.Table);
        _staged.Add((path, file));
        save.Rows = file.Write(((FileSave)save).Write, cancel);
    }

    /// <summary>Sends what was put last, which says whose it is.</summary>
    public override void Note(string run, string node, SaveRequest save, DateTimeOffset at) => _staged[^1].File.Send(new FileNote(run, node, save.Rows, at), cancel);

    /// <summary>Sends what was put last, for nobody's run.</summary>
    public void Send() => _staged[^1].File.Send(null, cancel);

    /// <inheritdoc/>
    public override void Commit()
    {
        foreach (var (_, file) in _staged)
            file.Commit();
    }

    /// <summary>Takes back what was not committed.</summary>
    public override void Dispose()
    {
        for (var i = _staged.Count - 1; i >= 0; i--)
            _staged[i].File.Dispose();
    }
}

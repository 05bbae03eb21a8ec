namespace Aqueduct.Runtime;

/// <summary>A part of an object store as a place of files. They pass through a file of the home on their way there and back, so that memory does not grow with them and formats can seek.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="objects">The objects.</param>
/// <param name="home">The Aqueduct home.</param>
sealed class ObjectFiles(string name, ObjectStore objects, string home) : FileStore(name)
{
    /// <summary>Names that are looked at for one that was meant.</summary>
    const int MostNames = 1000;

    /// <inheritdoc/>
    public override string Location => objects.Location;

    /// <inheritdoc/>
    public override string Find(string path) => IsCrooked(path) ? throw Outside(path, $"'{Location}'") : $"{Location}/{path}";

    /// <inheritdoc/>
    public override Stream Open(string path, CancellationToken cancel)
    {
        Find(path);
        var file = NewFile("read", path);
        try
        {
            if (!objects.ReadAsync(path, file, cancel).GetAwaiter().GetResult())
                throw new ResourceException(Name, $"Resource '{Name}': there is no file '{path}' in '{Location}'.{Hint(path, cancel)}");
            file.Position = 0;
            return file;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is IOException)
                throw Full("read", path, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> List(string folder, string beginning, CancellationToken cancel)
    {
        if (folder.Length > 0)
            Find(folder);
        var within = folder.Length == 0 ? "" : folder + "/";
        // An object whose name is that of the folder, with its slash, is how some tools show that there is one.
        return objects.ListAsync(within + beginning, nested: false, cancel).Where(o => o.Key.Length > within.Length).Select(o => o.Key[within.Length..]).ToBlockingEnumerable(cancel);
    }

    /// <inheritdoc/>
    public override bool AppearsWhole => true;

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> Look(string beginning, Func<string, bool> enters, CancellationToken cancel) =>
        objects.ListAsync(beginning, nested: true, cancel).Where(o => !IsCrooked(o.Key)).Select(o => new FileEntry(o.Key, o.Bytes, o.ModifiedAt)).ToBlockingEnumerable(cancel);

    /// <inheritdoc/>
    public override StagedFile Stage(string path)
    {
        Find(path);
        return new ObjectFile(objects, path, () => NewFile("written", path), e => Full("written", path, e));
    }

    /// <inheritdoc/>
    public override FileNote? FindNote(string path, CancellationToken cancel)
    {
        Find(path);
        return FileNote.Parse(objects.FindAsync(path, cancel).GetAwaiter().GetResult()?.Note);
    }

    FileStream NewFile(string verb, string path)
    {
        try
        {
            return new FileArtifacts(home).NewPassing();
        }
        catch (HomeException e)
        {
            throw Full(verb, path, e);
        }
    }

    string Hint(string path, CancellationToken cancel)
    {
        var folder = path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
        return Nearest.Hint(path[(folder.Length == 0 ? 0 : folder.Length + 1)..], List(folder, "", cancel).Take(MostNames));
    }

    ResourceException Full(string verb, string path, Exception e) =>
        new(Name, $"Resource '{Name}': '{path}' cannot be {verb}, because the Aqueduct home has no room for it on its way: {e.Message}", e) { IsSystem = true };
}

/// <summary>A file that is sent to an object store as far as this can be done unseen, and appears by one request more.</summary>
/// <param name="objects">The objects.</param>
/// <param name="path">Name of the object.</param>
/// <param name="create">Makes the file of the home that it passes through.</param>
/// <param name="full">What is said where that file cannot be written.</param>
sealed class ObjectFile(ObjectStore objects, string path, Func<FileStream> create, Func<Exception, ResourceException> full) : StagedFile
{
    FileStream? _file;
    StagedObject? _sent;
    bool _committed;

    /// <inheritdoc/>
    public override int Write(Func<Stream, CancellationToken, int> write, CancellationToken cancel)
    {
        _file = create();
        try
        {
            var rows = write(_file, cancel);
            _file.Flush();
            return rows;
        }
        catch (IOException e)
        {
            throw full(e);
        }
    }

    /// <inheritdoc/>
    public override void Send(FileNote? note, CancellationToken cancel)
    {
        _file!.Position = 0;
        _sent = objects.StageAsync(path, _file, new(ContentTypes.Of(path), note?.ToString()), cancel).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override void Commit()
    {
        // What has begun to appear is not stopped half way.
        _sent!.CommitAsync(CancellationToken.None).GetAwaiter().GetResult();
        _committed = true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_committed)
            _sent?.AbandonAsync().GetAwaiter().GetResult();
        _file?.Dispose();
    }
}

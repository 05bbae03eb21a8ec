namespace Aqueduct.Runtime;

/// <summary>Writes the streams of nodes to disk while they are made, batch by batch, so that memory holds a few batches of them and no more.</summary>
abstract class StreamKeeper
{
    /// <summary>Writes a stream to its end and returns what reads it from disk.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public async Task<IAsyncEnumerable<Table<T>>> KeepAsync<T>(IAsyncEnumerable<Table<T>> stream, CancellationToken cancel)
    {
        var file = await WritingAsync(() => Transient.CallAsync(_ => new ValueTask<HashingFile>(Create()), cancel).AsTask()).ConfigureAwait(false);
        try
        {
            string hash;
            long rows;
            try
            {
                rows = await StreamCodec<T>.WriteAsync(stream, file, WritingAsync, cancel).ConfigureAwait(false);
                hash = file.Finish();
            }
            finally
            {
                await WritingAsync(() => file.DisposeAsync().AsTask()).ConfigureAwait(false);
            }

            if (rows > int.MaxValue)
                throw new NotSupportedException($"The stream has {Words.Count(rows)} rows of {typeof(T).Name}; one node gives at most {Words.Count(int.MaxValue)}. Give each part of the data a node of its own, a map for instance.");
            return await WritingAsync(() => KeepAsync<T>(file, hash, rows, cancel)).ConfigureAwait(false);
        }
        finally
        {
            ArtifactStore.Remove(file.Path);
        }
    }

    /// <summary>A new file.</summary>
    protected abstract HashingFile Create();

    /// <summary>Takes the finished file.</summary>
    protected abstract Task<IAsyncEnumerable<Table<T>>> KeepAsync<T>(HashingFile file, string hash, long rows, CancellationToken cancel);

    /// <summary>Where the files are, for messages.</summary>
    protected abstract string Place { get; }

    Task WritingAsync(Func<Task> write) => WritingAsync(async () =>
    {
        await write().ConfigureAwait(false);
        return true;
    });

    /// <summary>What the disk refuses is no fault of the node's code.</summary>
    async Task<R> WritingAsync<R>(Func<Task<R>> write)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(Place, e);
        }
    }
}

/// <summary>Keeps streams as artifacts: each becomes one as it is written.</summary>
/// <param name="store">Keeps them.</param>
sealed class ArtifactStreams(ArtifactStore store) : StreamKeeper
{
    protected override string Place => store.Root;

    protected override HashingFile Create() => store.Begin();

    protected override async Task<IAsyncEnumerable<Table<T>>> KeepAsync<T>(HashingFile file, string hash, long rows, CancellationToken cancel)
    {
        await Transient.CallAsync(async token =>
        {
            await store.KeepAsync(file.Path, hash, token).ConfigureAwait(false);
            return true;
        }, cancel).ConfigureAwait(false);
        return new StoredStream<T>(rows, (hash, file.Length), async token => await store.OpenAsync(hash, token).ConfigureAwait(false));
    }
}

/// <summary>Keeps streams as files that are gone when it is disposed of: where a run stores no artifacts, and inside maps.</summary>
/// <param name="home">The Aqueduct home: other folders may be too small for what memory has no room for, or not writable.</param>
sealed class TemporaryStreams(string home) : StreamKeeper, IDisposable
{
    readonly string _folder = new FileArtifacts(home).Incoming;
    readonly Lock _gate = new();
    readonly List<SharedFile> _files = [];

    /// <summary>Another place of the same home, for what goes earlier.</summary>
    public TemporaryStreams Begin() => new(home);

    protected override string Place => _folder;

    protected override HashingFile Create()
    {
        Directory.CreateDirectory(_folder);
        return HashingFile.In(_folder);
    }

    protected override Task<IAsyncEnumerable<Table<T>>> KeepAsync<T>(HashingFile file, string hash, long rows, CancellationToken cancel)
    {
        var shared = new SharedFile(file.Path);
        lock (_gate)
            _files.Add(shared);
        return Task.FromResult<IAsyncEnumerable<Table<T>>>(new StoredStream<T>(rows, null, _ => new(shared.Read())));
    }

    public void Dispose()
    {
        lock (_gate)
            foreach (var file in _files)
                file.Dispose();
    }
}

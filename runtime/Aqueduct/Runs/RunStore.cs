using System.Collections.Concurrent;

namespace Aqueduct.Runtime;

/// <summary>The runs of one store. Several processes may use it at once.</summary>
sealed class RunStore : IAsyncDisposable
{
    readonly StoreDatabase _database;
    readonly StoreWriter _writer;
    readonly StoreSession _reader;
    readonly RunQueries _queries;
    readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    LiveLock? _live;
    RunStore? _earlier;
    ArtifactStore? _artifacts;

    RunStore(string home, StoreDatabase database, StoreSession writer, StoreSession reader) =>
        (Home, _database, _writer, _reader, _queries) = (home, database, new StoreWriter(writer, database.Name), reader, new RunQueries(reader));

    /// <summary>The home of this process: where artifacts are, and the lock that says that the process lives.</summary>
    public string Home { get; }

    /// <summary>Where a person finds the store.</summary>
    public string Name => _database.Name;

    /// <summary>Where the runs are, in a sentence to a person.</summary>
    public string Place => _database.PlaceOf(Home);

    /// <summary>Opens the SQLite store of a home.</summary>
    /// <inheritdoc cref="Open(string, StoreDatabase, TimeProvider)"/>
    public static RunStore Open(string home, TimeProvider clock) => Open(home, new SqliteStore(home), clock);

    /// <summary>Opens a store, creating it where it is missing, and marks as failed the runs whose process has died.</summary>
    /// <exception cref="HomeException">The home or the store cannot be written.</exception>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public static RunStore Open(string home, StoreDatabase database, TimeProvider clock)
    {
        AqueductHome.Prepare(home);
        var writer = database.Open();
        try
        {
            InterruptedRuns.Close(writer, home, clock);
            return new RunStore(home, database, writer, database.Connect());
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store in a folder that is thrown away: what is recorded and kept goes with it, what earlier runs have left is found.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="earlier">The runs there have been; null where there are none.</param>
    /// <param name="home">Home of the artifacts there have been.</param>
    /// <param name="clock">Tells the time.</param>
    public static RunStore OpenOver(string folder, RunStore? earlier, string home, TimeProvider clock)
    {
        var store = Open(folder, clock);
        (store._earlier, store._artifacts) = (earlier, new ArtifactStore(folder, new OverlaidArtifacts(new FileArtifacts(folder), ArtifactStore.Open(home).Place)));
        return store;
    }

    /// <summary>The artifacts of the store's runs.</summary>
    public ArtifactStore Artifacts => _artifacts ?? ArtifactStore.Open(Home);

    /// <summary>Reads what earlier runs have left.</summary>
    /// <inheritdoc cref="Read"/>
    public T ReadEarlier<T>(Func<RunQueries, T> query) => (_earlier ?? this).Read(query);

    /// <summary>The token that says, with each run of this process, that the process lives.</summary>
    public string ClaimRuns()
    {
        lock (_writer)
        {
            if (_live is null)
            {
                _live = LiveLock.Acquire(Home, _database.HasManyHomes);
                _writer.Append(new OwnerClaimed(_live.Token));
            }

            return _live.Token;
        }
    }

    /// <summary>Whether this process sees a version of a workflow for the first time.</summary>
    public bool Sees(string version) => _seen.TryAdd(version, true);

    /// <summary>Appends an event; it is durable when a later <see cref="FlushAsync"/> returns.</summary>
    public void Append(RunEvent happened) => _writer.Append(happened);

    /// <summary>Reads and writes in one transaction of its own, after everything appended before; whatever it throws undoes it.</summary>
    /// <exception cref="HomeException">It cannot be written.</exception>
    public Task<T> WriteAsync<T>(Func<StoreTransaction, T> call) => _writer.CallAsync(call);

    /// <summary>Waits until everything appended so far is on disk.</summary>
    /// <exception cref="HomeException">It cannot be written: full disk, read-only file system, a server that is gone.</exception>
    public Task FlushAsync() => _writer.FlushAsync();

    /// <summary>Reads with a connection of its own, one caller at a time.</summary>
    /// <exception cref="HomeException">It cannot be read.</exception>
    public T Read<T>(Func<RunQueries, T> query)
    {
        lock (_reader)
            return _reader.Read(() => query(_queries));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _reader.Dispose();
        _live?.Dispose();
    }
}

using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The runs of one Aqueduct home, in SQLite. Several processes may use one home at once.</summary>
sealed class RunStore : IAsyncDisposable
{
    readonly StoreWriter _writer;
    readonly SqliteConnection _reader;
    LiveLock? _live;

    RunStore(string home, string path, StoreWriter writer, SqliteConnection reader) => (Home, Path, _writer, _reader) = (home, path, writer, reader);

    /// <summary>The home.</summary>
    public string Home { get; }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Opens the store, creating it where it is missing, and marks as failed the runs whose process has died.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public static RunStore Open(string home, TimeProvider clock)
    {
        AqueductHome.Prepare(home);
        var path = PathIn(home);
        SqliteConnection? connection = null, reader = null;
        try
        {
            connection = Connect(path);
            StoreSchema.Prepare(connection, path);
            InterruptedRuns.Close(connection, home, clock);
            reader = Connect(path);
            return new RunStore(home, path, new StoreWriter(connection, path), reader);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            reader?.Dispose();
            if (e is SqliteException)
                throw new HomeException(path, e);
            throw;
        }
    }

    /// <summary>Whether <paramref name="home"/> has a store.</summary>
    public static bool Exists(string home) => File.Exists(PathIn(home));

    /// <summary>The token that says, with each run of this process, that the process lives.</summary>
    public string ClaimRuns()
    {
        lock (_writer)
            return (_live ??= LiveLock.Acquire(Home)).Token;
    }

    /// <summary>Appends an event; it is durable when a later <see cref="FlushAsync"/> returns.</summary>
    public void Append(RunEvent happened) => _writer.Append(happened);

    /// <summary>Waits until everything appended so far is on disk.</summary>
    /// <exception cref="HomeException">It cannot be written: full disk, read-only file system.</exception>
    public Task FlushAsync() => _writer.FlushAsync();

    /// <summary>Reads with a connection of its own, one caller at a time.</summary>
    public T Read<T>(Func<RunQueries, T> query)
    {
        lock (_reader)
            return query(new RunQueries(_reader));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _reader.DisposeAsync().ConfigureAwait(false);
        _live?.Dispose();
    }

    static string PathIn(string home) => System.IO.Path.Combine(home, "aqueduct.db");

    static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
        return connection;
    }
}

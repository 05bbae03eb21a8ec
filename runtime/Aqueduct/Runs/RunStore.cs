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
        try
        {
            return Transient.Call(() => Open(home, path, clock));
        }
        catch (SqliteException e)
        {
            throw new HomeException(path, e);
        }
    }

    static RunStore Open(string home, string path, TimeProvider clock)
    {
        SqliteConnection? connection = null, reader = null;
        try
        {
            connection = Connect(path);
            StoreSchema.Prepare(connection, path);
            InterruptedRuns.Close(connection, home, clock);
            reader = Connect(path);
            return new RunStore(home, path, new StoreWriter(connection, path), reader);
        }
        catch
        {
            connection?.Dispose();
            reader?.Dispose();
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

    /// <summary>Reads and writes in one transaction of its own, after everything appended before; whatever it throws undoes it.</summary>
    /// <exception cref="HomeException">It cannot be written.</exception>
    public Task<T> WriteAsync<T>(Func<StoreTransaction, T> call) => _writer.CallAsync(call);

    /// <summary>Waits until everything appended so far is on disk.</summary>
    /// <exception cref="HomeException">It cannot be written: full disk, read-only file system.</exception>
    public Task FlushAsync() => _writer.FlushAsync();

    /// <summary>Reads with a connection of its own, one caller at a time.</summary>
    public T Read<T>(Func<RunQueries, T> query)
    {
        lock (_reader)
            return Read(_reader, Path, query);
    }

    /// <summary>Reads a store that may not be written, such as one on a read-only disk; runs whose process died stay as they are.</summary>
    /// <exception cref="HomeException">It cannot be read either.</exception>
    public static T ReadOnly<T>(string home, Func<RunQueries, T> query)
    {
        var path = PathIn(home);
        // Without a log beside it the file is all there is: SQLite need not create the files it shares the log with.
        var log = new FileInfo(path + "-wal");
        var source = log is { Exists: true, Length: > 0 } ? path : $"file:{string.Join('/', path.Split('/', '\\').Select(Uri.EscapeDataString))}?immutable=1";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        return Read(connection, path, q =>
        {
            StoreSchema.Prepare(connection, path);
            return query(q);
        });
    }

    static T Read<T>(SqliteConnection connection, string path, Func<RunQueries, T> query)
    {
        try
        {
            return Transient.Call(() =>
            {
                if (connection.State != System.Data.ConnectionState.Open)
                    connection.Open();
                Failpoints.Reach(Failpoint.StoreReads);
                return query(new RunQueries(connection));
            });
        }
        catch (SqliteException e)
        {
            throw new HomeException(path, e);
        }
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

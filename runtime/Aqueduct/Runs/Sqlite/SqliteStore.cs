using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The run store of one home, in SQLite. Several processes may use one home at once.</summary>
sealed class SqliteStore(string home) : StoreDatabase
{
    /// <summary>The database file.</summary>
    public override string Name { get; } = Path.Combine(home, "aqueduct.db");

    public override bool Exists() => File.Exists(Name);

    public override StoreSession Open() => Open(c => StoreSchema.Prepare(c, Name));

    public override StoreSession Connect() => Open(static _ => { });

    SqliteStoreSession Open(Action<SqliteConnection> prepare)
    {
        try
        {
            return Transient.Call(() => OpenOnce(prepare));
        }
        catch (SqliteException e)
        {
            throw new HomeException(Name, e);
        }
    }

    SqliteStoreSession OpenOnce(Action<SqliteConnection> prepare)
    {
        var connection = ToWrite();
        try
        {
            prepare(connection);
            return new SqliteStoreSession(connection, Name);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override StoreSession OpenReadOnly()
    {
        // Without a log beside it the file is all there is: SQLite need not create the files it shares the log with.
        var log = new FileInfo(Name + "-wal");
        var source = log is { Exists: true, Length: > 0 } ? Name : $"file:{string.Join('/', Name.Split('/', '\\').Select(Uri.EscapeDataString))}?immutable=1";
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            StoreSchema.Prepare(connection, Name);
            return new SqliteStoreSession(connection, Name);
        }
        catch (Exception e)
        {
            connection.Dispose();
            if (e is SqliteException)
                throw new HomeException(Name, e);
            throw;
        }
    }

    SqliteConnection ToWrite()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Name, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Tests.Data;

/// <summary>A database of its own to read from and save to, gone with the test.</summary>
interface ITestDatabase : IDisposable
{
    Database Database { get; }

    /// <summary>Carries out a statement beside Aqueduct.</summary>
    void Do(string sql);

    /// <summary>The rows a statement gives, their values joined by commas.</summary>
    string[] Rows(string sql);
}

static class TestDatabaseExtensions
{
    public static Table<T> Query<T>(this ITestDatabase test, string sql, params SqlArgument[] arguments) => test.Database.Query<T>(sql, arguments, default);

    public static ResourceException QueryError<T>(this ITestDatabase test, string sql, params SqlArgument[] arguments) => Assert.Throws<ResourceException>(() => test.Query<T>(sql, arguments));

    /// <summary>Saves as a plain call does: in a transaction of its own.</summary>
    public static void Save<T>(this ITestDatabase test, string table, SaveMode mode, Table<T> rows, string? key = null, CancellationToken cancel = default)
    {
        using var transaction = test.Database.BeginSave(cancel);
        transaction.Stage(TableSave.Of(test.Database, table, mode, rows, key), cancel);
        transaction.Commit();
    }

    /// <summary>Saves a stream as a plain call does.</summary>
    /// <returns>The number of rows that were written.</returns>
    public static int SaveBatches<T>(this ITestDatabase test, string table, SaveMode mode, IAsyncEnumerable<Table<T>> rows, string? key = null, CancellationToken cancel = default)
    {
        using var transaction = test.Database.BeginSave(cancel);
        var save = TableSave.Of(test.Database, table, mode, rows, key);
        transaction.Stage(save, cancel);
        transaction.Commit();
        return save.Rows;
    }

    public static ResourceException SaveError<T>(this ITestDatabase test, string table, SaveMode mode, Table<T> rows, string? key = null) =>
        Assert.Throws<ResourceException>(() => test.Save(table, mode, rows, key));
}

sealed class SqliteTest : ITestDatabase
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public Database Database => new SqliteDatabase { Name = "shop", File = Path.Combine(_folder, "test.db") };

    public void Do(string sql)
    {
        using var session = Open();
        session.Execute(sql);
    }

    public string[] Rows(string sql)
    {
        using var session = Open();
        using var statement = session.Prepare(sql);
        var rows = new List<string>();
        while (statement.Step())
            rows.Add(string.Join(",", Enumerable.Range(0, statement.ColumnCount).Select(c => statement.TypeOf(c) == SQLitePCL.raw.SQLITE_NULL ? "NULL" : statement.NativeText(c))));
        return [.. rows];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    SqliteSession Open() => SqliteSession.Open("test", Path.Combine(_folder, "test.db"), write: true, default);
}

/// <summary>A schema of the shared server.</summary>
sealed class PostgresTest : ITestDatabase
{
    readonly PostgresServer _server;

    public PostgresTest(PostgresServer? server = null)
    {
        _server = server ?? PostgresServer.Shared;
        _server.Do($"CREATE SCHEMA {Schema}");
    }

    public string Schema { get; } = "d" + Guid.NewGuid().ToString("N");

    public string Url => _server.Url(Schema);

    public Database Database => Of(Url);

    public static PostgresDatabase Of(string url, TimeSpan? patience = null)
    {
        var address = PostgresAddress.ParseResource("shop", url);
        // A mistake by which two wait for each other fails a test and does not hang it.
        address.CommandTimeout = 60;
        return new() { Name = "shop", Address = address, Patience = new Patience(patience ?? TimeSpan.FromSeconds(5), TimeProvider.System) };
    }

    public void Do(string sql) => Rows(sql);

    public string[] Rows(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? "NULL" : reader.GetString(c))));
        return [.. rows];
    }

    /// <summary>A connection beside Aqueduct, whose search path is the schema.</summary>
    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(((PostgresDatabase)Database).Address.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => _server.Do($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
}

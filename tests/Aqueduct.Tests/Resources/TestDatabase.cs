using Aqueduct.Runtime;

namespace Aqueduct.Tests.Resources;

/// <summary>A SQLite file in a folder of its own, removed with it.</summary>
sealed class TestDatabase : IDisposable
{
    public TestDatabase(params string[] statements)
    {
        Folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;
        File = Path.Combine(Folder, "test.db");
        Do(statements);
    }

    public string Folder { get; }

    public string File { get; }

    public SqliteDatabase Database => new() { Name = "shop", File = File };

    /// <summary>Runs statements on a connection of their own.</summary>
    public void Do(params string[] statements)
    {
        using var session = SqliteSession.Open("test", File, write: true, default);
        foreach (var statement in statements)
            session.Execute(statement);
    }

    /// <summary>The rows a statement gives, their values joined by commas.</summary>
    public string[] Rows(string sql, string? file = null)
    {
        using var session = SqliteSession.Open("test", file ?? File, write: false, default);
        using var statement = session.Prepare(sql);
        var rows = new List<string>();
        while (statement.Step())
            rows.Add(string.Join(",", Enumerable.Range(0, statement.ColumnCount).Select(c => statement.TypeOf(c) == SQLitePCL.raw.SQLITE_NULL ? "NULL" : statement.NativeText(c))));
        return [.. rows];
    }

    public Table<T> Query<T>(string sql, params SqlArgument[] arguments) => Database.Query<T>(sql, arguments, default);

    public string QueryError<T>(string sql, params SqlArgument[] arguments) => Assert.Throws<ResourceException>(() => Query<T>(sql, arguments)).Message;

    /// <summary>Saves as a plain call does: in a transaction of its own.</summary>
    public void Save<T>(string table, SaveMode mode, Table<T> rows, string? key = null, CancellationToken cancel = default)
    {
        using var transaction = Database.BeginSave(cancel);
        transaction.Stage(TableSave.Of(Database, table, mode, rows, key), cancel);
        transaction.Commit();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

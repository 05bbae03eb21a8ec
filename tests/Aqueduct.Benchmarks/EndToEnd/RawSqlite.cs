using SQLitePCL;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>The sqlite3 C API with nothing between: prepared statements over one connection.</summary>
sealed class RawSqlite : IDisposable
{
    readonly sqlite3 _database;

    static RawSqlite() => Batteries_V2.Init();

    public RawSqlite(string path) => Expect(raw.sqlite3_open(path, out _database), raw.SQLITE_OK);

    public void Execute(string sql) => Expect(raw.sqlite3_exec(_database, sql), raw.SQLITE_OK);

    public sqlite3_stmt Prepare(string sql)
    {
        Expect(raw.sqlite3_prepare_v2(_database, sql, out var statement), raw.SQLITE_OK);
        return statement;
    }

    /// <summary>Whether the statement gave a row.</summary>
    public bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        return result == raw.SQLITE_ROW || Expect(result, raw.SQLITE_DONE);
    }

    public void Dispose() => _database.Dispose();

    bool Expect(int result, int expected) => result == expected
        ? false
        : throw new InvalidOperationException($"SQLite answered {result}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
}

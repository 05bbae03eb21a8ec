using System.Text;
using SQLitePCL;

namespace Aqueduct.Runtime;

/// <summary>One connection to a SQLite file through SQLite's own C API, which reads and writes in bulk about three times faster than ADO.NET.</summary>
sealed class SqliteSession : IDisposable
{
    const int StepsBetweenChecks = 10_000;
    static readonly TimeSpan LockWait = TimeSpan.FromSeconds(60);
    readonly sqlite3 _db;
    readonly string _resource;
    readonly string _file;
    readonly CancellationToken _cancel;
    readonly delegate_progress _canceled;

    static SqliteSession() => Batteries_V2.Init();

    SqliteSession(sqlite3 db, string resource, string file, CancellationToken cancel)
    {
        (_db, _resource, _file, _cancel) = (db, resource, file, cancel);
        // Asked from within a running statement, so that one long statement can be canceled too, and no interrupt can come too early.
        _canceled = _ => cancel.IsCancellationRequested ? 1 : 0;
        if (cancel.CanBeCanceled)
            raw.sqlite3_progress_handler(db, StepsBetweenChecks, _canceled, null);
        raw.sqlite3_busy_timeout(db, 30_000);
    }

    /// <summary>Opens the file; for reading it is never created, and changed only to undo what a killed program left half done.</summary>
    public static SqliteSession Open(string resource, string file, bool write, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var session = OpenAs(resource, file, write, cancel);
        if (write || !session.NeedsRecovery)
            return session;
        session.Dispose();
        using (var recovery = OpenAs(resource, file, write: true, cancel))
            _ = recovery.NeedsRecovery;
        return OpenAs(resource, file, write, cancel);
    }

    static SqliteSession OpenAs(string resource, string file, bool write, CancellationToken cancel)
    {
        // One thread at a time uses a session: without SQLite's own lock around every value reading and writing take a good deal less.
        var code = raw.sqlite3_open_v2(file, out var db, raw.SQLITE_OPEN_NOMUTEX | (write ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READONLY), null);
        if (code == raw.SQLITE_OK)
            return new SqliteSession(db, resource, file, cancel);
        var reason = raw.sqlite3_errmsg(db).utf8_to_string();
        db.Dispose();
        throw new ResourceException(resource, $"Resource '{resource}': '{file}' cannot be opened: {reason}.");
    }

    // A journal that has to be rolled back refuses readers who may not write: "attempt to write a readonly database".
    bool NeedsRecovery
    {
        get
        {
            var code = raw.sqlite3_prepare_v2(_db, "SELECT 1 FROM sqlite_master LIMIT 1", out var probe);
            using (probe)
                return (code == raw.SQLITE_OK ? raw.sqlite3_step(probe) : code) == raw.SQLITE_READONLY;
        }
    }

    /// <summary>Whether text is stored as UTF-8, as it nearly always is.</summary>
    public bool IsUtf8 => field || (field = Scalar("PRAGMA encoding") == "UTF-8");

    /// <summary>Compiles the first statement of <paramref name="sql"/>.</summary>
    /// <returns>Null when only white space and comments are left.</returns>
    public SqliteStatement? Prepare(ReadOnlySpan<byte> sql, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (sql.IsEmpty)
            return null;
        var code = raw.sqlite3_prepare_v2(_db, sql, out var statement, out rest);
        if (code != raw.SQLITE_OK)
            throw Error(code, Encoding.UTF8.GetString(sql));
        return statement.IsInvalid ? null : new SqliteStatement(this, statement, Encoding.UTF8.GetString(sql[..^rest.Length]));
    }

    /// <summary>Compiles one statement.</summary>
    public SqliteStatement Prepare(string sql) => Prepare(Encoding.UTF8.GetBytes(sql), out _) ?? throw new ArgumentException("There is no statement.", nameof(sql));

    /// <summary>Whether nothing but white space and comments is left.</summary>
    public bool IsBlank(ReadOnlySpan<byte> sql)
    {
        if (sql.IsEmpty)
            return true;
        var code = raw.sqlite3_prepare_v2(_db, sql, out var statement, out _);
        using (statement)
            return code == raw.SQLITE_OK && statement.IsInvalid;
    }

    /// <summary>Runs one statement to its end.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first value a statement gives, as text; null when it gives none.</summary>
    public string? Scalar(string sql, string? argument = null)
    {
        using var statement = Prepare(sql);
        if (argument is not null)
            statement.BindText(1, argument);
        return statement.Step() && statement.TypeOf(0) != raw.SQLITE_NULL ? statement.NativeText(0) : null;
    }

    /// <summary>Starts a transaction that may write; waits for others who do, at most a minute.</summary>
    public void Begin()
    {
        raw.sqlite3_busy_timeout(_db, 200);
        var giveUp = Environment.TickCount64 + (long)LockWait.TotalMilliseconds;
        using (var begin = Prepare("BEGIN IMMEDIATE"))
            while (!begin.TryRun())
                if (_cancel.IsCancellationRequested || Environment.TickCount64 > giveUp)
                    throw Error(raw.SQLITE_BUSY, "BEGIN IMMEDIATE");
        raw.sqlite3_busy_timeout(_db, 30_000);
    }

    /// <summary>What SQLite says went wrong, with the resource, the file and the statement; the caller's cancellation as such.</summary>
    public Exception Error(int code, string sql)
    {
        if (_cancel.IsCancellationRequested && (code & 0xff) is raw.SQLITE_INTERRUPT or raw.SQLITE_BUSY)
            return new OperationCanceledException(_cancel);
        var reason = raw.sqlite3_errmsg(_db).utf8_to_string();
        var advice = (code & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => " Another program holds the database; try again when it is done.",
            raw.SQLITE_FULL => " Nothing was changed; free space and try again.",
            raw.SQLITE_NOTADB => " The file is no SQLite database.",
            raw.SQLITE_READONLY => " A query may not change the database, and a save needs permission to write the file and its folder.",
            _ when reason.StartsWith("ON CONFLICT", StringComparison.Ordinal) => " An upsert finds the rows to update by a unique index on its key: add one with CREATE UNIQUE INDEX.",
            _ when reason.StartsWith("no such table: ", StringComparison.Ordinal) => TablesHint(reason["no such table: ".Length..]),
            _ => "",
        };
        return new ResourceException(_resource, $"Resource '{_resource}' ('{_file}'): {reason}.{advice} In: {DatabaseTexts.FirstLine(sql)}")
        {
            IsSystem = (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM,
            IsTransient = (code & 0xff) is raw.SQLITE_IOERR or raw.SQLITE_PROTOCOL,
        };
    }

    /// <summary>A failure that SQLite itself does not see.</summary>
    public ResourceException Error(string message) => new(_resource, $"Resource '{_resource}' ('{_file}'): {message}");

    /// <inheritdoc/>
    public void Dispose()
    {
        raw.sqlite3_progress_handler(_db, 0, null, null);
        _db.Dispose();
        GC.KeepAlive(_canceled);
    }

    string TablesHint(string missing)
    {
        var tables = new List<string>();
        using var names = Prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name LIMIT 100");
        while (names.Step())
            tables.Add(names.NativeText(0));
        return tables.Count == 0 ? " The database has no tables." : DatabaseTexts.Tables(tables, missing);
    }
}

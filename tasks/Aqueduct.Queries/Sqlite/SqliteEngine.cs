using System.Text;
using Aqueduct.Sql;
using SQLitePCL;

namespace Aqueduct.Queries.Sqlite;

/// <summary>SQLite with the tables of one resource, empty and in memory: it prepares queries as the app's own will.</summary>
sealed class SqliteEngine : IDisposable
{
    const int StepsBetweenChecks = 10_000, MostChecks = 100;
    static readonly HashSet<string> HiddenColumns = new(["rank", "docid", "languageid"], StringComparer.OrdinalIgnoreCase);
    readonly sqlite3 _db;
    readonly SqlTables? _tables;
    readonly IReadOnlySet<string> _saved;
    readonly CancellationToken _cancel;
    readonly delegate_progress _patience;
    bool _isWhole;
    int _checks;

    /// <param name="tables">The tables; null where nobody knows them: then names are not judged.</param>
    /// <param name="saved">Tables that the app makes itself.</param>
    public SqliteEngine(SqlTables? tables, IReadOnlySet<string> saved, CancellationToken cancel)
    {
        (_tables, _saved, _cancel, _isWhole) = (tables, saved, cancel, tables is not null);
        if (raw.sqlite3_open_v2(":memory:", out _db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_MEMORY, null) != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite opens no database in memory: {raw.sqlite3_errmsg(_db).utf8_to_string()}");
        _patience = _ => _cancel.IsCancellationRequested || ++_checks > MostChecks ? 1 : 0;
        raw.sqlite3_progress_handler(_db, StepsBetweenChecks, _patience, null);
        foreach (var name in tables?.Names ?? [])
            _isWhole &= Create(name, tables!.Find(null, name)!);
    }

    /// <summary>Prepares each statement of a query.</summary>
    /// <returns>What is wrong with it whatever the database holds; null where nothing is.</returns>
    public Complaint? Check(string query)
    {
        var tokens = Tokens(query);
        Run("BEGIN");
        try
        {
            return Prepare(query, tokens);
        }
        finally
        {
            Run("ROLLBACK"); // the query's own temporary tables
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        raw.sqlite3_progress_handler(_db, 0, null, null);
        _db.Dispose();
        GC.KeepAlive(_patience);
    }

    Complaint? Prepare(string query, IReadOnlyList<SqlToken> tokens)
    {
        var text = Encoding.UTF8.GetBytes(query);
        ReadOnlySpan<byte> rest = text;
        // Full-text tables have columns that no snapshot holds, and a save may give its table others.
        var knowsColumns = _isWhole && !tokens.Any(t => t.Is("MATCH") || IsName(t, _saved.Contains));
        var knowsTables = _isWhole;
        while (!rest.IsEmpty)
        {
            var code = raw.sqlite3_prepare_v2(_db, rest, out var statement, out var tail);
            if (code != raw.SQLITE_OK)
            {
                // Other codes, such as for too little memory, are no fault of the query.
                var words = raw.sqlite3_errmsg(_db).utf8_to_string();
                return code != raw.SQLITE_ERROR || IsOfTheDatabase(words, knowsTables, knowsColumns) ? null
                    : SqliteWords.Say(words, Position(text, text.Length - rest.Length, tokens, words), this);
            }

            using (statement)
            {
                if (statement.IsInvalid)
                    return null; // white space and comments
                var first = Tokens(Encoding.UTF8.GetString(rest[..^tail.Length])).FirstOrDefault();
                if (first.Is("ATTACH") || (first.Is("CREATE") && !Run(statement)))
                    knowsTables = knowsColumns = false;
            }

            rest = tail;
        }

        return null;
    }

    /// <summary>Whether it depends on what is in the database, of which not all is known here.</summary>
    bool IsOfTheDatabase(string words, bool knowsTables, bool knowsColumns)
    {
        if (SqliteWords.After(words, "no such table: ") is { } table)
        {
            var name = table[(table.IndexOf('.') + 1)..];
            return !knowsTables || _saved.Contains(name) || _saved.Contains(table) || _tables!.MayExist(name);
        }

        // A full-text table is a column of itself, and has others that it hides.
        if (SqliteWords.After(words, "no such column: ") is { } column)
            return !knowsColumns || HiddenColumns.Contains(column[(column.LastIndexOf('.') + 1)..]) || Tables.Contains(column, StringComparer.OrdinalIgnoreCase);
        return (!knowsColumns && words.StartsWith("ambiguous column name: ", StringComparison.Ordinal))
            || (!knowsTables && words.StartsWith("unknown database ", StringComparison.Ordinal))
            || words.StartsWith("no such index: ", StringComparison.Ordinal) || words.StartsWith("no query solution", StringComparison.Ordinal)
            || words.StartsWith("no such module: ", StringComparison.Ordinal) || words.StartsWith("ON CONFLICT clause does not match", StringComparison.Ordinal)
            || words.StartsWith("not authorized", StringComparison.Ordinal) || words.EndsWith(" is not a function", StringComparison.Ordinal);
    }

    /// <summary>The first values of a statement's rows.</summary>
    internal IReadOnlyList<string> Column(string sql)
    {
        var values = new List<string>();
        if (raw.sqlite3_prepare_v2(_db, sql, out var statement) == raw.SQLITE_OK)
            using (statement)
                while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                    values.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string());
        return values;
    }

    /// <summary>Names of the tables, and of all their columns.</summary>
    internal IEnumerable<string> Tables => _tables?.Names ?? [];

    /// <inheritdoc cref="Tables"/>
    internal IEnumerable<string> Columns => Tables.SelectMany(t => _tables!.Find(null, t)!).Select(c => c.Name!).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>A column's type changes nothing of what SQLite accepts, so that none is written.</summary>
    bool Create(string name, IReadOnlyList<SqlColumn> columns)
    {
        var own = name.StartsWith("main.", StringComparison.OrdinalIgnoreCase) ? name["main.".Length..] : name;
        var names = columns.Select(c => c.Name!).Distinct(StringComparer.OrdinalIgnoreCase);
        return Run($"CREATE TABLE {Quote(own)} ({string.Join(", ", names.Select(Quote))})");
    }

    bool Run(string sql)
    {
        if (raw.sqlite3_prepare_v2(_db, sql, out var statement) != raw.SQLITE_OK)
            return false;
        using (statement)
            return Run(statement);
    }

    bool Run(sqlite3_stmt statement)
    {
        _checks = 0;
        return raw.sqlite3_step(statement) == raw.SQLITE_DONE;
    }

    /// <summary>The character at fault: as SQLite counts it, or else the first name that its words hold.</summary>
    unsafe int? Position(byte[] text, int start, IReadOnlyList<SqlToken> tokens, string words)
    {
        var offset = SqliteLibrary.Function("sqlite3_error_offset") is not 0 and var function ? ((delegate* unmanaged[Cdecl]<nint, int>)function)(_db.DangerousGetHandle()) : -1;
        if (offset >= 0)
            return Encoding.UTF8.GetCharCount(text, 0, Math.Min(start + offset, text.Length));
        var named = SqliteWords.NameIn(words);
        return tokens.Where(t => named is not null && IsName(t, n => string.Equals(n, named, StringComparison.OrdinalIgnoreCase))).Select(t => (int?)t.Start).FirstOrDefault();
    }

    static bool IsName(SqlToken token, Func<string, bool> isIt) => token.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted && isIt(token.Text);

    static IReadOnlyList<SqlToken> Tokens(string query)
    {
        try
        {
            return SqlLexer.Read(query, SqlDialect.Sqlite);
        }
        catch (SqlMistake)
        {
            return []; // SQLite says itself what is not closed
        }
    }

    static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}

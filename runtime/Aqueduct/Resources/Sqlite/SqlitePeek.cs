using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Aqueduct.Runtime;

/// <summary>The first rows of a table of a SQLite file, whatever its columns hold.</summary>
static class SqlitePeek
{
    /// <summary>Reads them.</summary>
    public static TablePeek Of(SqliteSession session, TableDescription table, PeekSize size, CancellationToken cancel)
    {
        using var statement = session.Prepare(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {DatabaseTexts.Quote(table.Name)} LIMIT {size.Rows + 1}"));
        return TablePeek.Of(table, [.. Enumerable.Range(0, statement.ColumnCount).Select(statement.ColumnName)], Rows(statement, cancel), size);
    }

    static IEnumerable<object?[]> Rows(SqliteStatement statement, CancellationToken cancel)
    {
        while (statement.Step())
        {
            cancel.ThrowIfCancellationRequested();
            yield return [.. Enumerable.Range(0, statement.ColumnCount).Select(c => Cell(statement, c))];
        }
    }

    static object? Cell(SqliteStatement statement, int column) => statement.TypeOf(column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => statement.CurrentInteger,
        raw.SQLITE_FLOAT => statement.CurrentReal,
        raw.SQLITE_BLOB => statement.Blob(column).ToArray(),
        // Programs may have written as text what is none: it is shown as far as it is.
        _ => statement.Session.IsUtf8 ? Encoding.UTF8.GetString(statement.Blob(column)) : statement.NativeText(column),
    };
}

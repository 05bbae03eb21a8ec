using System.Data.Common;
using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>The first rows of a table of a database file, whatever its columns hold: DuckDB makes text of what is no number, text or bytes.</summary>
static class DuckDbPeek
{
    static readonly string[] Plain = ["BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "VARCHAR"];

    /// <summary>Reads them.</summary>
    public static TablePeek Of(DuckDbSession session, TableDescription table, PeekSize size)
    {
        var from = string.Join('.', table.Path.Select(DatabaseTexts.Quote));
        return session.Read(string.Create(CultureInfo.InvariantCulture, $"SELECT {string.Join(", ", table.Columns.Select(Shown))} FROM {from} LIMIT {size.Rows + 1}"),
            reader => TablePeek.Of(table, [.. table.Columns.Select(c => c.Name)], Rows(reader, table.Columns), size));
    }

    static string Shown(ColumnDescription column)
    {
        var name = DatabaseTexts.Quote(column.Name);
        return Plain.Contains(column.Type) ? name : column.Type == "BLOB" ? $"octet_length({name})" : $"CAST({name} AS VARCHAR)";
    }

    static IEnumerable<object?[]> Rows(DbDataReader reader, IReadOnlyList<ColumnDescription> columns)
    {
        while (reader.Read())
            yield return [.. columns.Select((column, c) => reader.IsDBNull(c) ? null : Cell(reader.GetValue(c), column.Type))];
    }

    static object Cell(object value, string type) => type == "BLOB" ? Words.Bytes((long)value)
        : type.StartsWith("DECIMAL", StringComparison.Ordinal) && value is string text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number
        : value;
}

using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>The statements that make a table.</summary>
static class SqlServerStatements
{
    // Text is equal where its characters are, whatever the database's own collation says.
    const string Collation = "COLLATE Latin1_General_100_BIN2";

    /// <summary>The statement that creates the table for the given fields.</summary>
    public static string Create(RelationalTable table, IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        var keys = key.ToArray();
        var parts = fields.Select((f, i) => Declare(f, keys.Contains(i))).ToList();
        if (keys.Length > 0)
            parts.Add($"{(keys.Any(k => fields[k].Nullable) ? "UNIQUE" : "PRIMARY KEY")} ({string.Join(", ", keys.Select(k => SqlServerDatabase.Quote(ColumnNames.ForNew(fields[k]))))})");
        return $"CREATE TABLE {table.Quoted} ({string.Join(", ", parts)})";
    }

    /// <summary>How a column is declared; a key is at most 900 bytes long.</summary>
    public static string Declare(Field field, bool isKey)
    {
        var type = SqlServerTypes.TypeOf(field.Kind);
        if (isKey && type.EndsWith("(max)", StringComparison.Ordinal))
            type = type.Replace("(max)", field.Kind == FieldKind.Bytes ? "(800)" : "(400)", StringComparison.Ordinal);
        var collation = field.Kind is FieldKind.String or FieldKind.Char or FieldKind.Enum ? " " + Collation : "";
        return $"{SqlServerDatabase.Quote(ColumnNames.ForNew(field))} {type}{collation}{(field.Nullable ? " NULL" : " NOT NULL")}";
    }
}

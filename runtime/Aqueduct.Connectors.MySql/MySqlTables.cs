using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.MySql;

/// <summary>Describes the tables and views of a database, and one that is saved to.</summary>
static class MySqlTables
{
    const string Visible = "table_schema = DATABASE() AND table_name NOT LIKE 'aqueduct\\_%'";

    /// <summary>SQL: the names of the tables, at most a hundred.</summary>
    public const string Names = $"SELECT table_name FROM information_schema.tables WHERE {Visible} ORDER BY 1 LIMIT 100";

    // MariaDB writes NULL where a column has no default and may be null.
    const string Columns = $"""
        SELECT c.table_name, c.column_name, c.column_type, t.table_type = 'VIEW', c.is_nullable = 'YES',
          (c.column_default IS NOT NULL AND c.column_default <> 'NULL') OR c.extra LIKE '%auto_increment%' OR c.extra LIKE '%GENERATED%'
        FROM information_schema.columns c JOIN (SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE {Visible}) t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
        ORDER BY c.ordinal_position
        """;

    const string Table = "SELECT table_type, engine, table_comment FROM information_schema.tables WHERE table_name = @p2 AND table_schema = ";

    const string ColumnsOf = "SELECT column_name, column_type, numeric_precision, numeric_scale FROM information_schema.columns WHERE table_name = @p2 AND table_schema = ";

    /// <summary>The tables by name; those of Aqueduct itself are left out.</summary>
    public static IReadOnlyList<TableDescription> Read(RelationalSession session) =>
        TableDescription.Of(session.Rows(Columns, r => ((string?)null, r.GetString(0), new ColumnDescription(r.GetString(1), r.GetString(2), r.GetInt64(3) != 0 ? null : r.GetInt64(4) != 0, r.GetInt64(5) != 0))));

    /// <summary>Looks for a table: one of that very name in the database of the connection, else <c>database.table</c>.</summary>
    /// <returns>The table, and what is noted in its comment.</returns>
    /// <exception cref="ResourceException">It is a view, or a table that knows no transactions.</exception>
    public static (RelationalTable Table, string Comment) Find(RelationalSession session, string name)
    {
        var here = Of(session, "COALESCE(NULLIF(@p1, ''), DATABASE())", "", name, MySqlDatabase.Quote(name));
        return here is null && name.Split('.') is [{ Length: > 0 } schema, { Length: > 0 } inner] && session.Rows("SELECT 1 FROM information_schema.schemata WHERE schema_name = @p1", _ => 1, schema).Count == 1
            ? Of(session, "@p1", schema, inner, $"{MySqlDatabase.Quote(schema)}.{MySqlDatabase.Quote(inner)}") ?? (new RelationalTable($"{MySqlDatabase.Quote(schema)}.{MySqlDatabase.Quote(inner)}", false, []), "")
            : here ?? (new RelationalTable(MySqlDatabase.Quote(name), false, []), "");
    }

    static (RelationalTable, string)? Of(RelationalSession session, string schema, string inSchema, string name, string quoted)
    {
        if (session.Rows(Table + schema, r => (Kind: r.GetString(0), Engine: r.IsDBNull(1) ? "" : r.GetString(1), Comment: r.IsDBNull(2) ? "" : r.GetString(2)), inSchema, name) is not [var table])
            return null;
        if (table.Kind.Contains("VIEW", StringComparison.Ordinal))
            throw session.Error($"'{name}' is a view; a save needs a table.");
        if (session.Rows("SELECT 1 FROM information_schema.engines WHERE engine = @p1 AND transactions = 'YES'", _ => 1, table.Engine).Count == 0)
            throw session.Error($"table '{name}' is of the engine {table.Engine}, which has no transactions: a save that fails in the middle would leave half of its rows. Convert it: ALTER TABLE {quoted} ENGINE = InnoDB.");
        var columns = session.Rows(ColumnsOf + schema + " ORDER BY ordinal_position", r => MySqlTypes.Column(r.GetString(0), r.GetString(1), r.IsDBNull(2) || r.IsDBNull(3) ? null : (Convert.ToInt32(r.GetValue(2)), Convert.ToInt32(r.GetValue(3)))), inSchema, name);
        return (new RelationalTable(quoted, true, columns), table.Comment);
    }
}

using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>Describes the tables and views of a database, and one that is saved to.</summary>
static class SqlServerTables
{
    const string Visible = "FROM sys.objects o WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND o.name NOT LIKE 'aqueduct[_]%'";

    // A table of the user's own schema needs none in front.
    const string Schema = "CASE WHEN o.schema_id <> SCHEMA_ID() THEN SCHEMA_NAME(o.schema_id) END";

    /// <summary>SQL: the names of the tables, at most a hundred.</summary>
    public const string Names = $"SELECT TOP 100 COALESCE({Schema} + '.', '') + o.name AS name {Visible} ORDER BY 1";

    /// <summary>SQL: the tables with their columns.</summary>
    public const string Columns = $"""
        SELECT t.schema_name, t.name, c.name, TYPE_NAME(c.user_type_id), c.max_length, c.precision, c.scale, t.type, c.is_nullable, CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 OR c.is_computed = 1 THEN 1 ELSE 0 END
        FROM (SELECT o.object_id, o.type, {Schema} AS schema_name, o.name {Visible}) t JOIN sys.columns c ON c.object_id = t.object_id
        ORDER BY c.column_id
        """;

    const string Find = "SELECT SCHEMA_NAME(o.schema_id), o.name, o.type FROM sys.objects o WHERE o.type IN ('U', 'V') AND o.name = @p1 AND o.schema_id = ";

    const string ColumnsOf = "SELECT c.name, TYPE_NAME(c.system_type_id), c.max_length, c.precision, c.scale FROM sys.columns c WHERE c.object_id = OBJECT_ID(@p1) ORDER BY c.column_id";

    /// <summary>The tables by name; those of Aqueduct itself are left out.</summary>
    public static IReadOnlyList<TableDescription> Read(RelationalSession session) => TableDescription.Of(session.Rows(Columns, r => (r.IsDBNull(0) ? null : r.GetString(0), r.GetString(1),
        new ColumnDescription(r.GetString(2), Declared(r.GetString(3), r.GetInt16(4), r.GetByte(5), r.GetByte(6)), r.GetString(7).Trim() == "V" ? null : r.GetBoolean(8), r.GetInt32(9) == 1))));

    /// <summary>Looks for a table: one of that very name in the user's schema, else <c>schema.table</c>.</summary>
    /// <exception cref="ResourceException">It is a view.</exception>
    public static RelationalTable Of(RelationalSession session, string name)
    {
        var found = session.Rows(Find + "SCHEMA_ID()", r => (Schema: r.GetString(0), Name: r.GetString(1), Kind: r.GetString(2).Trim()), name);
        var quoted = SqlServerDatabase.Quote(name);
        if (found.Count == 0 && name.Split('.') is [{ Length: > 0 } schema, { Length: > 0 } inner] && session.Rows("SELECT 1 FROM sys.schemas WHERE name = @p1", _ => 1, schema).Count == 1)
        {
            found = session.Rows(Find + "SCHEMA_ID(@p2)", r => (Schema: r.GetString(0), Name: r.GetString(1), Kind: r.GetString(2).Trim()), inner, schema);
            quoted = $"{SqlServerDatabase.Quote(schema)}.{SqlServerDatabase.Quote(inner)}";
        }

        if (found is not [var table])
            return new(quoted, false, []);
        if (table.Kind == "V")
            throw session.Error($"'{name}' is a view; a save needs a table.");
        quoted = $"{SqlServerDatabase.Quote(table.Schema)}.{SqlServerDatabase.Quote(table.Name)}";
        return new(quoted, true, session.Rows(ColumnsOf, r => SqlServerTypes.Column(r.GetString(0), r.GetString(1), Declared(r.GetString(1), r.GetInt16(2), r.GetByte(3), r.GetByte(4)), r.GetByte(3), r.GetByte(4)), quoted));
    }

    /// <summary>A type as people declare it: <c>nvarchar(20)</c>, <c>decimal(12, 2)</c>.</summary>
    public static string Declared(string type, int length, int precision, int scale) => type switch
    {
        "decimal" or "numeric" => string.Create(CultureInfo.InvariantCulture, $"{type}({precision}, {scale})"),
        "char" or "varchar" or "binary" or "varbinary" => length < 0 ? $"{type}(max)" : string.Create(CultureInfo.InvariantCulture, $"{type}({length})"),
        "nchar" or "nvarchar" => length < 0 ? $"{type}(max)" : string.Create(CultureInfo.InvariantCulture, $"{type}({length / 2})"), // counted in bytes
        _ => type,
    };
}

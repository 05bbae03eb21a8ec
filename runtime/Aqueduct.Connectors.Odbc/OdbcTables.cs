using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Odbc;

/// <summary>The tables of the database, from the catalog that standard SQL has, or that of SQLite.</summary>
/// <remarks>That of the driver is not asked: System.Data.Odbc gives it only to processes with cultures, and most containers have none.</remarks>
static class OdbcTables
{
    const string Standard = "SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog', 'sys', 'mysql', 'performance_schema')";

    const string StandardColumns = "SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default, numeric_precision, numeric_scale FROM information_schema.columns ORDER BY table_schema, table_name, ordinal_position";

    const string Sqlite = "SELECT '' AS s, name, CASE type WHEN 'view' THEN 'VIEW' ELSE 'BASE TABLE' END AS t FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    const string SqliteColumns = "SELECT '' AS s, m.name AS m, p.name, p.type, CASE p.\"notnull\" WHEN 1 THEN 'NO' ELSE 'YES' END AS n, p.dflt_value AS d, NULL AS a, NULL AS b FROM sqlite_master m JOIN pragma_table_info(m.name) p ORDER BY m.name, p.cid";

    /// <summary>A table or view.</summary>
    internal sealed record Entry(string Schema, string Name, bool IsView);

    /// <summary>SQL: schema, name and kind of the tables and views of people.</summary>
    public static string Names(string driver) => IsSqlite(driver) ? Sqlite : Standard;

    static bool IsSqlite(string driver) => driver.Contains("sqlite", StringComparison.OrdinalIgnoreCase);

    static List<Entry> Read(RelationalSession session, string driver) =>
        [.. session.Rows(Names(driver), r => new Entry(r.IsDBNull(0) ? "" : r.GetString(0), r.GetString(1), r.GetString(2).Contains("VIEW", StringComparison.OrdinalIgnoreCase))).OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Schema, StringComparer.Ordinal)];

    /// <summary>Looks for a table by its name, case counting first and not then; <c>schema.table</c> names one of a schema.</summary>
    public static Entry? Find(RelationalSession session, string driver, string name)
    {
        var tables = Read(session, driver);
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
            if ((tables.FirstOrDefault(t => string.Equals(t.Name, name, comparison)) ?? tables.FirstOrDefault(t => string.Equals($"{t.Schema}.{t.Name}", name, comparison))) is { } found)
                return found;
        return null;
    }

    /// <summary>Describes them with their columns; those of Aqueduct itself are left out.</summary>
    public static IReadOnlyList<TableDescription> Describe(RelationalSession session, string driver)
    {
        var tables = Read(session, driver).Where(t => !t.Name.StartsWith("aqueduct_", StringComparison.OrdinalIgnoreCase)).ToList();
        var columns = session.Rows(IsSqlite(driver) ? SqliteColumns : StandardColumns, r => (
            Table: (r.IsDBNull(0) ? "" : r.GetString(0), r.GetString(1)),
            Column: new ColumnDescription(r.GetString(2), Declared(r.GetString(3), Number(r, 6), Number(r, 7)), r.GetString(4) == "YES", !r.IsDBNull(5) && r.GetString(5) != "NULL"))).ToLookup(c => c.Table, c => c.Column);
        return [.. tables.Select(t => new TableDescription(
            tables.Count(o => o.Name == t.Name) > 1 ? $"{t.Schema}.{t.Name}" : t.Name,
            [.. columns[(t.Schema, t.Name)].Select(c => t.IsView ? c with { Nullable = null } : c)]) { Path = t.Schema.Length == 0 ? [t.Name] : [t.Schema, t.Name] })];
    }

    static string Declared(string type, int? all, int? behind) =>
        type.ToLowerInvariant() is "decimal" or "numeric" or "number" && all is not null ? string.Create(CultureInfo.InvariantCulture, $"{type}({all},{behind ?? 0})") : type;

    static int? Number(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
}

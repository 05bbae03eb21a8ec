using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Describes the tables and views of a database, from its catalog.</summary>
static class DataTables
{
    // What the user may not read is no table for a query; partitions are read through their table.
    const string Visible = """
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
          AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
          AND c.relname NOT LIKE 'aqueduct\_%' AND NOT EXISTS (SELECT 1 FROM pg_class s WHERE s.relnamespace = n.oid AND s.relname = 'aqueduct_schema')
        """;

    // A table of the search path needs no schema in front.
    const string Schema = "CASE WHEN NOT pg_table_is_visible(c.oid) THEN n.nspname::text END";

    /// <summary>SQL: the names of the tables, at most a hundred.</summary>
    public const string Names = $"SELECT concat_ws('.', {Schema}, c.relname) AS name {Visible} ORDER BY 1 LIMIT 100";

    const string Columns = $"""
        SELECT t.schema, t.name, a.attname::text, format_type(a.atttypid, a.atttypmod), t.relkind IN ('v', 'm'), NOT (a.attnotnull OR y.typnotnull), a.atthasdef OR a.attidentity <> ''
        FROM (SELECT c.oid, c.relkind, {Schema} AS schema, c.relname::text AS name {Visible}) t JOIN pg_attribute a ON a.attrelid = t.oid JOIN pg_type y ON y.oid = a.atttypid
        WHERE a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """;

    /// <summary>The tables by name; those of PostgreSQL and of Aqueduct themselves are left out.</summary>
    public static IReadOnlyList<TableDescription> Read(RelationalSession session) =>
        TableDescription.Of(session.Rows(Columns, r => (r.IsDBNull(0) ? null : r.GetString(0), r.GetString(1), new ColumnDescription(r.GetString(2), r.GetString(3), r.GetBoolean(4) ? null : r.GetBoolean(5), r.GetBoolean(6)))));
}

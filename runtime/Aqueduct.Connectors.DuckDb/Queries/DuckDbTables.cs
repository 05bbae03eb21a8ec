using Aqueduct.Runtime;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>The tables and views of a database file.</summary>
static class DuckDbTables
{
    sealed record ColumnRow(string Schema, string Table, string Column, string Type, bool IsNullable, bool IsView, bool HasDefault);

    const string Query = """
        SELECT c.schema_name, c.table_name, c.column_name, c.data_type, c.is_nullable, v.view_name IS NOT NULL AS is_view, c.column_default IS NOT NULL AS has_default
        FROM duckdb_columns() c LEFT JOIN duckdb_views() v ON v.database_oid = c.database_oid AND v.schema_oid = c.schema_oid AND v.view_name = c.table_name
        WHERE NOT c.internal AND NOT coalesce(v.internal, false)
        ORDER BY c.schema_name, c.table_name, c.column_index
        """;

    /// <summary>Describes them in ordinal order; those outside of <c>main</c> by schema and name.</summary>
    public static IReadOnlyList<TableDescription> Read(DuckDbSession session, CancellationToken cancel)
    {
        RowType<ColumnRow>.Register(Layout.Shared);
        return TableDescription.Of(DuckDbQuery.Run<ColumnRow>(session, Query, [], cancel)
            .Select(c => (c.Schema == "main" ? null : c.Schema, c.Table, new ColumnDescription(c.Column, c.Type, c.IsView ? null : c.IsNullable, c.HasDefault))));
    }

    /// <summary>By hand: the generator is for apps.</summary>
    sealed class Layout : RowType<ColumnRow>
    {
        public static readonly Layout Shared = new();

        public override IReadOnlyList<Field> Fields { get; } =
        [
            Field.Of<string>("Schema", false, "schema_name"), Field.Of<string>("Table", false, "table_name"), Field.Of<string>("Column", false, "column_name"), Field.Of<string>("Type", false, "data_type"),
            Field.Of<bool>("IsNullable", false), Field.Of<bool>("IsView", false), Field.Of<bool>("HasDefault", false),
        ];

        public override ColumnRow Read(Column[] columns, int index) => new(
            columns[0].At<string>(index), columns[1].At<string>(index), columns[2].At<string>(index), columns[3].At<string>(index), columns[4].At<bool>(index), columns[5].At<bool>(index), columns[6].At<bool>(index));

        public override void Append(ColumnBuilder[] builders, ColumnRow row) => throw new NotSupportedException("Rows of the catalogue are only read.");
    }
}

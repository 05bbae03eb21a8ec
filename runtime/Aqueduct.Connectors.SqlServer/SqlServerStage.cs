using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>The statements by which an upsert's rows reach a table through a temporary one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Saved">Its columns that rows have values for, in the order of the fields.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Key">Positions of those that identify a row.</param>
sealed record SqlServerStage(RelationalTable Table, IReadOnlyList<RelationalColumn> Saved, IReadOnlyList<Field> Fields, int[] Key)
{
    /// <summary>Name of the temporary table. Its columns are c0, c1, … and n, the number of the row.</summary>
    public const string Name = "#aqueduct_stage";

    const string Unique = """
        SELECT i.name, c.name FROM sys.indexes i JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0 JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE i.object_id = OBJECT_ID(@p1) AND i.is_unique = 1 AND i.has_filter = 0 AND i.is_disabled = 0
        """;

    /// <summary>Its columns for the rows.</summary>
    public static IReadOnlyList<RelationalColumn> Columns(IReadOnlyList<RelationalColumn> saved) => [.. saved.Select((c, i) => c with { Name = $"c{i}" })];

    /// <summary>Whether a unique index is on the key.</summary>
    public bool HasUniqueIndex(RelationalSession session)
    {
        var key = Key.Select(k => Saved[k].Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return session.Rows(Unique, r => (Index: r.GetString(0), Column: r.GetString(1)), Table.Quoted).GroupBy(i => i.Index, i => i.Column, StringComparer.Ordinal).Any(i => key.SetEquals(i));
    }

    /// <summary>Whether the server itself numbers a column that rows have values for.</summary>
    public bool CountsByItself(RelationalSession session) =>
        session.Rows("SELECT name FROM sys.columns WHERE object_id = OBJECT_ID(@p1) AND is_identity = 1", r => r.GetString(0), Table.Quoted).Any(c => Saved.Any(s => s.Name == c));

    /// <summary>The statement that adds a unique index.</summary>
    public string CreateIndex(string table) =>
        $"CREATE UNIQUE INDEX {SqlServerDatabase.Quote(table + "_key")} ON {Table.Quoted} ({string.Join(", ", Key.Select(k => SqlServerDatabase.Quote(Saved[k].Name)))})";

    /// <summary>Creates it, of the table's own types; a union takes over no numbering of the server.</summary>
    public string Create()
    {
        var columns = string.Join("", Saved.Select((c, i) => $"{SqlServerDatabase.Quote(c.Name)} AS c{i}, "));
        return $"SELECT TOP 0 {columns}CAST(0 AS bigint) AS n INTO {Name} FROM {Table.Quoted} UNION ALL SELECT TOP 0 {columns}CAST(0 AS bigint) AS n FROM {Table.Quoted}";
    }

    /// <summary>Moves the rows to the table: of rows with the same key the last counts, and NULL is like no other.</summary>
    public string Merge()
    {
        var nullable = Key.Where(k => Fields[k].Nullable).Select(k => $"c{k} IS NULL").ToArray();
        var same = string.Join(", ", Key.Select(k => $"c{k}")) + (nullable.Length == 0 ? "" : $", CASE WHEN {string.Join(" OR ", nullable)} THEN n END");
        var updates = Saved.Select((c, i) => (c, i)).Where(x => !Key.Contains(x.i)).Select(x => $"{SqlServerDatabase.Quote(x.c.Name)} = s.c{x.i}").ToArray();
        return $"MERGE {Table.Quoted} WITH (HOLDLOCK) AS t USING (SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY {same} ORDER BY n DESC) AS last FROM {Name}) AS r WHERE last = 1) AS s "
            + $"ON {string.Join(" AND ", Key.Select(k => $"t.{SqlServerDatabase.Quote(Saved[k].Name)} = s.c{k}"))} "
            + (updates.Length == 0 ? "" : $"WHEN MATCHED THEN UPDATE SET {string.Join(", ", updates)} ")
            + $"WHEN NOT MATCHED THEN INSERT ({string.Join(", ", Saved.Select(c => SqlServerDatabase.Quote(c.Name)))}) VALUES ({string.Join(", ", Saved.Select((_, i) => $"s.c{i}"))});";
    }
}

namespace Aqueduct.Runtime;

/// <summary>Describes the tables and views of a SQLite file.</summary>
static class SqliteTables
{
    // An INTEGER PRIMARY KEY without an index of its own is the row id: SQLite gives it, and it is never NULL.
    const string Columns = """
        SELECT m.name, m.type, c.name, c.type, c."notnull", c.dflt_value IS NOT NULL OR c.hidden IN (2, 3),
               c.pk > 0 AND upper(c.type) = 'INTEGER' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i WHERE i.origin = 'pk')
                   AND (SELECT COUNT(*) FROM pragma_table_xinfo(m.name) k WHERE k.pk > 0) = 1
        FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT LIKE 'aqueduct\_%' ESCAPE '\' AND c.hidden <> 1
        ORDER BY m.name, c.cid
        """;

    /// <summary>The tables by name; those of SQLite and of Aqueduct themselves are left out.</summary>
    /// <exception cref="ResourceException">The file is no database, or a view in it is broken.</exception>
    public static IReadOnlyList<TableDescription> Read(SqliteSession session, CancellationToken cancel)
    {
        using var rows = session.Prepare(Columns);
        return TableDescription.Of(Rows(rows, cancel));
    }

    static IEnumerable<(string?, string, ColumnDescription)> Rows(SqliteStatement rows, CancellationToken cancel)
    {
        while (rows.Step())
        {
            cancel.ThrowIfCancellationRequested();
            var (isView, isRowId) = (rows.NativeText(1) == "view", rows.Integer(6) != 0);
            yield return (null, rows.NativeText(0), new(rows.NativeText(2), rows.NativeText(3), isView ? null : rows.Integer(4) == 0 && !isRowId, rows.Integer(5) != 0 || isRowId));
        }
    }
}

namespace Aqueduct.Runtime;

/// <summary>What a SQLite table looks like, and the statements that make one fit a row type.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Columns">Its columns; empty when there is no such table.</param>
sealed record SqliteTable(string Name, IReadOnlyList<SqliteTable.TableColumn> Columns)
{
    /// <summary>A column: its name and the type it is declared with.</summary>
    internal sealed record TableColumn(string Name, string Type);

    /// <summary>Whether the table exists.</summary>
    public bool Exists => Columns.Count > 0;

    /// <summary>Reads a table's definition.</summary>
    /// <exception cref="ResourceException">The name is a view's.</exception>
    public static SqliteTable Read(SqliteSession session, string name)
    {
        if (session.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ? COLLATE NOCASE", name) is not null)
            throw session.Error($"'{name}' is a view; a save needs a table.");
        var columns = new List<TableColumn>();
        using var info = session.Prepare("SELECT name, type FROM pragma_table_info(?)");
        info.BindText(1, name);
        while (info.Step())
            columns.Add(new(info.NativeText(0), info.NativeText(1)));
        return new SqliteTable(name, columns);
    }

    /// <summary>The statement that creates a table for the given fields.</summary>
    public static string Create(string name, IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        var parts = fields.Select(f => $"{DatabaseTexts.Quote(ColumnNames.ForNew(f))} {TypeOf(f)}").ToList();
        if (key.Length > 0)
            parts.Add($"PRIMARY KEY ({string.Join(", ", key.ToArray().Select(k => DatabaseTexts.Quote(ColumnNames.ForNew(fields[k]))))})");
        return $"CREATE TABLE {DatabaseTexts.Quote(name)} ({string.Join(", ", parts)})";
    }

    /// <summary>The statement that adds a field's column.</summary>
    public static string AddColumn(string name, Field field) => $"ALTER TABLE {DatabaseTexts.Quote(name)} ADD COLUMN {DatabaseTexts.Quote(ColumnNames.ForNew(field))} {TypeOf(field)}";

    /// <summary>The statement that saves one row; parameters are numbered in the order of <paramref name="columns"/>.</summary>
    /// <param name="name">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="key">Positions of an upsert's key; empty for a plain insert.</param>
    public static string Insert(string name, IReadOnlyList<string> columns, ReadOnlySpan<int> key)
    {
        var keys = key.ToArray();
        var insert = $"INSERT INTO {DatabaseTexts.Quote(name)} ({string.Join(", ", columns.Select(DatabaseTexts.Quote))}) VALUES ({string.Join(", ", columns.Select((_, i) => "?" + (i + 1)))})";
        if (keys.Length == 0)
            return insert;
        var updates = columns.Where((_, i) => !keys.Contains(i)).Select(c => $"{DatabaseTexts.Quote(c)} = excluded.{DatabaseTexts.Quote(c)}").ToArray();
        return $"{insert} ON CONFLICT ({string.Join(", ", keys.Select(k => DatabaseTexts.Quote(columns[k])))}) DO {(updates.Length == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", updates))}";
    }

    /// <summary>Whether a column of the declared type keeps values of the field as they are; SQLite would convert others in silence.</summary>
    /// <remarks>Affinity of a declared type: sqlite.org, "Datatypes in SQLite", section 3.1.</remarks>
    public static bool Keeps(string declared, FieldKind kind)
    {
        var type = declared.ToUpperInvariant();
        var integer = type.Contains("INT");
        var text = !integer && (type.Contains("CHAR") || type.Contains("CLOB") || type.Contains("TEXT"));
        var any = !integer && !text && (type.Contains("BLOB") || type is "" or "ANY");
        var real = !integer && !text && !any && (type.Contains("REAL") || type.Contains("FLOA") || type.Contains("DOUB"));
        return any || kind switch
        {
            FieldKind.Bytes or FieldKind.Decimal => true,
            >= FieldKind.Boolean and <= FieldKind.Double => !text,
            FieldKind.DateOnly or FieldKind.DateTime or FieldKind.DateTimeOffset or FieldKind.TimeOnly or FieldKind.Guid => !integer && !real, // DATE, DATETIME, GUID
            _ => text,
        };
    }

    static string TypeOf(Field field)
    {
        var type = field.Kind switch
        {
            FieldKind.Single or FieldKind.Double => "REAL",
            >= FieldKind.Boolean and <= FieldKind.UInt64 => "INTEGER",
            FieldKind.Bytes => "BLOB",
            _ => "TEXT",
        };
        return field.Nullable ? type : type + " NOT NULL";
    }
}

using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Postgres;

/// <summary>What a table looks like that a save goes to, and the statements that make one fit a row type.</summary>
/// <param name="Schema">Its schema; null: the first of the search path.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Kind in pg_class; null where there is no such table.</param>
/// <param name="Columns">Its columns.</param>
sealed record DataTable(string? Schema, string Name, char? Kind, IReadOnlyList<DataTable.TableColumn> Columns)
{
    /// <summary>A column: its name, its type as PostgreSQL declares it, what that holds, and for numeric the digits behind the point.</summary>
    internal sealed record TableColumn(string Name, string Type, DataSource Holds, bool NeedsCast, int? Scale);

    const string Find = "SELECT n.nspname::text, c.relname::text, c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')";

    // Of a domain the type it is of.
    const string ColumnsOf = """
        SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), COALESCE(b.typname, y.typname)::text, COALESCE(b.typtype, y.typtype)::text, CASE WHEN y.typtype = 'd' THEN y.typtypmod ELSE a.atttypmod END
        FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid LEFT JOIN pg_type b ON y.typtype = 'd' AND b.oid = y.typbasetype
        WHERE a.attrelid = @p1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """;

    /// <summary>The table's name in SQL, whatever it holds.</summary>
    public string Quoted => Schema is null ? DatabaseTexts.Quote(Name) : $"{DatabaseTexts.Quote(Schema)}.{DatabaseTexts.Quote(Name)}";

    /// <summary>Looks for a table: one of that very name on the search path, else <c>schema.table</c>.</summary>
    /// <exception cref="ResourceException">The name is a view's.</exception>
    public static DataTable Read(RelationalSession session, string name)
    {
        var table = Of(session, Find + " AND c.relname = @p1 AND pg_table_is_visible(c.oid)", name);
        if (table is null && name.Split('.') is [{ Length: > 0 } schema, { Length: > 0 } inner])
        {
            table = Of(session, Find + " AND c.relname = @p1 AND n.nspname = @p2", inner, schema);
            if (table is null && session.Rows("SELECT 1 FROM pg_namespace WHERE nspname = @p1", r => r.GetInt32(0), schema) is [_])
                return new DataTable(schema, inner, null, []);
        }

        return table is null ? new DataTable(null, name, null, [])
            : table.Kind is 'v' or 'm' ? throw session.Error($"'{name}' is a view; a save needs a table.")
            : table with { Columns = session.Rows(ColumnsOf, r => Column(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4)), table.Quoted) };
    }

    static DataTable? Of(RelationalSession session, string sql, params ReadOnlySpan<string> texts) =>
        session.Rows(sql, r => new DataTable(r.GetString(0), r.GetString(1), r.GetString(2)[0], []), texts) is [var found, ..] ? found : null;

    static TableColumn Column(string name, string declared, string type, string kind, int modifier)
    {
        var isEnum = kind == "e";
        var holds = isEnum ? DataSource.Text : DataTypes.SourceOf(type);
        // What follows is how numeric(p, s) keeps s, which may be negative.
        int? scale = holds == DataSource.Decimal && modifier >= 4 ? (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400 : null;
        return new(name, declared, holds, !isEnum && (holds == DataSource.Other || type is "jsonb" or "xml"), scale);
    }

    /// <summary>The statement that creates the table for the given fields.</summary>
    public string Create(IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        var parts = fields.Select(Declare).ToList();
        var keys = key.ToArray();
        if (keys.Length > 0)
            parts.Add($"{(keys.Any(k => fields[k].Nullable) ? "UNIQUE" : "PRIMARY KEY")} ({string.Join(", ", keys.Select(k => DatabaseTexts.Quote(ColumnNames.ForNew(fields[k]))))})");
        return $"CREATE TABLE {Quoted} ({string.Join(", ", parts)})";
    }

    /// <summary>The statement that adds a field's column.</summary>
    public string AddColumn(Field field) => $"ALTER TABLE {Quoted} ADD COLUMN {Declare(field)}";

    /// <summary>The column that a field gets.</summary>
    public static TableColumn New(Field field)
    {
        var type = DataTypes.TypeOf(field.Kind);
        return new(ColumnNames.ForNew(field), type, Holds(field.Kind), NeedsCast: false, Scale: field.Kind == FieldKind.UInt64 ? 0 : null);
    }

    static DataSource Holds(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => DataSource.Boolean,
        FieldKind.SByte or FieldKind.Byte or FieldKind.Int16 => DataSource.Int16,
        FieldKind.UInt16 or FieldKind.Int32 => DataSource.Int32,
        FieldKind.UInt32 or FieldKind.Int64 => DataSource.Int64,
        FieldKind.UInt64 or FieldKind.Decimal => DataSource.Decimal,
        FieldKind.Single => DataSource.Single,
        FieldKind.Double => DataSource.Double,
        FieldKind.DateOnly => DataSource.Date,
        FieldKind.DateTime => DataSource.Timestamp,
        FieldKind.DateTimeOffset => DataSource.TimestampTz,
        FieldKind.TimeOnly => DataSource.Time,
        FieldKind.TimeSpan => DataSource.Interval,
        FieldKind.Guid => DataSource.Uuid,
        FieldKind.Bytes => DataSource.Bytes,
        _ => DataSource.Text,
    };

    static string Declare(Field field) => $"{DatabaseTexts.Quote(ColumnNames.ForNew(field))} {DataTypes.TypeOf(field.Kind)}{(field.Nullable ? "" : " NOT NULL")}";
}

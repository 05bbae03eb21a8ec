namespace Aqueduct.Runtime;

/// <summary>What all databases say in the same words, and names as their SQL writes them.</summary>
static class DatabaseTexts
{
    /// <summary>A name in double quotes, whatever it holds.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A member with its type.</summary>
    public static string Member(Field field) => $"{field.Name} ({Nullable.GetUnderlyingType(field.Type)?.Name ?? field.Type.Name})";

    /// <summary>A NULL for a member that takes none.</summary>
    /// <param name="where">Such as <c>row 3, column users</c>.</param>
    /// <param name="field">The member.</param>
    public static string Missing(string where, Field field) =>
        $"{where} is NULL, and member {Member(field)} may not be null. Make the member nullable, or leave such rows out in the query.";

    /// <summary>Rows of a type that has no columns.</summary>
    public static string NoColumns(string rowType) => $"{rowType} has no columns to read rows into: it must be a record whose members are numbers, text, dates, enumerations or bytes.";

    /// <summary>Position among the columns of a result of the one that a member is read from.</summary>
    /// <param name="field">The member.</param>
    /// <param name="rowType">Name of its row type.</param>
    /// <param name="columns">The result's columns.</param>
    /// <param name="sql">The query.</param>
    /// <param name="error">Makes an error of the resource.</param>
    public static int Position(Field field, string rowType, IReadOnlyList<string> columns, string sql, Func<string, Exception> error)
    {
        try
        {
            if (ColumnNames.Find(field, columns) is >= 0 and var column)
                return column;
        }
        catch (InvalidOperationException e)
        {
            throw error($"{e.Message} In: {sql.Trim()}");
        }

        throw error(columns.Count == 0
            ? $"the query gives no rows. In: {sql.Trim()}"
            : $"the query has no column for member {field.Name} of {rowType}; it has {string.Join(", ", columns)}.{Nearest.Hint(ColumnNames.ForNew(field), columns)} Name one with AS, or the member's column with [Column].");
    }

    /// <summary>The parameters that a query could name.</summary>
    public static string Parameters(ReadOnlySpan<SqlArgument> arguments) =>
        arguments.IsEmpty ? "The method has no parameters." : $"The method's parameters are {string.Join(", ", arguments.ToArray().Select(a => "@" + a.Name))}.";

    /// <summary>The tables there are, the first twenty of them, and which may have been meant.</summary>
    public static string Tables(IReadOnlyCollection<string> tables, string missing) =>
        $" There {(tables.Count == 1 ? "is" : "are")} {string.Join(", ", tables.Take(20))}{(tables.Count > 20 ? ", …" : "")}.{Nearest.Hint(missing, tables)}";

    /// <summary>A save into a table that must not be there.</summary>
    public static string Exists(string table) => $"table '{table}' exists already, and the save's mode is Fail. Drop the table, or choose Append, Replace or Upsert.";

    /// <summary>A save into a table without a column for a member.</summary>
    /// <param name="table">The table.</param>
    /// <param name="field">The member.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="add">The statement that adds one.</param>
    public static string NoColumn(string table, Field field, IReadOnlyCollection<string> columns, string add) =>
        $"table '{table}' has no column for {field.Name}; it has {string.Join(", ", columns)}.{Nearest.Hint(ColumnNames.ForNew(field), columns)} Add it: {add}";

    /// <summary>A value of a message, at most 60 characters.</summary>
    public static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>A statement's first line, at most 200 characters.</summary>
    public static string FirstLine(string sql)
    {
        var text = sql.Trim();
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end].TrimEnd();
        return line.Length > 200 ? line[..200] + "…" : end < 0 ? line : line + " …";
    }
}

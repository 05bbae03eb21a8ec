namespace Aqueduct.Runtime;

/// <summary>A table or view of a database, as aqueduct.schema.json tells of it.</summary>
/// <param name="Name">The name that queries use.</param>
/// <param name="Columns">The columns in the table's order.</param>
sealed record TableDescription(string Name, IReadOnlyList<ColumnDescription> Columns)
{
    /// <summary>What the name is made of, each part to be quoted by itself: the table, and in front of it its schema where it needs one.</summary>
    public IReadOnlyList<string> Path { get; init; } = [Name];

    /// <summary>The tables, in ordinal order, that columns belong to which come in the order of their tables.</summary>
    /// <param name="columns">Each with its table, and with the schema where queries need that in front.</param>
    public static IReadOnlyList<TableDescription> Of(IEnumerable<(string? Schema, string Table, ColumnDescription Column)> columns) =>
    [
        .. columns.GroupBy(c => (c.Schema, c.Table), c => c.Column).Select(t => t.Key.Schema is { } schema
            ? new TableDescription($"{schema}.{t.Key.Table}", [.. t]) { Path = [schema, t.Key.Table] }
            : new TableDescription(t.Key.Table, [.. t])).OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Path.Count),
    ];
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type as the database declares it.</param>
/// <param name="Nullable">Whether it may hold NULL; null where the database does not say, as of a view.</param>
/// <param name="HasDefault">Whether the database fills it where a row does not.</param>
sealed record ColumnDescription(string Name, string Type, bool? Nullable, bool HasDefault);

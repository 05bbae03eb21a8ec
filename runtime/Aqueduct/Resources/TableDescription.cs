namespace Aqueduct.Runtime;

/// <summary>A table or view of a database, as aqueduct.schema.json tells of it.</summary>
/// <param name="Name">The name that queries use.</param>
/// <param name="Columns">The columns in the table's order.</param>
sealed record TableDescription(string Name, IReadOnlyList<ColumnDescription> Columns);

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type as the database declares it.</param>
/// <param name="Nullable">Whether it may hold NULL; null where the database does not say, as of a view.</param>
/// <param name="HasDefault">Whether the database fills it where a row does not.</param>
sealed record ColumnDescription(string Name, string Type, bool? Nullable, bool HasDefault);

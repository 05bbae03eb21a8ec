namespace Aqueduct.Runtime;

/// <summary>What a node reads of a resource.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Location">Where a person finds it; never a secret.</param>
/// <param name="Query">The query; null where files are read.</param>
/// <param name="Path">Path of the files; null where a database is asked.</param>
/// <param name="Fields">The columns of the rows; empty where it has none.</param>
sealed record DataRead(string Resource, string Location, string? Query, string? Path, IReadOnlyList<Field> Fields);

namespace Aqueduct.Model;

/// <summary>A method marked [Read] or [Write], by itself.</summary>
sealed record FileMethodModel
{
    public required NodeKind Kind { get; init; }

    public required MethodModel Method { get; init; }

    public required Given<string> Resource { get; init; }

    public required Given<string> Path { get; init; }

    /// <summary>Auto, Csv, Json or Parquet.</summary>
    public required string Format { get; init; }

    /// <summary>Where the attribute stands, for a fix that adds to it.</summary>
    public int Anchor { get; init; }
}

/// <summary>A .sql file of the project.</summary>
/// <param name="Path">Path with / between folders.</param>
sealed record SqlFileModel(string Path, string Text);

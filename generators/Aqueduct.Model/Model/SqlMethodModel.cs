namespace Aqueduct.Model;

/// <summary>A method marked [Sql] or [SqlFile], by itself.</summary>
sealed record SqlMethodModel
{
    public required MethodModel Method { get; init; }

    public required Given<string> Resource { get; init; }

    /// <summary>The query; of a file its text, empty until it is found.</summary>
    public required Given<string> Query { get; init; }

    /// <summary>The file that holds the query, as it is named; null where the attribute itself does.</summary>
    public string? File { get; init; }

    /// <summary>Folder of the source that names the file.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether the file was not found.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The parameters that are tables.</summary>
    public EquatableArray<SqlTableParameter> Tables { get; init; } = [];

    /// <summary>The row type's members; null where the result is no table of rows.</summary>
    public RowModel? Row { get; init; }
}

/// <summary>A table that a query reads by the name of the parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Row">Its row type's members; null where they cannot be read.</param>
/// <param name="Anchor">Anchor of the parameter's type.</param>
sealed record SqlTableParameter(string Name, RowModel? Row, int Anchor);

/// <summary>A method marked [Save], by itself.</summary>
sealed record SaveMethodModel
{
    public required MethodModel Method { get; init; }

    public required Given<string> Resource { get; init; }

    public required Given<string> Table { get; init; }

    /// <summary>Append, Replace, Fail or Upsert.</summary>
    public required Given<string> Mode { get; init; }

    public Given<string>? Key { get; init; }

    /// <summary>Members of the rows it publishes; null where no parameter is a table of rows.</summary>
    public RowModel? Row { get; init; }
}

namespace Aqueduct.Model;

/// <summary>A method marked [Sql], by itself.</summary>
sealed record SqlMethodModel
{
    public required MethodModel Method { get; init; }

    public required Given<string> Resource { get; init; }

    public required Given<string> Query { get; init; }

    /// <summary>The row type's members; null where the result is no table of rows.</summary>
    public RowModel? Row { get; init; }
}

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

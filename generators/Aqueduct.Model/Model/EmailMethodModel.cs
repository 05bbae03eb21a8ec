namespace Aqueduct.Model;

/// <summary>A method marked [Email], by itself.</summary>
sealed record EmailMethodModel
{
    public required MethodModel Method { get; init; }

    public required Given<string> Resource { get; init; }

    /// <summary>The subject, with placeholders.</summary>
    public required Given<string> Subject { get; init; }

    /// <summary>Lists or addresses; null is the resource's own.</summary>
    public Given<string>? To { get; init; }

    /// <summary>Files, each a parameter's name with an ending.</summary>
    public Given<string>? Attach { get; init; }

    /// <summary>The most rows of a table that are shown; null where it does not say.</summary>
    public Given<int>? Rows { get; init; }
}

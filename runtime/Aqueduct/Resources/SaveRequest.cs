namespace Aqueduct.Runtime;

/// <summary>A save that waits for the run to pass. A connector derives from it and keeps the rows.</summary>
abstract class SaveRequest
{
    /// <summary>Name of the resource that receives the rows.</summary>
    public required string Resource { get; init; }

    /// <summary>Table that receives the rows.</summary>
    public required string Table { get; init; }

    /// <summary>What happens to rows that are there already.</summary>
    public required SaveMode Mode { get; init; }

    /// <summary>Number of rows to save.</summary>
    public required int Rows { get; init; }
}

/// <summary>A save that was published, now or by an earlier attempt of the same run.</summary>
/// <param name="Node">Name of the save's node.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Table">Table that received the rows.</param>
/// <param name="Rows">Number of rows saved.</param>
/// <param name="Location">Where a person finds them: a database file's path, or host and database; never a secret.</param>
/// <param name="PublishedAt">When they were published.</param>
sealed record PublicationResult(string Node, string Resource, string Table, int Rows, string Location, DateTimeOffset PublishedAt);

/// <summary>A save could not be staged or committed; nothing of the run was published to its resource.</summary>
/// <param name="node">Name of the save's node.</param>
/// <param name="message">What was found, what was expected and what to do next.</param>
/// <param name="inner">The connector's exception.</param>
sealed class PublicationException(string node, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Name of the save's node.</summary>
    public string Node { get; } = node;
}

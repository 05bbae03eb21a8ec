namespace Aqueduct.Rules;

/// <summary>A mistake in aqueduct.json or aqueduct.schema.json: which rule, where in the text, and the message's arguments.</summary>
sealed record ResourceFault(string Id, int Start, int Length, params string[] Arguments)
{
    /// <summary>What a fix writes in place of the text; null where it knows nothing.</summary>
    public string? Instead { get; init; }
}

namespace Aqueduct.Queries;

/// <summary>What an engine has against a query.</summary>
/// <param name="Code">The message's id.</param>
/// <param name="Query">The query.</param>
/// <param name="Message">What is wrong and what to do next.</param>
/// <param name="Position">Character of the query at which it is wrong, from 0; null where the engine does not say.</param>
public sealed record QueryFinding(string Code, AppQuery Query, string Message, int? Position);

/// <summary>What a check found, and what it could not look at.</summary>
/// <param name="Findings">What is wrong, in the order of the queries.</param>
/// <param name="Unchecked">Why queries were not looked at although an engine exists for them.</param>
/// <param name="Count">Number of queries an engine has looked at.</param>
public sealed record QueryReport(IReadOnlyList<QueryFinding> Findings, IReadOnlyList<string> Unchecked, int Count);

/// <summary>What an engine says of one text.</summary>
sealed record Complaint(string Reason, string Advice, int? Position);

/// <summary>Lines and columns of a text.</summary>
static class TextPlace
{
    /// <summary>Line and column of a character, from 1.</summary>
    public static (int Line, int Column) Of(string text, int position)
    {
        var before = text.AsSpan(0, position);
        return (before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }

    /// <summary>How a message names it, in parentheses; empty where it is not known.</summary>
    public static string Say(string text, int? position) => position is { } at ? $" (line {Of(text, at).Line}, column {Of(text, at).Column})" : "";
}

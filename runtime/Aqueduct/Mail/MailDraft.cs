namespace Aqueduct.Runtime;

/// <summary>What an [Email] says of its mail. Made by generated code.</summary>
/// <param name="subject">The subject, with placeholders.</param>
/// <param name="to">Names of lists and addresses; null is the resource's own.</param>
/// <param name="attach">What is attached; null is nothing.</param>
/// <param name="rows">The most rows of a table that are shown.</param>
public sealed class MailDraft(string subject, string? to = null, string? attach = null, int rows = 20)
{
    /// <summary>The subject, with placeholders.</summary>
    internal string Subject { get; } = subject;

    /// <summary>Names of lists and addresses; null is the resource's own.</summary>
    internal string? To { get; } = to;

    /// <summary>The files to attach, each a parameter's name with an ending.</summary>
    internal IReadOnlyList<string> Attach { get; } = (attach ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The most rows of a table that are shown.</summary>
    internal int Rows { get; } = rows;
}

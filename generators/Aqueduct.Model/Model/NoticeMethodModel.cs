namespace Aqueduct.Model;

/// <summary>A method marked [Email] or [Message], by itself.</summary>
sealed record NoticeMethodModel
{
    /// <summary>Email or Message.</summary>
    public required NodeKind Kind { get; init; }

    public required MethodModel Method { get; init; }

    public required Given<string> Resource { get; init; }

    /// <summary>The subject of a mail or the sentence of a message, with placeholders; a message needs none.</summary>
    public Given<string>? Subject { get; init; }

    /// <summary>Lists or addresses of a mail; null is the resource's own.</summary>
    public Given<string>? To { get; init; }

    /// <summary>Files of a mail, each a parameter's name with an ending.</summary>
    public Given<string>? Attach { get; init; }

    /// <summary>The most rows of a table that are shown; null where it does not say.</summary>
    public Given<int>? Rows { get; init; }
}

namespace Aqueduct.Runtime;

/// <summary>What a [Message] says of itself. Made by generated code.</summary>
/// <param name="method">Name of the method, which is sent where there is no text.</param>
/// <param name="text">One sentence, with placeholders.</param>
/// <param name="rows">The most rows of a table that are sent.</param>
public sealed class MessageDraft(string method, string? text = null, int rows = 20)
{
    /// <summary>Its sentence, with placeholders.</summary>
    internal string Text { get; } = text ?? NoticeLabels.Of(method);

    /// <summary>The most rows of a table that are sent.</summary>
    internal int Rows { get; } = rows;
}

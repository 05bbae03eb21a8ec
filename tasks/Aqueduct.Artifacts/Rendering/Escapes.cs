using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aqueduct.Artifacts.Rendering;

/// <summary>The only ways a value gets into a rendered file. Scriban escapes nothing itself.</summary>
public static class Escapes
{
    /// <summary>A double-quoted YAML scalar on one line: no text can end it, and none is taken for a number, a date or a boolean.</summary>
    public static string Yaml(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                > 0xFFFF => $"\\U{rune.Value:X8}",
                _ when NeedsCode(rune) => $"\\u{rune.Value:X4}",
                _ => rune.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    /// <summary>A YAML scalar in a Compose file, where <c>$</c> would start an interpolation.</summary>
    public static string Compose(string text) => Yaml(ComposeText(text));

    /// <summary>The text that Compose reads as <paramref name="text"/>.</summary>
    public static string ComposeText(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>One word of a POSIX shell.</summary>
    public static string Shell(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A name in a comment, where nothing may break the line.</summary>
    public static string Comment(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? name : Json(name);

    /// <summary>A JSON string.</summary>
    public static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>A string literal of Python, on one line and in ASCII.</summary>
    public static string Python(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' or '\\' => $"\\{rune}",
                '\n' => "\\n",
                >= ' ' and < 127 => rune.ToString(),
                > 0xFFFF => $"\\U{rune.Value:x8}",
                _ => $"\\u{rune.Value:x4}",
            });
        return quoted.Append('"').ToString();
    }

    /// <summary>A double-quoted word of a Dockerfile instruction, on one line; control characters, which it cannot hold, become spaces.</summary>
    public static string Dockerfile(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' or '\\' or '$' => $"\\{rune}",
                _ when NeedsCode(rune) => " ",
                _ => rune.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    // Line and paragraph separators break lines for some parsers; format characters (bidirectional controls, byte order mark) mislead readers.
    static bool NeedsCode(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}

using System.Globalization;
using System.Text;
using System.Xml;

namespace Aqueduct.Spreadsheets.Writing;

/// <summary>Texts as cells hold them.</summary>
static class SheetText
{
    /// <summary>The most characters of a cell.</summary>
    public const int Longest = 32_767;

    /// <summary>Whether a spreadsheet could take the text for a formula where it is typed in or imported.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    /// <summary>Characters that XML cannot hold become <c>_x0007_</c>, as ECMA-376, part 1, 22.9.2.19 has it, and a text that looks like one is told from it.</summary>
    /// <returns>Null where the text is no valid Unicode.</returns>
    public static string? Escaped(string text)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped?.Append(c).Append(text[i + 1]);
                i++;
                continue;
            }

            if (char.IsSurrogate(c))
                return null;
            // A reader of XML turns a carriage return into a line feed.
            if (XmlConvert.IsXmlChar(c) && c != '\r' && !(c == '_' && IsEscape(text.AsSpan(i))))
            {
                escaped?.Append(c);
                continue;
            }

            escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
            escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
        }

        return escaped?.ToString() ?? text;
    }

    /// <summary>The text that was escaped.</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (IsEscape(text.AsSpan(i)))
            {
                plain.Append((char)int.Parse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 6;
            }
            else
            {
                plain.Append(text[i]);
            }

        return plain.ToString();
    }

    static bool IsEscape(ReadOnlySpan<char> text) => text.Length >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' && !text[2..6].ContainsAnyExcept("0123456789abcdefABCDEF");
}

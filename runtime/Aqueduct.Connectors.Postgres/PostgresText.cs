using System.Text;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Text that PostgreSQL takes: it refuses the character NUL and halves of surrogate pairs, either of which a program may print.</summary>
static class PostgresText
{
    /// <summary>The text with U+2400 in place of NUL, and U+FFFD in place of half a pair.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().Contains('\0') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? "\u2400" : rune.ToString());
        return clean.ToString();
    }
}

using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>The one text form of each scalar type, exact and invariant: ISO 8601 dates, enumeration members by name, <c>null</c> as null.</summary>
/// <remarks>Files, databases and previews that have no type of their own for a value use it, so that a value looks the same everywhere.</remarks>
static class ScalarText
{
    /// <summary>The text of <paramref name="value"/>; null for null.</summary>
    public static string? Format<V>(V value) => value switch
    {
        null => null,
        string text => text,
        DateOnly or DateTime or DateTimeOffset or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Enum member => member.ToString(),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>What a text must be to be read as a value of the kinds that only text keeps everywhere, for people.</summary>
    /// <param name="type">Type of the value, or its nullable form.</param>
    public static string Expected(Type type) => FieldKinds.Of(type) switch
    {
        FieldKind.DateOnly => "dates such as 2026-01-31",
        FieldKind.DateTime or FieldKind.DateTimeOffset => "times such as 2026-01-31T12:00:00Z",
        FieldKind.TimeOnly or FieldKind.TimeSpan => "times such as 12:30:00",
        FieldKind.Char => "single characters",
        FieldKind.Guid => "GUIDs",
        FieldKind.Enum => "members of " + (Nullable.GetUnderlyingType(type) ?? type).Name,
        _ => "text",
    };

    /// <summary>Reads a value of the kinds that are kept as text: decimal, char, dates and times, Guid, enumerations, strings.</summary>
    /// <typeparam name="V">Type of the value, or its nullable form.</typeparam>
    /// <returns>False when the text is no such value.</returns>
    public static bool TryParse<V>(FieldKind kind, ReadOnlySpan<char> text, out V value)
    {
        var parsed = kind switch
        {
            FieldKind.String => text.ToString(),
            FieldKind.Decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null,
            FieldKind.Char => text.Length == 1 ? text[0] : null,
            FieldKind.DateOnly => IsIsoDate(text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var v) ? v : null,
            FieldKind.DateTime => IsIsoDate(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var v) ? v : null,
            FieldKind.DateTimeOffset => IsIsoDate(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var v) ? v : null,
            FieldKind.TimeOnly => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var v) ? v : null,
            FieldKind.TimeSpan => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var v) ? v : null,
            FieldKind.Guid => Guid.TryParse(text, out var v) ? v : null,
            FieldKind.Enum => Enum.TryParse(Nullable.GetUnderlyingType(typeof(V)) ?? typeof(V), text, ignoreCase: true, out var v) ? v : null,
            _ => (object?)null,
        };
        value = parsed is null ? default! : (V)parsed;
        return parsed is not null;
    }

    // .NET also reads 1/2/2024; only the ISO form means the same to everybody.
    static bool IsIsoDate(ReadOnlySpan<char> text) => text.Length >= 10 && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[9]);
}

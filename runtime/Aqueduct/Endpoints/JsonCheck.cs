using System.Globalization;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Something that is wrong with a value that came from outside.</summary>
/// <param name="Pointer">Where: a JSON pointer, or the name of a query parameter.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected.</param>
readonly record struct Mistake(string Pointer, string Found, string Expected);

/// <summary>Holds JSON against a schema that the generator made: the words of JSON Schema that it uses, and no others.</summary>
sealed class JsonCheck(string schema)
{
    const int MostMistakes = 20;

    readonly JsonElement _schema = JsonDocument.Parse(schema).RootElement;

    /// <summary>What is wrong, the first twenty.</summary>
    public IReadOnlyList<Mistake> Of(JsonElement value)
    {
        var mistakes = new List<Mistake>();
        Check(_schema, value, "", mistakes);
        return [.. mistakes.Take(MostMistakes)];
    }

    static void Check(JsonElement schema, JsonElement value, string at, List<Mistake> mistakes)
    {
        if (mistakes.Count >= MostMistakes || !schema.TryGetProperty("type", out var type))
            return;
        var isNullable = type.ValueKind == JsonValueKind.Array;
        if (isNullable && value.ValueKind == JsonValueKind.Null)
            return;
        var wanted = (isNullable ? type[0] : type).GetString()!;
        if (!Is(wanted, value))
            mistakes.Add(new Mistake(at, Found(value), Expected(schema, wanted, isNullable)));
        else if (wanted == "object")
            Object(schema, value, at, mistakes);
        else if (wanted == "array")
            Array(schema, value, at, mistakes);
        else if (!Fits(schema, value))
            mistakes.Add(new Mistake(at, Found(value), Expected(schema, wanted, isNullable)));
    }

    static void Object(JsonElement schema, JsonElement value, string at, List<Mistake> mistakes)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            foreach (var member in value.EnumerateObject())
                Check(schema.GetProperty("additionalProperties"), member.Value, Below(at, member.Name), mistakes);
            return;
        }

        foreach (var required in schema.GetProperty("required").EnumerateArray())
            if (!value.TryGetProperty(required.GetString()!, out _))
                mistakes.Add(new Mistake(Below(at, required.GetString()!), "nothing", "a member of this name"));
        foreach (var member in value.EnumerateObject())
            if (properties.TryGetProperty(member.Name, out var known))
                Check(known, member.Value, Below(at, member.Name), mistakes);
            else
                mistakes.Add(new Mistake(Below(at, member.Name), "an unknown member", $"one of {string.Join(", ", properties.EnumerateObject().Select(p => p.Name))}"));
    }

    static void Array(JsonElement schema, JsonElement value, string at, List<Mistake> mistakes)
    {
        var index = 0;
        if (schema.TryGetProperty("items", out var each))
        {
            foreach (var item in value.EnumerateArray())
                Check(each, item, Below(at, Text(index++)), mistakes);
            return;
        }

        var items = schema.GetProperty("prefixItems");
        if (value.GetArrayLength() != items.GetArrayLength())
            mistakes.Add(new Mistake(at, $"an array of {Text(value.GetArrayLength())}", $"an array of {Text(items.GetArrayLength())}"));
        else
            foreach (var item in value.EnumerateArray())
                Check(items[index], item, Below(at, Text(index++)), mistakes);
    }

    static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" or "number" => value.ValueKind == JsonValueKind.Number,
        _ => value.ValueKind == JsonValueKind.String,
    };

    static bool Fits(JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("enum", out var names))
            return names.EnumerateArray().Any(n => n.ValueKind == JsonValueKind.String && value.ValueEquals(n.GetString()));
        if (schema.TryGetProperty("contentEncoding", out _))
            return value.TryGetBytesFromBase64(out _);
        if (schema.TryGetProperty("maxLength", out _))
            return value.GetString()!.Length == 1;
        return !schema.TryGetProperty("format", out var format) || format.GetString() switch
        {
            "int8" => value.TryGetSByte(out _),
            "uint8" => value.TryGetByte(out _),
            "int16" => value.TryGetInt16(out _),
            "uint16" => value.TryGetUInt16(out _),
            "int32" => value.TryGetInt32(out _),
            "uint32" => value.TryGetUInt32(out _),
            "int64" => value.TryGetInt64(out _),
            "uint64" => value.TryGetUInt64(out _),
            "float" => value.TryGetSingle(out var single) && float.IsFinite(single),
            "double" => value.TryGetDouble(out var number) && double.IsFinite(number),
            "decimal" => value.TryGetDecimal(out _),
            "uuid" => value.TryGetGuid(out _),
            "date-time" => value.TryGetDateTimeOffset(out _),
            "date" => DateOnly.TryParseExact(value.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "time" => TimeOnly.TryParseExact(value.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "time-span" => TimeSpan.TryParseExact(value.GetString(), "c", CultureInfo.InvariantCulture, out _),
            _ => true,
        };
    }

    static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => value.GetString() is { Length: <= 40 } text ? $"the text '{text}'" : "a long text",
        _ => value.GetRawText() is { Length: <= 40 } text ? text : "a long number",
    };

    static string Expected(JsonElement schema, string type, bool isNullable)
    {
        var what = schema.TryGetProperty("enum", out var names) ? "one of " + string.Join(", ", names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()))
            : schema.TryGetProperty("contentEncoding", out _) ? "bytes as base64"
            : schema.TryGetProperty("maxLength", out _) ? "one character"
            : schema.TryGetProperty("format", out var format) ? format.GetString() switch
            {
                "uuid" => "a GUID",
                "date-time" => "a time such as 2026-01-31T12:00:00Z",
                "date" => "a date such as 2026-01-31",
                "time" => "a time such as 12:30:00.0000000",
                "time-span" => "a duration such as 01:30:00",
                "float" or "double" or "decimal" => "a number",
                var whole => $"a whole number in the range of {whole}",
            }
            : type switch { "object" => "an object", "array" => "an array", "boolean" => "true or false", _ => "a text" };
        return isNullable ? what + ", or null" : what;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // RFC 6901.
    static string Below(string at, string name) => $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}

using System.Text.Json;

namespace Aqueduct.Tests.Hosting;

/// <summary>The part of JSON Schema that docs/schema uses.</summary>
static class JsonSchema
{
    /// <summary>Where a document breaks the schema of that name; empty when it does not.</summary>
    public static IReadOnlyList<string> Errors(string schema, string document)
    {
        using var stream = typeof(JsonSchema).Assembly.GetManifestResourceStream(schema)!;
        var errors = new List<string>();
        Check(JsonDocument.Parse(stream).RootElement, JsonDocument.Parse(document).RootElement, "$", errors);
        return errors;
    }

    static void Check(JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        if (schema.TryGetProperty("oneOf", out var choices) && choices.EnumerateArray().Count(c => Fits(c, value)) != 1)
            errors.Add($"{at}: fits not exactly one choice");
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)))
            errors.Add($"{at}: {value.GetRawText()} is not listed");
        if (schema.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : Enumerable.Repeat(type, 1)).Any(t => Is(t.GetString()!, value)))
            errors.Add($"{at}: {value.ValueKind} is not {type}");
        if (schema.TryGetProperty("format", out _) && value.ValueKind == JsonValueKind.String && !(value.TryGetDateTimeOffset(out var time) && time.Offset == TimeSpan.Zero))
            errors.Add($"{at}: {value} is not a time in UTC");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (item, index) in value.EnumerateArray().Select((e, i) => (e, i)))
                Check(items, item, $"{at}[{index}]", errors);
        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(schema, value, at, errors);
    }

    static void CheckObject(JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        if (schema.TryGetProperty("required", out var required))
            errors.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}: lacks {r}"));
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
                Check(known, member.Value, $"{at}.{member.Name}", errors);
            else if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False)
                errors.Add($"{at}: {member.Name} is unknown");
            else if (others.ValueKind == JsonValueKind.Object)
                Check(others, member.Value, $"{at}.{member.Name}", errors);
        }
    }

    static bool Fits(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, value, "", errors);
        return errors.Count == 0;
    }

    static bool Is(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };
}

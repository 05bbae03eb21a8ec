using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aqueduct.Generators.Tests.Support;

/// <summary>Checks JSON against the part of JSON Schema that the model's schema uses; a keyword it does not know fails.</summary>
sealed class Schema
{
    readonly JsonElement _root;

    Schema(JsonElement root) => _root = root;

    public static Schema OfModel() => new(JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "aqueduct-model.v1.json"))).RootElement);

    /// <summary>What is wrong, as path and reason; nothing when the value fits.</summary>
    public List<string> Check(JsonElement value)
    {
        var wrong = new List<string>();
        Check(_root, value, "$", wrong);
        return wrong;
    }

    void Check(JsonElement schema, JsonElement value, string path, List<string> wrong)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            var fits = rule.Name switch
            {
                "$schema" or "$id" or "$defs" or "title" or "description" => true,
                "$ref" => Recurse(_root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value, path),
                "type" => rule.Value.ValueKind == JsonValueKind.Array ? rule.Value.EnumerateArray().Any(t => IsOf(t.GetString()!, value)) : IsOf(rule.Value.GetString()!, value),
                "const" => JsonElement.DeepEquals(rule.Value, value),
                "enum" => rule.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
                "pattern" => Regex.IsMatch(value.GetString()!, rule.Value.GetString()!),
                "minimum" => value.GetDouble() >= rule.Value.GetDouble(),
                "uniqueItems" => value.EnumerateArray().Select(v => v.GetRawText()).Distinct().Count() == value.GetArrayLength(),
                "required" => rule.Value.EnumerateArray().All(r => value.TryGetProperty(r.GetString()!, out _)),
                "additionalProperties" => value.EnumerateObject().All(p => schema.GetProperty("properties").TryGetProperty(p.Name, out _)),
                "properties" => rule.Value.EnumerateObject().All(p => !value.TryGetProperty(p.Name, out var member) || Recurse(p.Value, member, $"{path}.{p.Name}")),
                "items" => value.EnumerateArray().Select((item, i) => Recurse(rule.Value, item, $"{path}[{i}]")).All(ok => ok),
                _ => throw new NotSupportedException(rule.Name),
            };
            if (!fits)
                wrong.Add($"{path}: {rule.Name}");
        }

        bool Recurse(JsonElement inner, JsonElement item, string at)
        {
            Check(inner, item, at, wrong);
            return true;
        }
    }

    static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}

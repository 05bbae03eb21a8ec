using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>A field that says something else than before; null: it is not there.</summary>
/// <param name="Path">Where it is: <c>spec.schedule</c>, <c>spec.containers[workflow].image</c>.</param>
public sealed record FieldChange(string Path, string? From, string? To)
{
    const int Shown = 120;

    // What the cluster keeps for itself.
    static readonly string[] Own = ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink"];

    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields in which two states of an object differ.</summary>
    public static IReadOnlyList<FieldChange> Between(Manifest before, Manifest after) => [.. Between("", Stated(before), Stated(after))];

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Cut(From)} → {Cut(To)}";

    static JsonObject Stated(Manifest manifest)
    {
        var json = (JsonObject)manifest.Json.DeepClone();
        json.Remove("status");
        foreach (var name in Own)
            (json["metadata"] as JsonObject)?.Remove(name);
        return json;
    }

    static IEnumerable<FieldChange> Between(string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return [];
        return (Parts(before), Parts(after)) switch
        {
            ({ } old, { } now) => old.Keys.Union(now.Keys).SelectMany(k => Between(path + k, old.GetValueOrDefault(k), now.GetValueOrDefault(k))),
            _ => [new(path.TrimStart('.'), Text(before), Text(after))],
        };
    }

    // Items of a list that have names are told apart by them, as the cluster does; a list of other things is one value.
    static Dictionary<string, JsonNode?>? Parts(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(p => $".{(p.Key.Contains('.', StringComparison.Ordinal) ? $"[{p.Key}]" : p.Key)}", p => p.Value),
        JsonArray list when list.Count > 0 && list.All(i => i?["name"] is JsonValue) && list.DistinctBy(i => i!["name"]!.ToString()).Count() == list.Count => list.ToDictionary(i => $"[{i!["name"]}]", i => i),
        _ => null,
    };

    static string? Text(JsonNode? node) => node?.ToJsonString(Readable);

    static string Cut(string? text) => text is null ? "nothing" : text.Length <= Shown ? text : text[..Shown] + "…";
}

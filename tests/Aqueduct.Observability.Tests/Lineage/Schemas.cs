using System.Text.Json;
using Json.Schema;

namespace Aqueduct.Observability.Tests.Lineage;

/// <summary>OpenLineage's own schemas, beside the repository.</summary>
static class Schemas
{
    static readonly string? Folder = Find();

    /// <summary>Why tests that need them are skipped; null where they are there.</summary>
    public static string? Missing => Folder is null ? "The schemas of OpenLineage are not beside the repository, in ../shared/schemas/openlineage." : null;

    /// <summary>Where an event breaks the schema of events, or a facet of it its own; empty where nothing does.</summary>
    public static IReadOnlyList<string> Errors(JsonElement happened)
    {
        var registry = new SchemaRegistry();
        var build = new BuildOptions { SchemaRegistry = registry };
        // What others refer to first.
        var core = JsonSchema.FromText(File.ReadAllText(Path.Combine(Folder!, "OpenLineage.json")), build);
        var errors = new List<string>();
        Check(core, happened, "event");
        foreach (var (name, facet) in Facets(happened))
        {
            var address = facet.GetProperty("_schemaURL").GetString()!;
            if (!address.Contains("/facets/", StringComparison.Ordinal))
                continue;
            var path = Path.Combine(Folder!, address.Split('/')[^1]);
            var text = File.ReadAllText(path);
            if (JsonDocument.Parse(text).RootElement.GetProperty("$id").GetString() != address)
                errors.Add($"{name} names {address}, which is another version than {path}");
            // A facet stands under its name in what its schema describes.
            using var holder = JsonDocument.Parse($$"""{ "{{name}}": {{facet.GetRawText()}} }""");
            var own = new SchemaRegistry();
            _ = JsonSchema.FromText(File.ReadAllText(Path.Combine(Folder!, "OpenLineage.json")), new BuildOptions { SchemaRegistry = own });
            var schema = JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = own });
            if (!JsonDocument.Parse(text).RootElement.GetProperty("properties").TryGetProperty(name, out _))
                errors.Add($"{name} is no facet of {address}");
            Check(schema, holder.RootElement, name);
        }

        return errors;

        void Check(JsonSchema schema, JsonElement value, string what)
        {
            var result = schema.Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
            if (!result.IsValid)
                errors.AddRange((result.Details ?? []).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{what} {d.InstanceLocation}: {e.Value}")));
        }
    }

    /// <summary>Everything in an event that says which schema it follows, by name.</summary>
    public static IEnumerable<(string Name, JsonElement Facet)> Facets(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Facets),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Object && p.Value.TryGetProperty("_schemaURL", out _) ? [(p.Name, p.Value)] : Facets(p.Value)),
        _ => [],
    };

    static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "schemas", "openlineage") is var folder && File.Exists(Path.Combine(folder, "OpenLineage.json")))
                return folder;
        return null;
    }
}

/// <summary>A test that needs the schemas of OpenLineage.</summary>
sealed class SchemaFactAttribute : FactAttribute
{
    public SchemaFactAttribute() => Skip = Schemas.Missing;
}

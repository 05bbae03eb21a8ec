using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Aqueduct.Artifacts.Tests.Schemas;

/// <summary>A published JSON Schema in which every object that declares its members is closed: a misspelt member is an error, not something ignored.</summary>
sealed class ClosedSchema
{
    /// <summary>Folder of the schemas beside the repository; tests that need one skip with a reason where it is absent.</summary>
    static readonly string? Folder = FindFolder();

    /// <summary>Keywords that apply schemas beside their own.</summary>
    static readonly string[] Applicators = ["allOf", "anyOf", "oneOf", "if", "$ref"];

    /// <summary>Keywords whose members are names of somebody's choice.</summary>
    static readonly string[] Maps = ["properties", "patternProperties", "definitions", "$defs", "dependentSchemas"];

    readonly JsonSchema _schema;

    ClosedSchema(JsonNode document)
    {
        Close(document);
        // Several tests may build one schema: each in a registry of its own.
        _schema = JsonSchema.FromText(document.ToJsonString(), new BuildOptions { SchemaRegistry = new() });
    }

    /// <summary>The path of a schema; null where there is none.</summary>
    public static string? PathOf(string file) => Folder is { } folder && File.Exists(Path.Combine(folder, file)) ? Path.Combine(folder, file) : null;

    public static ClosedSchema Load(string file) => Parse(File.ReadAllText(PathOf(file)!));

    public static ClosedSchema Parse(string json) => new(JsonNode.Parse(json)!);

    /// <summary>Where a document breaks the schema, with what is wrong there; empty where it does not.</summary>
    public IReadOnlyList<string> Errors(JsonNode? document)
    {
        var results = _schema.Evaluate(JsonSerializer.SerializeToElement(document), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Prepend(results).Where(r => r.Errors is not null).SelectMany(r => r.Errors!.Select(e => $"{r.InstanceLocation}: {e.Value} ({r.EvaluationPath})")).Distinct()];
    }

    static void Close(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                Close(item);
        if (node is not JsonObject schema)
            return;
        foreach (var (name, value) in schema.ToList())
            if (name.StartsWith("x-", StringComparison.Ordinal))
                schema.Remove(name); // says nothing of what is valid, and the library refuses words it does not know
            else if (Maps.Contains(name) && value is JsonObject named)
                foreach (var (_, inner) in named)
                    Close(inner);
            else
                Close(value);
        if (schema["properties"] is not JsonObject || schema["additionalProperties"] is not null || schema["unevaluatedProperties"] is not null)
            return;
        // What the schemas beside it declare is known only when they were looked at.
        schema[Applicators.Any(schema.ContainsKey) ? "unevaluatedProperties" : "additionalProperties"] = false;
    }

    static string? FindFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "shared", "schemas")))
                return Path.Combine(at.FullName, "shared", "schemas");
        return null;
    }
}

/// <summary>A test of a published schema, which stands beside the repository.</summary>
sealed class SchemaFactAttribute : FactAttribute
{
    public SchemaFactAttribute(string file) => Skip = ClosedSchema.PathOf(file) is null ? $"shared/schemas/{file} is not there." : null;
}

/// <inheritdoc cref="SchemaFactAttribute"/>
sealed class SchemaTheoryAttribute : TheoryAttribute
{
    public SchemaTheoryAttribute(string file) => Skip = ClosedSchema.PathOf(file) is null ? $"shared/schemas/{file} is not there." : null;
}

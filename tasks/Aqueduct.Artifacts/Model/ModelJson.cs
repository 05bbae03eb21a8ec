using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqueduct.Artifacts.Model;

/// <summary>Parses the carrier's JSON.</summary>
public static class ModelJson
{
    /// <summary>The model.</summary>
    /// <exception cref="ArtifactException">AQ9002: another schema, or JSON that does not follow it.</exception>
    public static AppModel Parse(string json)
    {
        try
        {
            // The schema is looked at first: another version may well lack what this one requires.
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("schema", out var schema))
                throw ArtifactException.ModelNotUnderstood("names no schema");
            if (schema.ToString() != AppModel.SupportedSchema)
                throw ArtifactException.ModelNotUnderstood($"has the schema '{schema}', these tasks read '{AppModel.SupportedSchema}'");
            return document.Deserialize(ModelJsonContext.Default.AppModel)!;
        }
        catch (JsonException e)
        {
            throw ArtifactException.ModelNotUnderstood($"does not follow {AppModel.SupportedSchema} at {e.Path ?? "$"}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AppModel))]
sealed partial class ModelJsonContext : JsonSerializerContext;

using System.Text.Json;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>Describes operations of the API as OpenAPI 3.1 does.</summary>
static partial class ApiDocument
{
    const string Problem = """{"$ref":"#/components/schemas/Problem"}""";

    /// <summary>Writes an operation as a member of its path.</summary>
    public static void Write(Utf8JsonWriter json, ApiOperation operation)
    {
        json.WriteStartObject(operation.Method.ToLowerInvariant());
        json.WriteString("operationId", operation.Id);
        json.WriteString("summary", operation.Summary);
        json.WriteStartArray("tags");
        json.WriteStringValue(operation.Id[..operation.Id.IndexOf('.', StringComparison.Ordinal)]);
        json.WriteEndArray();
        if (operation.IsOpen)
        {
            json.WriteStartArray("security");
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("x-aqueduct-role", Words.Lower(operation.Role));
        }

        json.WriteStartArray("parameters");
        foreach (Match part in Braces().Matches(operation.Path))
            Parameter(json, part.Groups[1].Value, "path", """{"type":"string"}""", ApiOperation.PathParts[part.Groups[1].Value]);
        foreach (var parameter in operation.Query)
            Parameter(json, parameter.Name, "query", parameter.Schema, parameter.Summary);
        json.WriteEndArray();
        if (operation.Body is { } body)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", true);
            Content(json, "application/json", body);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        json.WriteStartObject(operation.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("description", "Done.");
        if (operation.MediaType is { } mediaType)
            Content(json, mediaType, operation.Answer is { } answer ? answer.StartsWith('{') ? answer : ApiSchemas.Of(answer) : """{"type":"string"}""");
        json.WriteEndObject();
        json.WriteStartObject("default");
        json.WriteString("description", "A problem, as RFC 9457 has it.");
        Content(json, "application/problem+json", Problem);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Parameter(Utf8JsonWriter json, string name, string place, string schema, string summary)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", place);
        json.WriteBoolean("required", place == "path");
        json.WriteString("description", summary);
        json.WritePropertyName("schema");
        json.WriteRawValue(schema);
        json.WriteEndObject();
    }

    static void Content(Utf8JsonWriter json, string mediaType, string schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(mediaType);
        json.WritePropertyName("schema");
        json.WriteRawValue(schema);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}

using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Describes the address that starts a workflow as OpenAPI has it.</summary>
static class WebhookDocument
{
    static readonly string[] Problems = ["400", "401", "409", "503"];

    /// <summary>Writes it as a member of <c>paths</c>.</summary>
    public static void Write(Utf8JsonWriter json, WorkflowDefinition workflow)
    {
        json.WriteStartObject($"/triggers/{workflow.Slug}");
        json.WriteStartObject("post");
        json.WriteString("operationId", $"triggers.{workflow.Slug}");
        json.WriteString("summary", $"Starts '{workflow.Name}'.");
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", workflow.Parameters.Any(p => p.Required));
        Content(json, "application/json", () =>
        {
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartArray("required");
            foreach (var parameter in workflow.Parameters.Where(p => p.Required))
                json.WriteStringValue(parameter.Name);
            json.WriteEndArray();
            json.WriteStartObject("properties");
            foreach (var parameter in workflow.Parameters)
            {
                json.WriteStartObject(parameter.Name);
                json.WriteString("description", parameter.Default is null ? parameter.Type : $"{parameter.Type}, {parameter.Default} where it is left out");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteStartObject("responses");
        json.WriteStartObject("202");
        json.WriteString("description", "The run is recorded.");
        Content(json, "application/json", () => json.WriteString("type", "object"));
        json.WriteEndObject();
        foreach (var status in Problems)
        {
            json.WriteStartObject(status);
            json.WriteString("description", "A problem.");
            Content(json, "application/problem+json", () => json.WriteString("$ref", "#/components/schemas/Problem"));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Content(Utf8JsonWriter json, string type, Action schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(type);
        json.WriteStartObject("schema");
        schema();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.Buffers;
using System.Text.Json;
using Aqueduct.Runtime;
using Endpoint = Aqueduct.Runtime.Endpoint;

namespace Aqueduct.Serving;

/// <summary>Describes the addresses as OpenAPI 3.1, whose schemas are JSON Schema as the generator writes it.</summary>
static class OpenApiDocument
{
    /// <summary>The document, the same bytes for the same parts.</summary>
    public static byte[] Of(IReadOnlyList<IServePart> parts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "What Aqueduct workflows publish");
            json.WriteString("version", "v1");
            json.WriteEndObject();
            json.WriteStartObject("paths");
            foreach (var part in parts)
                part.Document(json);
            json.WriteEndObject();
            json.WriteStartObject("components");
            Problem(json);
            json.WriteStartObject("securitySchemes");
            json.WriteStartObject("token");
            json.WriteString("type", "http");
            json.WriteString("scheme", "bearer");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("security");
            json.WriteStartObject();
            json.WriteStartArray("token");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes the addresses of endpoints.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
            Write(json, endpoint);
    }

    static void Write(Utf8JsonWriter json, Endpoint endpoint)
    {
        if (endpoint is FunctionEndpoint function)
        {
            Path(json, "/" + endpoint.Name, "post", $"{endpoint.Name}", [], function.Parameters, "application/json", w => w.WriteRawValue(endpoint.Schema), ["400", "413", "415", "500", "503"]);
        }
        else if (endpoint is PublishedEndpoint { IsInternal: false } and ITableEndpoint table)
        {
            Path(json, "/" + endpoint.Name, "get", $"{endpoint.Name}.list", [("page", "query", Whole), ("size", "query", Size), ("order", "query", Text)], null, "application/json", w => Page(w, endpoint.Schema), ["400", "503"]);
            if (table.Key is not null)
                Path(json, $"/{endpoint.Name}/{{key}}", "get", $"{endpoint.Name}.find", [("key", "path", KeyOf(endpoint.Schema, table.Key))], null, "application/json", w => w.WriteRawValue(endpoint.Schema), ["404", "503"]);
        }
        else if (endpoint is PublishedEndpoint { IsInternal: false } and IValueEndpoint value)
        {
            Path(json, "/" + endpoint.Name, "get", endpoint.Name, [], null, value.MediaType, w => w.WriteRawValue(endpoint.Schema), ["503"]);
        }
    }

    const string Whole = """{"type":"integer","minimum":1,"default":1}""";

    const string Text = """{"type":"string"}""";

    static readonly string Size = $$"""{"type":"integer","minimum":1,"maximum":{{TableRoutes.LargestSize}},"default":{{TableRoutes.DefaultSize}}}""";

    static string KeyOf(string row, string key)
    {
        using var schema = JsonDocument.Parse(row);
        return schema.RootElement.GetProperty("properties").GetProperty(key).GetRawText();
    }

    static void Path(Utf8JsonWriter json, string path, string method, string id, (string Name, string In, string Schema)[] parameters, string? body, string mediaType, Action<Utf8JsonWriter> answer, string[] problems)
    {
        json.WriteStartObject(path);
        json.WriteStartObject(method);
        json.WriteString("operationId", id);
        json.WriteStartArray("parameters");
        foreach (var (name, place, schema) in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("in", place);
            json.WriteBoolean("required", place == "path");
            json.WritePropertyName("schema");
            json.WriteRawValue(schema);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (body is not null)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", true);
            Content(json, "application/json", w => w.WriteRawValue(body));
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "The answer.");
        Content(json, mediaType, answer);
        json.WriteEndObject();
        foreach (var status in problems)
        {
            json.WriteStartObject(status);
            json.WriteString("description", "A problem.");
            Content(json, "application/problem+json", w => w.WriteRawValue("""{"$ref":"#/components/schemas/Problem"}"""));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Content(Utf8JsonWriter json, string mediaType, Action<Utf8JsonWriter> schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(mediaType);
        json.WritePropertyName("schema");
        schema(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    const string PageMembers = """
        {"type":"object","required":["version","total","page","pages","size","links","items"],"properties":{"version":{"type":"integer"},"total":{"type":"integer"},"page":{"type":"integer"},"pages":{"type":"integer"},"size":{"type":"integer"},
        "links":{"type":"object","additionalProperties":{"type":"string"}},"items":{"type":"array","items":
        """;

    static void Page(Utf8JsonWriter json, string row) => json.WriteRawValue(PageMembers.ReplaceLineEndings("") + row + "}}}");

    static void Problem(Utf8JsonWriter json)
    {
        json.WritePropertyName("schemas");
        json.WriteRawValue("""
            {"Problem":{"type":"object","required":["title","status","detail"],"properties":{"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"instance":{"type":"string"},
            "errors":{"type":"array","items":{"type":"object","properties":{"pointer":{"type":"string"},"found":{"type":"string"},"expected":{"type":"string"}}}}}}}
            """.ReplaceLineEndings(""));
    }
}

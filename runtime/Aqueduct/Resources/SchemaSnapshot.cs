using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Writes aqueduct.schema.json: what the compiler knows of the tables. The same tables give the same bytes.</summary>
static class SchemaSnapshot
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "aqueduct.schema.json";

    static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text with the entries of some resources renewed; those of others stay.</summary>
    /// <param name="existing">The text so far; null where there is no file yet.</param>
    /// <param name="pulled">The tables of the resources that were looked at.</param>
    /// <exception cref="JsonException">The text so far is no snapshot.</exception>
    public static string Update(string? existing, IReadOnlyDictionary<string, IReadOnlyList<TableDescription>> pulled)
    {
        using var document = existing is null ? null : JsonDocument.Parse(existing, Reading);
        if (document is not null && document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("It holds no object.");
        var kept = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        if (document is not null && document.RootElement.TryGetProperty("resources", out var resources))
            foreach (var resource in resources.ValueKind == JsonValueKind.Object ? resources.EnumerateObject() : throw new JsonException("Its \"resources\" is no object."))
                if (!pulled.Keys.Contains(resource.Name, StringComparer.OrdinalIgnoreCase))
                    kept[resource.Name] = resource.Value;

        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Writing))
        {
            json.WriteStartObject();
            if (document is not null)
                foreach (var other in document.RootElement.EnumerateObject().Where(m => m.Name != "resources"))
                    other.WriteTo(json);
            json.WriteStartObject("resources");
            foreach (var name in kept.Keys.Concat(pulled.Keys).Order(StringComparer.Ordinal))
                if (kept.TryGetValue(name, out var element))
                {
                    json.WritePropertyName(name);
                    element.WriteTo(json);
                }
                else
                {
                    Write(json, name, pulled[name]);
                }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    static void Write(Utf8JsonWriter json, string resource, IReadOnlyList<TableDescription> tables)
    {
        json.WriteStartObject(resource);
        json.WriteStartObject("tables");
        foreach (var table in tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(table.Name);
            json.WriteStartObject("columns");
            foreach (var column in table.Columns)
            {
                json.WriteStartObject(column.Name);
                json.WriteString("type", column.Type);
                if (column.Nullable is { } nullable)
                    json.WriteBoolean("nullable", nullable);
                if (column.HasDefault)
                    json.WriteBoolean("default", true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

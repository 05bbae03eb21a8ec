namespace Aqueduct.Server.Api;

/// <summary>The JSON Schemas of docs/schema that answers keep to.</summary>
static class ApiSchemas
{
    /// <summary>One of them, by its file's name.</summary>
    public static string Of(string file)
    {
        using var stream = typeof(ApiSchemas).Assembly.GetManifestResourceStream("Aqueduct.Server." + file) ?? throw new InvalidOperationException($"docs/schema/{file} is not part of this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>The resources of aqueduct.json, without what is secret of them, and the tables of databases.</summary>
sealed class ResourcesApi(ApiData data)
{
    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("resources.list", "GET", "/api/v1/resources", Role.Viewer, "The resources of aqueduct.json, each with its type and the workflows that use it.", ListAsync) { Answer = """{"type":"array","items":{"type":"object"}}""" },
        new("resources.tables", "GET", "/api/v1/resources/{resource}/tables", Role.Viewer, "The tables of a database with their columns. Asking is also the test of its connection.", TablesAsync) { Answer = """{"type":"array","items":{"type":"object"}}""" },
    ];

    static ResourceRegistry Registry => ResourceRegistry.Current;

    Task ListAsync(ApiCall call) => call.ListAsync(Registry.Names, (json, name) =>
    {
        json.WriteString("name", name);
        json.WriteString("type", Registry.TypeOf(name));
        json.WriteStartArray("usedBy");
        foreach (var workflow in data.Workflows.Where(w => w.Definition.Nodes.Any(n => string.Equals(n.Resource, name, StringComparison.OrdinalIgnoreCase))))
            json.WriteStringValue(workflow.Definition.Slug);
        json.WriteEndArray();
    });

    static async Task TablesAsync(ApiCall call)
    {
        var name = ApiData.Named(Registry.Names, call.Part("resource"), n => n, "resource");
        try
        {
            var tables = await Task.Run(() => Registry.Database(name).Describe(call.Aborted), call.Aborted).ConfigureAwait(false);
            await call.ListAsync(tables, static (json, table) =>
            {
                json.WriteString("name", table.Name);
                RunJson.WriteArray(json, "columns", table.Columns, static (w, column) =>
                {
                    w.WriteString("name", column.Name);
                    w.WriteString("type", column.Type);
                    if (column.Nullable is { } nullable)
                        w.WriteBoolean("nullable", nullable);
                });
            }).ConfigureAwait(false);
        }
        catch (ResourceException e)
        {
            throw new ApiProblem(e.IsSystem ? 502 : 409, e.IsSystem ? "Not reachable" : "No tables", e.Message);
        }
    }
}

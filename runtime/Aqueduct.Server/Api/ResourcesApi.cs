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
        new("resources.rows", "GET", "/api/v1/resources/{resource}/tables/{table}/rows", Role.Viewer, "The first rows of a table or view, with long texts cut and the length of bytes.", RowsAsync)
            { Query = [ApiParameter.Count("limit", PeekSize.DefaultRows, PeekSize.MostRows, "Most rows."), ApiParameter.OneOf("format", ["json", "csv"], "json: rows as those of an artifact. csv: a file to take along.")], Answer = "aqueduct-rows.v1.json" },
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

    static Task TablesAsync(ApiCall call) => AskAsync(call, database => database.Describe(call.Aborted), tables => call.ListAsync(tables, static (json, table) =>
    {
        json.WriteString("name", table.Name);
        RunJson.WriteArray(json, "columns", table.Columns, static (w, column) =>
        {
            w.WriteString("name", column.Name);
            w.WriteString("type", column.Type);
            if (column.Nullable is { } nullable)
                w.WriteBoolean("nullable", nullable);
        });
    }));

    static Task RowsAsync(ApiCall call)
    {
        // The server leaves this one character of a path as it was sent.
        var table = call.Part("table").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var format = call.Text("format") ?? "json";
        if (format is not ("json" or "csv"))
            throw ApiProblem.Wrong([new("format", $"'{format}'", "json or csv")]);
        var size = new PeekSize(call.Count("limit", PeekSize.DefaultRows, PeekSize.MostRows), format == "csv" ? PeekSize.FileText : PeekSize.ShownText);
        return AskAsync(call, database => database.Peek(table, size, call.Aborted), peek => format == "csv"
            ? FileAnswers.CsvAsync(call, peek.Table.Name, peek.Fields, new[] { peek }.ToAsyncEnumerable())
            : call.JsonAsync(json => PreviewRows.Write(json, peek)));
    }

    static async Task AskAsync<T>(ApiCall call, Func<Database, T> ask, Func<T, Task> answer)
    {
        var name = ApiData.Named(Registry.Names, call.Part("resource"), n => n, "resource");
        try
        {
            await answer(await Task.Run(() => ask(Registry.Database(name)), call.Aborted).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (ResourceException e)
        {
            throw e.IsMissing ? ApiProblem.NotFound(e.Message) : new ApiProblem(e.IsSystem ? 502 : 409, e.IsSystem ? "Not reachable" : "Not to be had", e.Message);
        }
    }
}

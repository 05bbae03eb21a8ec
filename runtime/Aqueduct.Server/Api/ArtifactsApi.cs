using Aqueduct.Runtime;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server.Api;

/// <summary>Artifacts: pages of rows, and files to take along.</summary>
sealed class ArtifactsApi(ApiData data)
{
    const int DefaultRows = 100, MostRows = 500;

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("artifacts.rows", "GET", "/api/v1/runs/{run}/artifacts/{artifact}/rows", Role.Viewer, "Some rows of a stored table.", RowsAsync)
            { Query = [new ApiParameter("from", """{"type":"integer","minimum":0,"default":0}""", "The first row, from 0 on."), ApiParameter.Count("count", DefaultRows, MostRows, "Most rows.")], Answer = """{"type":"object"}""" },
        new("artifacts.get", "GET", "/api/v1/runs/{run}/artifacts/{artifact}", Role.Viewer, "A stored artifact as it is, or a table as CSV.", FileAsync)
            { Query = [ApiParameter.OneOf("format", ["stored", "csv"], "stored: as it is kept, a table as Parquet. csv: a table as text.")], MediaType = "application/octet-stream" },
    ];

    async Task RowsAsync(ApiCall call)
    {
        var artifact = Find(call);
        var (from, count) = (call.Position("from") ?? 0, call.Count("count", DefaultRows, MostRows));
        var file = await OpenAsync(artifact, call.Aborted).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var table = await TableAsync(artifact, file, call.Aborted).ConfigureAwait(false);
            await using (table.ConfigureAwait(false))
            {
                var rows = await table.ReadAsync(from, count, call.Aborted).ConfigureAwait(false);
                await call.JsonAsync(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("name", artifact.Name);
                    json.WriteNumber("from", from);
                    PreviewRows.Write(json, rows, checked((int)table.Count), count);
                    json.WriteEndObject();
                }).ConfigureAwait(false);
            }
        }
    }

    async Task FileAsync(ApiCall call)
    {
        var artifact = Find(call);
        var format = call.Text("format") ?? "stored";
        if (format is not ("stored" or "csv"))
            throw ApiProblem.Wrong([new("format", $"'{format}'", "stored or csv")]);
        var file = await OpenAsync(artifact, call.Aborted).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            if (format == "stored")
                await FileAnswers.SendAsync(call, file, artifact.MediaType, artifact.Name + Ending(artifact.MediaType)).ConfigureAwait(false);
            else
                await CsvAsync(call, artifact, file).ConfigureAwait(false);
        }
    }

    static async Task CsvAsync(ApiCall call, ArtifactRecord artifact, FileStream file)
    {
        var table = await TableAsync(artifact, file, call.Aborted).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
            await FileAnswers.CsvAsync(call, artifact.Name, table.Fields, table.GroupsAsync(call.Aborted)).ConfigureAwait(false);
    }

    static async Task<StoredTable> TableAsync(ArtifactRecord artifact, FileStream file, CancellationToken cancel)
    {
        if (artifact.MediaType != StoredTable.MediaType)
            throw new ApiProblem(409, "No table", $"Artifact '{artifact.Name}' is {artifact.MediaType}, which has no rows. Ask for it without /rows.");
        return await StoredTable.OpenAsync(file, cancel).ConfigureAwait(false);
    }

    ArtifactRecord Find(ApiCall call) => ApiData.Named(data.Run(call).Artifacts, call.Part("artifact"), a => a.Name, "artifact");

    async Task<FileStream> OpenAsync(ArtifactRecord artifact, CancellationToken cancel)
    {
        try
        {
            return await data.Store.Artifacts.OpenAsync(artifact.Hash, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ApiProblem.NotFound($"The bytes of artifact '{artifact.Name}' are gone. The command verify lists what is missing.");
        }
    }

    static string Ending(string mediaType) => mediaType switch
    {
        StoredTable.MediaType => ".parquet",
        "application/json" => ".json",
        "image/png" => ".png",
        "image/svg+xml" => ".svg",
        "text/plain" => ".txt",
        _ => ".bin",
    };
}

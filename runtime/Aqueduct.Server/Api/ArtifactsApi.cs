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
            // A page of this server's own must not run what somebody's artifact holds.
            call.Context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            call.Context.Response.Headers.XContentTypeOptions = "nosniff";
            if (format == "stored")
                await SendAsync(call, file, artifact.MediaType, artifact.Name + Ending(artifact.MediaType)).ConfigureAwait(false);
            else
                await CsvAsync(call, artifact, file).ConfigureAwait(false);
        }
    }

    /// <summary>Writes all of it before anything is sent: what cannot be written is a problem, and not half a file.</summary>
    static async Task CsvAsync(ApiCall call, ArtifactRecord artifact, FileStream file)
    {
        var table = await TableAsync(artifact, file, call.Aborted).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
        {
            var text = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await using (text.ConfigureAwait(false))
            {
                await CsvFile.WriteAsync(table.Fields, table.GroupsAsync(call.Aborted), text, new FilePlace(artifact.Name, artifact.Name + ".csv"), call.Aborted).ConfigureAwait(false);
                text.Position = 0;
                await SendAsync(call, text, "text/csv; charset=utf-8", artifact.Name + ".csv").ConfigureAwait(false);
            }
        }
    }

    static async Task SendAsync(ApiCall call, FileStream content, string mediaType, string name)
    {
        var response = call.Context.Response;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        await content.CopyToAsync(response.Body, call.Aborted).ConfigureAwait(false);
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

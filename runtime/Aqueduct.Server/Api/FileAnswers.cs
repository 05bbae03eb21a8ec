using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>Answers that are files to take along.</summary>
static class FileAnswers
{
    /// <summary>Sends a file. A page of this server's own must not run what is in it.</summary>
    public static async Task SendAsync(ApiCall call, FileStream content, string mediaType, string name)
    {
        var response = call.Context.Response;
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        await content.CopyToAsync(response.Body, call.Aborted).ConfigureAwait(false);
    }

    /// <summary>Sends rows as CSV. All of it is written before anything is sent: what cannot be written is a problem, and not half a file.</summary>
    public static async Task CsvAsync(ApiCall call, string name, IReadOnlyList<Field> fields, IAsyncEnumerable<ITabular> rows)
    {
        var text = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (text.ConfigureAwait(false))
        {
            await CsvFile.WriteAsync(fields, rows, text, new FilePlace(name, name + ".csv"), call.Aborted).ConfigureAwait(false);
            text.Position = 0;
            await SendAsync(call, text, "text/csv; charset=utf-8", name + ".csv").ConfigureAwait(false);
        }
    }
}

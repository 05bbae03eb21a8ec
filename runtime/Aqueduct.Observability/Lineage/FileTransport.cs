using System.Text;

namespace Aqueduct.Observability.Lineage;

/// <summary>Appends events to a file, one a line.</summary>
sealed class FileTransport(string path) : ILineageTransport
{
    /// <inheritdoc/>
    public async Task SendAsync(string json, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Other processes append to it, too: a line is written at once, and as a whole.
            var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await using (file.ConfigureAwait(false))
                await file.WriteAsync(Encoding.UTF8.GetBytes(json + "\n"), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LineageException($"'{path}' cannot be written: {e.Message}", false, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}

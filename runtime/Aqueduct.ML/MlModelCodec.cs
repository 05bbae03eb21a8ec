using System.IO.Compression;
using Microsoft.ML;

namespace Aqueduct;

/// <summary>Stores a model of ML.NET as the zip file that ML.NET itself saves and loads, without what differs from one saving to the next: the same model is the same bytes, on every machine.</summary>
public sealed class MlModelCodec : IArtifactCodec<MlModel>
{
    // Nothing is drawn by it: it loads and saves.
    static readonly MLContext Context = new();

    /// <summary>The first instant that a zip file can name.</summary>
    static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string MediaType => "application/vnd.mlnet.model+zip";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(MlModel value, Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(stream);
        using var saved = new MemoryStream();
        Context.Model.Save(value.Transformer, value.Input, saved);
        await stream.WriteAsync(Normalized(saved), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The bytes are no model of ML.NET.</exception>
    public async ValueTask<MlModel> ReadAsync(Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancel).ConfigureAwait(false);
        copy.Position = 0;
        try
        {
            return new MlModel(Context.Model.Load(copy, out var input), input);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"It is no model that ML.NET loads: {e.Message}", e);
        }
    }

    /// <summary>Times, and what else the machine writes into a zip file, say nothing of the model. Nothing is compressed, since versions of the compressor differ in their bytes.</summary>
    static byte[] Normalized(Stream saved)
    {
        using var result = new MemoryStream();
        using (var from = new ZipArchive(saved, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(entry.FullName.Replace('\\', '/'), CompressionLevel.NoCompression);
                (copy.LastWriteTime, copy.ExternalAttributes) = (Epoch, 0);
                using var content = entry.Open();
                using var target = copy.Open();
                content.CopyTo(target);
            }

        var bytes = result.ToArray();
        ClearPlatform(bytes);
        return bytes;
    }

    /// <summary>The directory at the end names the system that each entry was made on. APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16.</summary>
    static void ClearPlatform(Span<byte> zip)
    {
        const int EndOfDirectory = 22, Header = 46;
        var end = zip[^EndOfDirectory..];
        var at = (int)BitConverter.ToUInt32(end[16..]);
        for (var left = BitConverter.ToUInt16(end[10..]); left > 0; left--)
        {
            var header = zip[at..];
            header[5] = 0;
            at += Header + BitConverter.ToUInt16(header[28..]) + BitConverter.ToUInt16(header[30..]) + BitConverter.ToUInt16(header[32..]);
        }
    }
}

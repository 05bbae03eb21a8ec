namespace Aqueduct.Runtime;

/// <summary>Stores byte arrays as they are.</summary>
public sealed class BytesCodec : IArtifactCodec<byte[]>
{
    /// <summary>The codec.</summary>
    public static BytesCodec Instance { get; } = new();

    /// <inheritdoc/>
    public string MediaType => "application/octet-stream";

    /// <inheritdoc/>
    public ValueTask WriteAsync(byte[] value, Stream stream, CancellationToken cancel) => stream.WriteAsync(value, cancel);

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancel).ConfigureAwait(false);
        return bytes.ToArray();
    }
}

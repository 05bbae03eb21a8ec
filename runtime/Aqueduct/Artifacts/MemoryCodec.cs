namespace Aqueduct.Runtime;

/// <summary>Stores a piece of memory as its bytes.</summary>
public sealed class MemoryCodec : IArtifactCodec<ReadOnlyMemory<byte>>
{
    /// <summary>The codec.</summary>
    public static MemoryCodec Instance { get; } = new();

    /// <inheritdoc/>
    public string MediaType => BytesCodec.Instance.MediaType;

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> value, Stream stream, CancellationToken cancel) => stream.WriteAsync(value, cancel);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancel) =>
        await BytesCodec.Instance.ReadAsync(stream, cancel).ConfigureAwait(false);
}

namespace Aqueduct.Runtime;

/// <summary>What a node gave, as it is shown.</summary>
/// <remarks>Output: its number among the node's outputs. Table: its rows; null where it is none. Content: the bytes of anything else, as they would be stored, of media type MediaType.</remarks>
sealed record PreviewValue(int Output, ICounted? Table, byte[] Content, string MediaType)
{
    public bool IsJson => MediaType == "application/json";
}

/// <summary>Keeps what a node gave at hand.</summary>
sealed class PreviewValues(CancellationToken cancel) : ArtifactSink
{
    public List<PreviewValue> Values { get; } = [];

    public override async ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
    {
        using var bytes = new MemoryStream();
        if (value is not ICounted)
            await codec.WriteAsync(value, bytes, cancel).ConfigureAwait(false);
        Values.Add(new PreviewValue(output, value as ICounted, bytes.ToArray(), codec.MediaType));
    }
}

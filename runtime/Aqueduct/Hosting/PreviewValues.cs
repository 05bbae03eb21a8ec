namespace Aqueduct.Runtime;

/// <summary>What a node gave, as it is shown.</summary>
/// <remarks>Output: its number among the node's outputs. Table: its rows, of a stream its first batch; null where it is neither. Rows: the number of all. Content: the bytes of anything else, as they would be stored, of media type MediaType.</remarks>
sealed record PreviewValue(int Output, ITabular? Table, int Rows, byte[] Content, string MediaType)
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
        var table = value is IStoredStream stream ? await stream.FirstAsync(cancel).ConfigureAwait(false) : value as ITabular;
        if (table is null)
            await codec.WriteAsync(value, bytes, cancel).ConfigureAwait(false);
        Values.Add(new PreviewValue(output, table, (value as ICounted)?.Count ?? 0, bytes.ToArray(), codec.MediaType));
    }
}

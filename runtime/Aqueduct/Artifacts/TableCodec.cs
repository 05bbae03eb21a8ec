namespace Aqueduct.Runtime;

/// <summary>Stores tables as Parquet.</summary>
public sealed class TableCodec<T> : IArtifactCodec<Table<T>>
{
    /// <summary>The codec.</summary>
    public static TableCodec<T> Instance { get; } = new();

    /// <inheritdoc/>
    public string MediaType => "application/vnd.apache.parquet";

    /// <inheritdoc/>
    public ValueTask WriteAsync(Table<T> value, Stream stream, CancellationToken cancel) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<Table<T>> ReadAsync(Stream stream, CancellationToken cancel) => throw new NotSupportedException();
}

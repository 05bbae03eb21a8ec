namespace Aqueduct.Runtime;

/// <summary>Stores streams of tables as one Parquet file, a group of rows for each batch, as tables are stored.</summary>
/// <remarks>Small batches are put together and large ones cut, so that equal rows give equal bytes: docs/decisions/0022-streams-of-tables.md.</remarks>
public sealed class StreamCodec<T> : IArtifactCodec<IAsyncEnumerable<Table<T>>>, IStreamCodec<IAsyncEnumerable<Table<T>>>
{
    /// <summary>The codec.</summary>
    public static StreamCodec<T> Instance { get; } = new();

    /// <inheritdoc/>
    public string MediaType => TableCodec<T>.Instance.MediaType;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A column holds no scalars, or text that is no valid Unicode.</exception>
    public async ValueTask WriteAsync(IAsyncEnumerable<Table<T>> value, Stream stream, CancellationToken cancel) =>
        await WriteAsync(value, stream, static write => write(), cancel).ConfigureAwait(false);

    /// <summary>Writes the batches.</summary>
    /// <param name="value">The batches.</param>
    /// <param name="stream">Receives the bytes.</param>
    /// <param name="writing">Makes each write, and so tells what goes wrong there from what goes wrong in the stream itself.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The number of rows.</returns>
    internal static async Task<long> WriteAsync(IAsyncEnumerable<Table<T>> value, Stream stream, Func<Func<Task>, Task> writing, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        var writer = await ParquetTableWriter<T>.BeginAsync(stream, RowType<T>.Instance.Fields, cancel).ConfigureAwait(false);
        await foreach (var batch in Batches.Even(value).WithCancellation(cancel).ConfigureAwait(false))
            await writing(() => writer.WriteAsync(batch, cancel)).ConfigureAwait(false);
        // The file's end, which one that is thrown away does not need.
        await writing(() => writer.DisposeAsync().AsTask()).ConfigureAwait(false);
        return writer.Rows;
    }

    /// <summary>Reads all batches into memory.</summary>
    /// <exception cref="InvalidDataException">The file is no Parquet, or its columns are not those of the row type.</exception>
    public async ValueTask<IAsyncEnumerable<Table<T>>> ReadAsync(Stream stream, CancellationToken cancel) =>
        (await TableCodec<T>.Instance.ReadAsync(stream, cancel).ConfigureAwait(false)).InBatches();

    async Task<IAsyncEnumerable<Table<T>>> IStreamCodec<IAsyncEnumerable<Table<T>>>.OpenAsync(string hash, FileStream file, Func<CancellationToken, ValueTask<Stream>> open, CancellationToken cancel)
    {
        var reader = await ParquetTableReader<T>.OpenAsync(file, cancel).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return new StoredStream<T>(reader.Rows, (hash, file.Length), open);
    }
}

/// <summary>Reads a stored value as it is asked for, and not before.</summary>
interface IStreamCodec<T>
{
    /// <summary>The value of an artifact whose bytes are known to be whole.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="file">The artifact, to be looked at now.</param>
    /// <param name="open">Opens it again.</param>
    /// <param name="cancel">Stops.</param>
    Task<T> OpenAsync(string hash, FileStream file, Func<CancellationToken, ValueTask<Stream>> open, CancellationToken cancel);
}

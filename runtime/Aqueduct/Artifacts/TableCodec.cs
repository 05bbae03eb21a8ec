namespace Aqueduct.Runtime;

/// <summary>Stores tables as Parquet: Snappy, dictionaries for text, groups of 262,144 rows. Equal tables give equal bytes.</summary>
/// <remarks>Numbers, bool, text, bytes and dates have Parquet's own types, the other scalars their invariant text: docs/decisions/0003-columnar-files.md.</remarks>
public sealed class TableCodec<T> : IArtifactCodec<Table<T>>
{
    internal const int RowsInGroup = 1 << 18;

    /// <summary>The codec.</summary>
    public static TableCodec<T> Instance { get; } = new();

    /// <inheritdoc/>
    public string MediaType => EndpointVersion.TableMediaType;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A column holds no scalars, or text that is no valid Unicode.</exception>
    public async ValueTask WriteAsync(Table<T> value, Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        var writer = await ParquetTableWriter<T>.BeginAsync(stream, RowType<T>.Instance.Fields, cancel).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
            await writer.WriteAsync(value, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is no Parquet, or its columns are not those of the row type.</exception>
    public async ValueTask<Table<T>> ReadAsync(Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            using var copy = new MemoryStream(); // the directory of a Parquet file is at its end
            await stream.CopyToAsync(copy, cancel).ConfigureAwait(false);
            copy.Position = 0;
            return await ReadAsync(copy, cancel).ConfigureAwait(false);
        }

        var reader = await ParquetTableReader<T>.OpenAsync(stream, cancel).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return await reader.ReadAsync(0, reader.Groups, cancel).ConfigureAwait(false);
    }
}

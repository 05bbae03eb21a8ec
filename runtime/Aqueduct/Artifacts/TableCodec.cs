using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>Stores tables as Parquet: Snappy, dictionaries for text, groups of 262,144 rows. Equal tables give equal bytes.</summary>
/// <remarks>Numbers, bool, text, bytes and dates have Parquet's own types, the other scalars their invariant text: docs/decisions/0003-columnar-files.md.</remarks>
public sealed class TableCodec<T> : IArtifactCodec<Table<T>>
{
    internal const int RowsInGroup = 1 << 18;

    /// <summary>The codec.</summary>
    public static TableCodec<T> Instance { get; } = new();

    /// <inheritdoc/>
    public string MediaType => "application/vnd.apache.parquet";

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A column holds no scalars, or text that is no valid Unicode.</exception>
    public ValueTask WriteAsync(Table<T> value, Stream stream, CancellationToken cancel) => WriteAsync(value, RowType<T>.Instance.Fields, stream, cancel);

    /// <summary>Writes the table with the columns named as <paramref name="fields"/>.</summary>
    internal static async ValueTask WriteAsync(Table<T> value, IEnumerable<Field> fields, Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        var columns = Columns(fields);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (var column in columns)
            if (column.Data.ClrType == typeof(ReadOnlyMemory<char>))
                options.ColumnEncodingHints[column.Data.Name] = EncodingHint.Dictionary;

        // Parquet is written front to back, but asks for the position, which not every stream knows.
        var output = stream.CanSeek ? stream : new CountingStream(stream);
        var writer = await ParquetWriter.CreateAsync(Schema(columns), output, options, cancellationToken: cancel).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            for (var start = 0; start < value.Count; start += RowsInGroup)
            {
                using var group = writer.CreateRowGroup();
                for (var i = 0; i < columns.Length; i++)
                    await columns[i].WriteAsync(group, value.ColumnAt(i), start, Math.Min(RowsInGroup, value.Count - start), cancel).ConfigureAwait(false);
                group.CompleteValidate();
            }
        }
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

        var reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true, cancellationToken: cancel).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var columns = Columns(RowType<T>.Instance.Fields);
            var (found, expected) = (reader.Schema.DataFields, Schema(columns).DataFields);
            if (!found.Select(Signature).SequenceEqual(expected.Select(Signature)))
                throw new InvalidDataException($"The stored table has the columns {string.Join(", ", found.Select(Signature))}; {typeof(T).Name} has {string.Join(", ", expected.Select(Signature))}. It was stored by another version of the row type: run again instead of reusing it.");
            var count = checked((int)reader.RowGroups.Sum(g => g.RowCount));
            foreach (var column in columns)
                column.Start(count);
            for (var (g, start) = (0, 0); g < reader.RowGroupCount; g++)
            {
                using var group = reader.OpenRowGroupReader(g);
                var rows = checked((int)group.RowCount);
                for (var i = 0; i < columns.Length; i++)
                    await columns[i].ReadAsync(group, found[i], start, rows, cancel).ConfigureAwait(false);
                start += rows;
            }

            return new Table<T>([.. columns.Select(c => c.Build())]);
        }
    }

    static TableCodecColumn[] Columns(IEnumerable<Field> fields) => [.. fields.Select(f => f.Kind == FieldKind.Other
        ? throw new NotSupportedException($"Table<{typeof(T).Name}> cannot be stored: {f.Name} is a {f.Type}. Rows that flow between operators are records whose members are numbers, text, dates, enumerations or bytes.")
        : TableCodecColumn.Of(f))];

    static ParquetSchema Schema(TableCodecColumn[] columns) => new(columns.Select(c => c.Data));

    static string Signature(DataField field) => field.Name + (
        field.ClrType == typeof(ReadOnlyMemory<char>) ? " text" : field.ClrType == typeof(ReadOnlyMemory<byte>) ? " bytes" : $" {field.ClrType.Name}{(field.IsNullable ? "?" : "")}");
}

/// <summary>Counts what is written to a stream that does not know its position.</summary>
sealed class CountingStream(Stream inner) : Stream
{
    long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        _written += buffer.Length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        _written += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

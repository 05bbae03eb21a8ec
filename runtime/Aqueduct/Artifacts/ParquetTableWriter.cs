using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>Writes one Parquet file of rows, group by group: Snappy, dictionaries for text.</summary>
sealed class ParquetTableWriter<T> : IAsyncDisposable
{
    readonly TableCodecColumn[] _columns;
    readonly ParquetWriter _writer;

    ParquetTableWriter(TableCodecColumn[] columns, ParquetWriter writer) => (_columns, _writer) = (columns, writer);

    /// <summary>Begins a file with the columns named as <paramref name="fields"/>.</summary>
    /// <exception cref="NotSupportedException">A column holds no scalars.</exception>
    public static async Task<ParquetTableWriter<T>> BeginAsync(Stream stream, IEnumerable<Field> fields, CancellationToken cancel)
    {
        var columns = Columns(fields);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (var column in columns)
            if (column.Data.ClrType == typeof(ReadOnlyMemory<char>))
                options.ColumnEncodingHints[column.Data.Name] = EncodingHint.Dictionary;

        // Parquet is written front to back, but asks for the position, which not every stream knows.
        var output = stream.CanSeek ? stream : new CountingStream(stream);
        return new(columns, await ParquetWriter.CreateAsync(Schema(columns), output, options, cancellationToken: cancel).ConfigureAwait(false));
    }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes a table as one group, or several where it is large.</summary>
    /// <exception cref="NotSupportedException">A text is no valid Unicode.</exception>
    public async Task WriteAsync(Table<T> rows, CancellationToken cancel)
    {
        for (var start = 0; start < rows.Count; start += TableCodec<T>.RowsInGroup)
            await WriteAsync(rows, start, Math.Min(TableCodec<T>.RowsInGroup, rows.Count - start), cancel).ConfigureAwait(false);
    }

    async Task WriteAsync(Table<T> rows, int start, int count, CancellationToken cancel)
    {
        using var group = _writer.CreateRowGroup();
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Before = Rows - start;
            await _columns[i].WriteAsync(group, rows.ColumnAt(i), start, count, cancel).ConfigureAwait(false);
        }

        group.CompleteValidate();
        Rows += count;
    }

    /// <summary>Writes the file's directory, without which it is no Parquet. The stream stays open.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>The columns of a row type, for Parquet.</summary>
    public static TableCodecColumn[] Columns(IEnumerable<Field> fields) => [.. fields.Select(f => f.Kind == FieldKind.Other
        ? throw new NotSupportedException($"Table<{typeof(T).Name}> cannot be stored: {f.Name} is a {f.Type}. Rows that flow between operators are records whose members are numbers, text, dates, enumerations or bytes.")
        : TableCodecColumn.Of(f))];

    /// <summary>The schema of a file with these columns.</summary>
    public static ParquetSchema Schema(TableCodecColumn[] columns) => new(columns.Select(c => c.Data));
}

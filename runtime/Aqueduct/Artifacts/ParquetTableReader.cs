using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>Reads a Parquet file that <see cref="ParquetTableWriter{T}"/> wrote, as many of its groups at once as are asked for.</summary>
sealed class ParquetTableReader<T> : IAsyncDisposable
{
    readonly ParquetReader _reader;
    readonly TableCodecColumn[] _columns = ParquetTableWriter<T>.Columns(RowType<T>.Instance.Fields);
    readonly DataField[] _found;

    ParquetTableReader(ParquetReader reader) => (_reader, _found) = (reader, reader.Schema.DataFields);

    /// <summary>Opens a file that can be sought in; it stays open.</summary>
    /// <exception cref="InvalidDataException">The file is no Parquet, or its columns are not those of the row type.</exception>
    public static async Task<ParquetTableReader<T>> OpenAsync(Stream stream, CancellationToken cancel)
    {
        var opened = new ParquetTableReader<T>(await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true, cancellationToken: cancel).ConfigureAwait(false));
        var expected = ParquetTableWriter<T>.Schema(opened._columns).DataFields;
        if (opened._found.Select(Signature).SequenceEqual(expected.Select(Signature)))
            return opened;
        await opened.DisposeAsync().ConfigureAwait(false);
        throw new InvalidDataException($"The stored table has the columns {string.Join(", ", opened._found.Select(Signature))}; {typeof(T).Name} has {string.Join(", ", expected.Select(Signature))}. It was stored by another version of the row type: run again instead of reusing it.");
    }

    /// <summary>Number of row groups.</summary>
    public int Groups => _reader.RowGroupCount;

    /// <summary>Number of rows in all groups.</summary>
    public long Rows => _reader.RowGroups.Sum(g => g.RowCount);

    /// <summary>The rows of the groups from <paramref name="from"/> up to, and without, <paramref name="to"/>.</summary>
    public async Task<Table<T>> ReadAsync(int from, int to, CancellationToken cancel)
    {
        var count = checked((int)_reader.RowGroups.Skip(from).Take(to - from).Sum(g => g.RowCount));
        foreach (var column in _columns)
            column.Start(count);
        for (var (g, start) = (from, 0); g < to; g++)
        {
            using var group = _reader.OpenRowGroupReader(g);
            var rows = checked((int)group.RowCount);
            for (var i = 0; i < _columns.Length; i++)
                await _columns[i].ReadAsync(group, _found[i], start, rows, cancel).ConfigureAwait(false);
            start += rows;
        }

        return new Table<T>([.. _columns.Select(c => c.Build())]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    static string Signature(DataField field) => field.Name + (
        field.ClrType == typeof(ReadOnlyMemory<char>) ? " text" : field.ClrType == typeof(ReadOnlyMemory<byte>) ? " bytes" : $" {field.ClrType.Name}{(field.IsNullable ? "?" : "")}");
}

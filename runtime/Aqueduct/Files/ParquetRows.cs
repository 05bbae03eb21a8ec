using Parquet;

namespace Aqueduct.Runtime;

/// <summary>The rows of a Parquet file, by the names of its columns, whoever wrote it: all at once, or one of its groups after another.</summary>
sealed class ParquetRows<T>(Stream stream, FilePlace file) : RowSource<T>
{
    ParquetReader? _reader;
    ParquetFileColumn[] _columns = [];
    int _group;
    long _rows;

    public override Table<T>? Next(int most, CancellationToken cancel) => NextAsync(most, cancel).GetAwaiter().GetResult();

    async Task<Table<T>?> NextAsync(int most, CancellationToken cancel)
    {
        _reader ??= await OpenAsync(cancel).ConfigureAwait(false);
        if (_group == _reader.RowGroupCount)
            return null;
        // A group is decoded as a whole; how large it is its writer has decided.
        var end = most == int.MaxValue ? _reader.RowGroupCount : _group + 1;
        var total = checked((int)_reader.RowGroups.Skip(_group).Take(end - _group).Sum(g => g.RowCount));
        foreach (var column in _columns)
        {
            column.Before = _rows;
            column.Start(total);
        }

        for (var start = 0; _group < end; _group++)
        {
            using var group = _reader.OpenRowGroupReader(_group);
            var count = checked((int)group.RowCount);
            foreach (var column in _columns)
                await column.ReadAsync(group, start, count, cancel).ConfigureAwait(false);
            start += count;
        }

        _rows += total;
        return new Table<T>([.. _columns.Select(c => c.Build())]);
    }

    async Task<ParquetReader> OpenAsync(CancellationToken cancel)
    {
        var columns = TableFile.Columns<T>(file);
        ParquetReader reader;
        try
        {
            reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true, cancellationToken: cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw file.Error($"it is no Parquet file: {e.Message}");
        }

        var found = reader.Schema.DataFields.Where(f => f.MaxRepetitionLevel == 0).ToArray();
        var names = found.Select(f => f.Name).ToArray();
        _columns = [.. columns.Select(c => ParquetFileColumn.Of(c, found[FileColumns.Find<T>(c.Field, names, file)], file))];
        return reader;
    }

    public override void Dispose() => _reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}

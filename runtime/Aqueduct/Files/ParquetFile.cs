using Parquet;
using Parquet.Schema;

namespace Aqueduct.Runtime;

/// <summary>Tables as Parquet: written as artifacts are, the columns named as in a database; read by name, whoever wrote the file.</summary>
static class ParquetFile
{
    public static void Write<T>(Table<T> rows, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field.Accept(new Renaming()));
        try
        {
            TableCodec<T>.WriteAsync(rows, fields, stream, cancel).AsTask().GetAwaiter().GetResult();
        }
        catch (NotSupportedException e)
        {
            throw file.Error(e.Message);
        }
    }

    public static async Task<Table<T>> ReadAsync<T>(Stream stream, FilePlace file, CancellationToken cancel)
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

        await using (reader.ConfigureAwait(false))
        {
            var found = reader.Schema.DataFields.Where(f => f.MaxRepetitionLevel == 0).ToArray();
            var names = found.Select(f => f.Name).ToArray();
            var gathered = columns.Select(c => ParquetFileColumn.Of(c, found[FileColumns.Find<T>(c.Field, names, file)], file)).ToArray();
            var total = checked((int)reader.RowGroups.Sum(g => g.RowCount));
            foreach (var column in gathered)
                column.Start(total);
            for (var (g, start) = (0, 0); g < reader.RowGroupCount; g++)
            {
                using var group = reader.OpenRowGroupReader(g);
                var count = checked((int)group.RowCount);
                foreach (var column in gathered)
                    await column.ReadAsync(group, start, count, cancel).ConfigureAwait(false);
                start += count;
            }

            return new Table<T>([.. gathered.Select(c => c.Build())]);
        }
    }

    /// <summary>A field by the name that its column has in files and databases.</summary>
    sealed class Renaming : IFieldVisitor<Field>
    {
        public Field Visit<V>(Field field) => Field.Of<V>(ColumnNames.ForNew(field), field.Nullable);
    }
}

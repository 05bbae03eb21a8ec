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
            var fields = columns.Select(c => found[FileColumns.Find<T>(c.Field, names, file)]).ToArray();
            var done = 0;
            for (var g = 0; g < reader.RowGroupCount; g++)
            {
                using var group = reader.OpenRowGroupReader(g);
                var count = checked((int)group.RowCount);
                for (var i = 0; i < columns.Length; i++)
                    Add(columns[i], await TextsAsync(group, fields[i], count, file, cancel).ConfigureAwait(false), done, fields[i].Name, file);
                done += count;
            }

            return new Table<T>([.. columns.Select(c => c.Build())]);
        }
    }

    /// <summary>A field by the name that its column has in files and databases.</summary>
    sealed class Renaming : IFieldVisitor<Field>
    {
        public Field Visit<V>(Field field) => Field.Of<V>(ColumnNames.ForNew(field), field.Nullable);
    }

    static void Add(FileColumn column, string?[] texts, int done, string name, FilePlace file)
    {
        for (var i = 0; i < texts.Length; i++)
            if (texts[i] is { } text)
            {
                if (!column.TryAdd(text))
                    throw FileColumns.Mismatch(file, done + i + 1, name, column, text);
            }
            else if (column.Field.Nullable)
            {
                column.AddNull();
            }
            else
            {
                throw FileColumns.Missing(file, done + i + 1, name, column.Field);
            }
    }

    /// <summary>A column's values as their invariant texts, in which every type of Parquet meets every type of a row.</summary>
    static ValueTask<string?[]> TextsAsync(ParquetRowGroupReader group, DataField field, int count, FilePlace file, CancellationToken cancel)
    {
        var type = field.ClrType;
        return type == typeof(ReadOnlyMemory<char>) || type == typeof(string) ? StringsAsync(group, field, count, cancel)
            : type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) ? BytesAsync(group, field, count, cancel)
            : type == typeof(bool) ? OfAsync<bool>()
            : type == typeof(sbyte) ? OfAsync<sbyte>()
            : type == typeof(byte) ? OfAsync<byte>()
            : type == typeof(short) ? OfAsync<short>()
            : type == typeof(ushort) ? OfAsync<ushort>()
            : type == typeof(int) ? OfAsync<int>()
            : type == typeof(uint) ? OfAsync<uint>()
            : type == typeof(long) ? OfAsync<long>()
            : type == typeof(ulong) ? OfAsync<ulong>()
            : type == typeof(float) ? OfAsync<float>()
            : type == typeof(double) ? OfAsync<double>()
            : type == typeof(decimal) ? OfAsync<decimal>()
            : type == typeof(DateTime) ? OfAsync<DateTime>()
            : type == typeof(DateOnly) ? OfAsync<DateOnly>()
            : type == typeof(TimeOnly) ? OfAsync<TimeOnly>()
            : type == typeof(TimeSpan) ? OfAsync<TimeSpan>()
            : type == typeof(Guid) ? OfAsync<Guid>()
            : throw file.Error($"column {field.Name} holds {type.Name}, which no column of a row takes. Leave it out of the row type, or write the file with another type.");

        async ValueTask<string?[]> OfAsync<V>() where V : struct
        {
            var texts = new string?[count];
            if (field.IsNullable)
            {
                var values = new V?[count];
                await group.ReadAsync<V>(field, values.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
                for (var i = 0; i < count; i++)
                    texts[i] = ScalarText.Format(values[i]);
            }
            else
            {
                var values = new V[count];
                await group.ReadAsync<V>(field, values.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
                for (var i = 0; i < count; i++)
                    texts[i] = ScalarText.Format(values[i]);
            }

            return texts;
        }
    }

    static async ValueTask<string?[]> StringsAsync(ParquetRowGroupReader group, DataField field, int count, CancellationToken cancel)
    {
        var texts = new string?[count];
        await group.ReadAsync(field, texts.AsMemory()!, cancellationToken: cancel).ConfigureAwait(false);
        return texts;
    }

    static async ValueTask<string?[]> BytesAsync(ParquetRowGroupReader group, DataField field, int count, CancellationToken cancel)
    {
        var values = new byte[]?[count];
        await group.ReadAsync(field, values.AsMemory()!, cancellationToken: cancel).ConfigureAwait(false);
        return Array.ConvertAll(values, v => ScalarText.Format(v));
    }
}

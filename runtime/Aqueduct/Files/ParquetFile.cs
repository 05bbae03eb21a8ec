namespace Aqueduct.Runtime;

/// <summary>Tables as Parquet: written as artifacts are, the columns named as in a database.</summary>
static class ParquetFile
{
    public static int Write<T>(IEnumerable<Table<T>> batches, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field.Accept(new Renaming()));
        try
        {
            return WriteAsync(batches, fields, stream, cancel).GetAwaiter().GetResult();
        }
        catch (NotSupportedException e)
        {
            throw file.Error(e.Message);
        }
    }

    static async Task<int> WriteAsync<T>(IEnumerable<Table<T>> batches, IEnumerable<Field> fields, Stream stream, CancellationToken cancel)
    {
        var writer = await ParquetTableWriter<T>.BeginAsync(stream, fields, cancel).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
            foreach (var batch in batches)
                await writer.WriteAsync(batch, cancel).ConfigureAwait(false);
        return checked((int)writer.Rows);
    }

    /// <summary>A field by the name that its column has in files and databases.</summary>
    sealed class Renaming : IFieldVisitor<Field>
    {
        public Field Visit<V>(Field field) => Field.Of<V>(ColumnNames.ForNew(field), field.Nullable);
    }
}

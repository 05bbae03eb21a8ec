using Apache.Arrow;
using Aqueduct.Arrow;
using Aqueduct.Runtime;

namespace Aqueduct;

/// <summary>Tables as Apache Arrow record batches, and back.</summary>
public static class ArrowTables
{
    /// <summary>The table as a record batch. Columns of numbers without nulls are not copied: the batch reads those of the table.</summary>
    /// <param name="table">The table; its columns are called as in a file or database, <c>CustomerId</c> as <c>customer_id</c>, or as [Column] says.</param>
    /// <returns>bool, integers, float and double as Arrow's own types; decimal as decimal128 with the most digits behind the point that a value of the column has; string, char, Guid and
    /// enumerations as utf8; byte[] as binary; DateOnly as date32; DateTime as timestamp without a zone, of a local time in UTC; DateTimeOffset as timestamp in UTC; TimeSpan as duration, all three in microseconds; TimeOnly as time64 in nanoseconds.</returns>
    /// <exception cref="NotSupportedException">A column holds what is no scalar, or text that is no valid Unicode.</exception>
    /// <exception cref="InvalidDataException">A column of decimals needs more than 38 digits, or one of texts more than 2 GB.</exception>
    public static RecordBatch ToArrow<T>(this Table<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (schema, arrays) = (new Schema.Builder(), new IArrowArray[table.Fields.Count]);
        for (var i = 0; i < arrays.Length; i++)
        {
            var field = table.Fields[i];
            arrays[i] = ArrowWriter.Array(field, table.ColumnAt(i));
            schema.Field(new Apache.Arrow.Field(ColumnNames.ForNew(field), arrays[i].Data.DataType, field.Nullable));
        }

        return new RecordBatch(schema.Build(), arrays, table.Count);
    }

    /// <summary>The rows of a record batch, whoever made it. The values are copied: the batch may be disposed.</summary>
    /// <param name="batch">The batch. A member's column is found as in a query: by [Column], or by name ignoring case and underscores; further columns are left out. Values of another type are converted where they fit.</param>
    /// <exception cref="InvalidDataException">A member has no column, or a column holds a value or null that its member does not take; the message names row, column and both types.</exception>
    public static Table<T> ToTable<T>(this RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        const string Owner = "record batch";
        var columns = batch.Schema.FieldsList;
        var positions = ForeignPlace.Find<T>(Owner, [.. columns.Select(c => c.Name)]);
        return new([.. RowType<T>.Instance.Fields.Zip(positions, (field, i) => ArrowReader.Column(batch.Column(i), field, new(Owner, columns[i].Name, columns[i].DataType.Name)))]);
    }
}

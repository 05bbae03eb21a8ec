using Aqueduct.ML;
using Aqueduct.Runtime;
using Microsoft.Data.Analysis;

namespace Aqueduct;

/// <summary>Tables as data frames, and back.</summary>
public static class DataFrameTables
{
    /// <summary>A data frame with a copy of the table's columns.</summary>
    /// <param name="table">The table; its columns are called as its members, or as [Column] says.</param>
    /// <returns>bool, numbers, char, string and DateTime as the columns that data frames have for them, DateOnly as DateTime at midnight, DateTimeOffset as DateTime in UTC, TimeOnly, TimeSpan, Guid and enumerations as their invariant text, byte[] as hexadecimal digits.</returns>
    /// <exception cref="NotSupportedException">A column holds what is no scalar.</exception>
    public static DataFrame ToDataFrame<T>(this Table<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new DataFrame(table.Fields.Select((field, i) => FrameWriter.Column(field, table.ColumnAt(i))));
    }

    /// <summary>The rows of a data frame.</summary>
    /// <param name="frame">The frame. A member's column is found as in a query: by [Column], or by name ignoring case and underscores; further columns are left out. Values of another type are converted where they fit.</param>
    /// <exception cref="InvalidDataException">A member has no column, or a column holds a value or null that its member does not take; the message names row, column and both types.</exception>
    public static Table<T> ToTable<T>(this DataFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        const string Owner = "data frame";
        var positions = ForeignPlace.Find<T>(Owner, [.. frame.Columns.Select(c => c.Name)]);
        return new([.. RowType<T>.Instance.Fields.Zip(positions, (field, i) => FrameReader.Column(frame.Columns[i], field, new(Owner, frame.Columns[i].Name, frame.Columns[i].DataType.Name)))]);
    }
}

using Aqueduct.ML;
using Aqueduct.Runtime;
using Microsoft.ML;

namespace Aqueduct;

/// <summary>Tables as ML.NET's data views, and back.</summary>
public static class DataViewTables
{
    /// <summary>The table as ML.NET reads data: no rows are built and nothing is copied, from any number of threads at once, shuffled where a trainer asks for it.</summary>
    /// <param name="table">The table; its columns are called as its members, or as [Column] says.</param>
    /// <returns>bool, integers, float, double, string, DateTime, DateTimeOffset and TimeSpan as ML.NET's own types; decimal as the nearest double; DateOnly as DateTime; byte[] as a vector of bytes; other scalars as their invariant text.
    /// ML.NET has no nulls: a number that may be null is a double, a float or a bool that may be null a float, null being NaN; what else may be null is text or bytes, empty for null.</returns>
    /// <exception cref="NotSupportedException">A column holds what is no scalar.</exception>
    public static IDataView AsDataView<T>(this Table<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TableView([.. table.Fields.Select((field, i) => ViewColumn.Of(field, table.ColumnAt(i)))], table.Count);
    }

    /// <summary>The rows of a data view, such as the predictions of a model.</summary>
    /// <param name="view">The view. A member's column is found as in a query: by [Column], or by name ignoring case and underscores; further columns are not computed. Values of another type are converted where they fit;
    /// of keys their numbers are taken, from 1.</param>
    /// <returns>The table. Where a member may be null, NaN, empty text, empty bytes and the missing key are null.</returns>
    /// <exception cref="InvalidDataException">A member has no column, or a column holds a value that its member does not take; the message names row, column and both types.</exception>
    public static Table<T> ToTable<T>(this IDataView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        const string Owner = "data view";
        var seen = view.Schema.Where(c => !c.IsHidden).ToArray();
        var columns = Array.ConvertAll(ForeignPlace.Find<T>(Owner, Array.ConvertAll(seen, c => c.Name)), i => seen[i]);
        using var rows = view.GetRowCursor(columns.DistinctBy(c => c.Index));
        var capacity = checked((int)(view.GetRowCount() ?? 0));
        ViewReader[] readers = [.. RowType<T>.Instance.Fields.Zip(columns, (field, column) => ViewReader.Of(rows, column, field, new(Owner, column.Name, column.Type.ToString()!), capacity))];
        while (rows.MoveNext())
            foreach (var reader in readers)
                reader.Read();
        return new([.. readers.Select(r => r.Build())]);
    }
}

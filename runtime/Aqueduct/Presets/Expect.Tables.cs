#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of a table's size, and of how complete and how different the values of a column are.</content>
public static partial class Expect
{
    /// <summary>The table has at least one row.</summary>
    [Check]
    public static bool NotEmpty<T>(Table<T> table, Severity severity = Severity.Warning) => Report.Number("The number of rows", Measure.Rows(table), 1, int.MaxValue);

    /// <summary>The number of rows lies from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool RowCount<T>(Table<T> table, int min, int max = int.MaxValue, Severity severity = Severity.Warning) =>
        Report.Number("The number of rows", Measure.Rows(table), min, max);

    /// <summary>The table has as many rows as another.</summary>
    [Check]
    public static bool RowCountEqual<T, U>(Table<T> table, Table<U> other, Severity severity = Severity.Warning)
    {
        var (found, expected) = (Measure.Rows(table), Measure.Rows(other));
        return found == expected || Report.No($"The number of rows is {Report.Text(found)}; the other table has {Report.Text(expected)}.");
    }

    /// <summary>The number of rows over that of a reference lies from <paramref name="min"/> to <paramref name="max"/>: 1 is as many; over none it lies nowhere.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="reference">The table to compare with, such as that of the last period.</param>
    /// <param name="min">0.9 allows ten per cent fewer rows.</param>
    /// <param name="max">1.5 allows half as many more.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool RowGrowth<T, U>(Table<T> table, Table<U> reference, double min, double max, Severity severity = Severity.Warning) =>
        Report.Number("The number of rows over that of the reference", Measure.RowGrowth(table, reference), min, max);

    /// <summary>The share of missing values is at most <paramref name="rate"/>.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="rate">A share from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool MissingRate<T, V>(Table<T> table, Func<T, V> column, double rate, Severity severity = Severity.Warning) =>
        Report.Share("The share of missing values", Measure.Missing(table, column), 0, rate);

    /// <summary>No value comes twice; nulls may. Text is compared ordinally.</summary>
    [Check]
    public static bool Unique<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning)
    {
        var values = Columns.Of(table, column);
        var seen = new HashSet<V>(values.Count);
        return Report.Rows(values, "each value once", v => v is null || seen.Add(v));
    }

    /// <summary>No combination of the values of two columns comes twice; null is a value like others.</summary>
    [Check]
    public static bool UniqueTogether<T, V, W>(Table<T> table, Func<T, V> column, Func<T, W> second, Severity severity = Severity.Warning)
    {
        var seen = new HashSet<(V, W)>(table?.Count ?? 0);
        return Report.Pairs(Columns.Of(table!, column), Columns.Of(table!, second), "each combination once", (v, w) => seen.Add((v, w)));
    }

    /// <summary>No combination of the values of three columns comes twice; null is a value like others.</summary>
    [Check]
    public static bool UniqueTogether<T, V, W, X>(Table<T> table, Func<T, V> column, Func<T, W> second, Func<T, X> third, Severity severity = Severity.Warning)
    {
        var (a, b, c) = (Columns.Of(table, column), Columns.Of(table, second), Columns.Of(table, third));
        var seen = new HashSet<(V, W, X)>(table.Count);
        return Report.Positions(table.Count, "each combination once", i => seen.Add((a.Items[i], b.Items[i], c.Items[i])),
            i => $"{Report.Text(a.Items[i])}, {Report.Text(b.Items[i])}, {Report.Text(c.Items[i])}");
    }

    /// <summary>The number of distinct values, nulls left out, lies from <paramref name="min"/> to <paramref name="max"/>.</summary>
    [Check]
    public static bool DistinctCount<T, V>(Table<T> table, Func<T, V> column, int min, int max, Severity severity = Severity.Warning) =>
        Report.Number("The number of distinct values", Measure.Distinct(table, column), min, max);

    /// <summary>The number of distinct values over that of values, missing ones left out, lies from <paramref name="min"/> to <paramref name="max"/>: 1 of a column without repetition; of no value it lies nowhere.</summary>
    [Check]
    public static bool DistinctRatio<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) =>
        Report.Share("The share of distinct values", Measure.DistinctRatio(table, column), min, max);
}

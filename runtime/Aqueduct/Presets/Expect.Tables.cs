using System.Numerics;

#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of a table as a whole, of its order and of its numbers together.</content>
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

    /// <summary>No value comes twice; nulls may. Text is compared ordinally.</summary>
    [Check]
    public static bool Unique<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning)
    {
        var seen = new HashSet<V>();
        return Report.Rows(table, column, "each value once", v => v is null || seen.Add(v));
    }

    /// <summary>The number of distinct values, nulls left out, lies from <paramref name="min"/> to <paramref name="max"/>.</summary>
    [Check]
    public static bool DistinctCount<T, V>(Table<T> table, Func<T, V> column, int min, int max, Severity severity = Severity.Warning) =>
        Report.Number("The number of distinct values", Measure.Distinct(table, column), min, max);

    /// <summary>The share of missing values is at most <paramref name="rate"/>.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="rate">A share from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool MissingRate<T, V>(Table<T> table, Func<T, V> column, double rate, Severity severity = Severity.Warning) =>
        Report.Number("The share of missing values", Measure.Missing(table, column), 0, rate);

    /// <summary>Each value is at least the one before it; above it where <paramref name="strictly"/>. Nulls are passed over; text is compared ordinally.</summary>
    [Check]
    public static bool Increasing<T, V>(Table<T> table, Func<T, V> column, bool strictly = false, Severity severity = Severity.Warning) =>
        InOrder(table, column, strictly, 1, "above the value before it");

    /// <summary>Each value is at most the one before it; below it where <paramref name="strictly"/>. Nulls are passed over; text is compared ordinally.</summary>
    [Check]
    public static bool Decreasing<T, V>(Table<T> table, Func<T, V> column, bool strictly = false, Severity severity = Severity.Warning) =>
        InOrder(table, column, strictly, -1, "below the value before it");

    /// <summary>The mean lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool MeanBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The mean", Measure.Mean(table, column), min, max);

    /// <inheritdoc cref="MeanBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool MeanBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The mean", Measure.Mean(table, column), min, max);

    /// <summary>The sample standard deviation lies from <paramref name="min"/> to <paramref name="max"/>; that of fewer than two values lies nowhere.</summary>
    [Check]
    public static bool StdDevBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The standard deviation", Measure.StdDev(table, column), min, max);

    /// <summary>A quantile (<see cref="Measure.Quantile{T, V}(Table{T}, Func{T, V}, double)"/>) lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool QuantileBetween<T, V>(Table<T> table, Func<T, V> column, double quantile, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number($"The quantile {Report.Text(quantile)}", Measure.Quantile(table, column, quantile), min, max);

    static bool InOrder<T, V>(Table<T> table, Func<T, V> column, bool strictly, int direction, string what)
    {
        // Comparer<string>.Default asks the culture.
        var order = typeof(V) == typeof(string) ? (IComparer<V>)(object)StringComparer.Ordinal : Comparer<V>.Default;
        var (hasLast, last) = (false, default(V));
        return Report.Rows(table, column, strictly ? what : $"{what} or equal to it", v =>
        {
            if (v is null)
                return true;
            var step = hasLast ? Math.Sign(order.Compare(v, last)) * direction : 1;
            (hasLast, last) = (true, v);
            return step > 0 || (step == 0 && !strictly);
        });
    }
}

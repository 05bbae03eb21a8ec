using System.Numerics;

#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of what the numbers of a column come to together.</content>
public static partial class Expect
{
    /// <summary>The smallest value lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool MinBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The smallest value", Measure.Min(table, column), min, max);

    /// <inheritdoc cref="MinBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool MinBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The smallest value", Measure.Min(table, column), min, max);

    /// <summary>The largest value lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool MaxBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The largest value", Measure.Max(table, column), min, max);

    /// <inheritdoc cref="MaxBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool MaxBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The largest value", Measure.Max(table, column), min, max);

    /// <summary>The sum lies from <paramref name="min"/> to <paramref name="max"/>; that of no value is 0.</summary>
    [Check]
    public static bool SumBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The sum", Measure.Sum(table, column), min, max);

    /// <inheritdoc cref="SumBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool SumBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The sum", Measure.Sum(table, column), min, max);

    /// <summary>The mean lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool MeanBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The mean", Measure.Mean(table, column), min, max);

    /// <inheritdoc cref="MeanBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool MeanBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The mean", Measure.Mean(table, column), min, max);

    /// <summary>The median lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool MedianBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The median", Measure.Median(table, column), min, max);

    /// <inheritdoc cref="MedianBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool MedianBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The median", Measure.Median(table, column), min, max);

    /// <summary>The sample standard deviation lies from <paramref name="min"/> to <paramref name="max"/>; that of fewer than two values lies nowhere.</summary>
    [Check]
    public static bool StdDevBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The standard deviation", Measure.StdDev(table, column), min, max);

    /// <inheritdoc cref="StdDevBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool StdDevBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The standard deviation", Measure.StdDev(table, column), min, max);

    /// <summary>The skewness (<see cref="Measure.Skewness{T, V}(Table{T}, Func{T, V})"/>) lies from <paramref name="min"/> to <paramref name="max"/>; that of equal values lies nowhere.</summary>
    [Check]
    public static bool SkewnessBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The skewness", Measure.Skewness(table, column), min, max);

    /// <inheritdoc cref="SkewnessBetween{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool SkewnessBetween<T, V>(Table<T> table, Func<T, V?> column, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number("The skewness", Measure.Skewness(table, column), min, max);

    /// <summary>A quantile (<see cref="Measure.Quantile{T, V}(Table{T}, Func{T, V}, double)"/>) lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool QuantileBetween<T, V>(Table<T> table, Func<T, V> column, double quantile, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number($"The quantile {Report.Text(quantile)}", Measure.Quantile(table, column, quantile), min, max);

    /// <inheritdoc cref="QuantileBetween{T, V}(Table{T}, Func{T, V}, double, double, double, Severity)"/>
    [Check]
    public static bool QuantileBetween<T, V>(Table<T> table, Func<T, V?> column, double quantile, double min, double max, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Number($"The quantile {Report.Text(quantile)}", Measure.Quantile(table, column, quantile), min, max);

    /// <summary>The share of values further from the mean than so many standard deviations is at most <paramref name="rate"/>.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="deviations">A number of sample standard deviations, such as 3.</param>
    /// <param name="rate">A share from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool OutlierRate<T, V>(Table<T> table, Func<T, V> column, double deviations, double rate, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Share("The share of values that many standard deviations from the mean", Measure.OutlierRate(table, column, deviations), 0, rate);

    /// <inheritdoc cref="OutlierRate{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool OutlierRate<T, V>(Table<T> table, Func<T, V?> column, double deviations, double rate, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Share("The share of values that many standard deviations from the mean", Measure.OutlierRate(table, column, deviations), 0, rate);

    /// <summary>The share of values further outside of the quartiles than so many interquartile ranges is at most <paramref name="rate"/>.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="fences">A number of interquartile ranges, such as 1.5.</param>
    /// <param name="rate">A share from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool IqrOutlierRate<T, V>(Table<T> table, Func<T, V> column, double fences, double rate, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Share("The share of values outside of the fences", Measure.IqrOutlierRate(table, column, fences), 0, rate);

    /// <inheritdoc cref="IqrOutlierRate{T, V}(Table{T}, Func{T, V}, double, double, Severity)"/>
    [Check]
    public static bool IqrOutlierRate<T, V>(Table<T> table, Func<T, V?> column, double fences, double rate, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Share("The share of values outside of the fences", Measure.IqrOutlierRate(table, column, fences), 0, rate);
}

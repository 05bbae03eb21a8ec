using System.Numerics;

namespace Aqueduct;

using Runtime;

/// <content>Measures of a column of numbers. Values that are missing — null or NaN — are left out.</content>
public static partial class Measure
{
    /// <summary>Smallest value of a column, in the column's unit; NaN where there is none.</summary>
    [Metric]
    public static double Min<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)) is { Count: > 0 } summary ? summary.Min : double.NaN;

    /// <inheritdoc cref="Min{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Min<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)) is { Count: > 0 } summary ? summary.Min : double.NaN;

    /// <summary>Largest value of a column, in the column's unit; NaN where there is none.</summary>
    [Metric]
    public static double Max<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)) is { Count: > 0 } summary ? summary.Max : double.NaN;

    /// <inheritdoc cref="Max{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Max<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)) is { Count: > 0 } summary ? summary.Max : double.NaN;

    /// <summary>Sum of a column, in the column's unit; 0 where there is no value.</summary>
    [Metric]
    public static double Sum<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)).Sum;

    /// <inheritdoc cref="Sum{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Sum<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)).Sum;

    /// <summary>Arithmetic mean of a column, in the column's unit; NaN where there is no value.</summary>
    [Metric]
    public static double Mean<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)).Mean;

    /// <inheritdoc cref="Mean{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Mean<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)).Mean;

    /// <summary>Sample variance of a column (denominator n − 1), in the square of the column's unit; NaN of fewer than two values.</summary>
    [Metric]
    public static double Variance<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)).Variance;

    /// <inheritdoc cref="Variance{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Variance<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Columns.Summarize(Columns.Of(table, column)).Variance;

    /// <summary>Sample standard deviation of a column (denominator n − 1), in the column's unit; NaN of fewer than two values.</summary>
    [Metric]
    public static double StdDev<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Math.Sqrt(Columns.Summarize(Columns.Of(table, column)).Variance);

    /// <inheritdoc cref="StdDev{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double StdDev<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Math.Sqrt(Columns.Summarize(Columns.Of(table, column)).Variance);

    /// <summary>Skewness of a column, without unit: 0 of a symmetric one. NaN where the values are equal.</summary>
    /// <remarks>g₁ = m₃ / m₂^1.5 with the moments about the mean, denominator n (Joanes and Gill, The Statistician 47, 1998).</remarks>
    [Metric]
    public static double Skewness<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Shape.Skewness(Columns.Present(Columns.Of(table, column)));

    /// <inheritdoc cref="Skewness{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Skewness<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Shape.Skewness(Columns.Present(Columns.Of(table, column)));

    /// <summary>Excess kurtosis of a column, without unit: 0 of a normal distribution. NaN where the values are equal.</summary>
    /// <remarks>g₂ = m₄ / m₂² − 3 with the moments about the mean, denominator n (Joanes and Gill, The Statistician 47, 1998).</remarks>
    [Metric]
    public static double Kurtosis<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Shape.Kurtosis(Columns.Present(Columns.Of(table, column)));

    /// <inheritdoc cref="Kurtosis{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Kurtosis<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Shape.Kurtosis(Columns.Present(Columns.Of(table, column)));

    /// <summary>Median of a column, in the column's unit; NaN where there is no value.</summary>
    [Metric]
    public static double Median<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Order.Quantile(Columns.Sorted(Columns.Of(table, column)), 0.5);

    /// <inheritdoc cref="Median{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Median<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Order.Quantile(Columns.Sorted(Columns.Of(table, column)), 0.5);

    /// <summary>Quantile of a column, in the column's unit: 0.5 is the median. NaN where there is no value.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="quantile">Share of the values that lie below, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is outside of 0 to 1.</exception>
    /// <remarks>Definition 7 of Hyndman and Fan, The American Statistician 50 (1996): linear between the neighbouring values, as R and NumPy do by default.</remarks>
    [Metric]
    public static double Quantile<T, V>(Table<T> table, Func<T, V> column, double quantile) where V : struct, INumberBase<V> =>
        Order.Quantile(Columns.Sorted(Columns.Of(table, column)), quantile);

    /// <inheritdoc cref="Quantile{T, V}(Table{T}, Func{T, V}, double)"/>
    [Metric]
    public static double Quantile<T, V>(Table<T> table, Func<T, V?> column, double quantile) where V : struct, INumberBase<V> =>
        Order.Quantile(Columns.Sorted(Columns.Of(table, column)), quantile);

    /// <summary>Distance of the quartiles of a column (quantiles 0.25 and 0.75), in the column's unit; NaN where there is no value.</summary>
    [Metric]
    public static double InterquartileRange<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Order.InterquartileRange(Columns.Sorted(Columns.Of(table, column)));

    /// <inheritdoc cref="InterquartileRange{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double InterquartileRange<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Order.InterquartileRange(Columns.Sorted(Columns.Of(table, column)));

    /// <summary>Median of the distances from the median of a column, in the column's unit, not scaled; NaN where there is no value.</summary>
    /// <remarks>Hampel, Journal of the American Statistical Association 69 (1974). Times 1.4826 it estimates the standard deviation of normal values.</remarks>
    [Metric]
    public static double MedianAbsoluteDeviation<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Order.MedianAbsoluteDeviation(Columns.Sorted(Columns.Of(table, column)));

    /// <inheritdoc cref="MedianAbsoluteDeviation{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double MedianAbsoluteDeviation<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Order.MedianAbsoluteDeviation(Columns.Sorted(Columns.Of(table, column)));

    /// <summary>Most frequent value of a column, in the column's unit; the smallest of them where there are several, NaN where there is no value.</summary>
    [Metric]
    public static double Mode<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> =>
        Order.Mode(Columns.Sorted(Columns.Of(table, column)));

    /// <inheritdoc cref="Mode{T, V}(Table{T}, Func{T, V})"/>
    [Metric]
    public static double Mode<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> =>
        Order.Mode(Columns.Sorted(Columns.Of(table, column)));

    /// <summary>Share of the values, missing ones left out, further from the mean than so many sample standard deviations; 0 of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="deviations">A number of standard deviations, such as 3.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviations"/> is not above 0.</exception>
    [Metric]
    public static double OutlierRate<T, V>(Table<T> table, Func<T, V> column, double deviations) where V : struct, INumberBase<V> =>
        Order.ShareOutside(Columns.Sorted(Columns.Of(table, column)), Columns.Summarize(Columns.Of(table, column)), deviations);

    /// <inheritdoc cref="OutlierRate{T, V}(Table{T}, Func{T, V}, double)"/>
    [Metric]
    public static double OutlierRate<T, V>(Table<T> table, Func<T, V?> column, double deviations) where V : struct, INumberBase<V> =>
        Order.ShareOutside(Columns.Sorted(Columns.Of(table, column)), Columns.Summarize(Columns.Of(table, column)), deviations);

    /// <summary>Share of the values, missing ones left out, that lie more than so many interquartile ranges below the first or above the third quartile; 0 of none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="fences">A number of interquartile ranges, such as 1.5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fences"/> is not above 0.</exception>
    /// <remarks>Tukey, Exploratory Data Analysis (1977), ch. 2.</remarks>
    [Metric]
    public static double IqrOutlierRate<T, V>(Table<T> table, Func<T, V> column, double fences) where V : struct, INumberBase<V> =>
        Order.ShareOutsideFences(Columns.Sorted(Columns.Of(table, column)), fences);

    /// <inheritdoc cref="IqrOutlierRate{T, V}(Table{T}, Func{T, V}, double)"/>
    [Metric]
    public static double IqrOutlierRate<T, V>(Table<T> table, Func<T, V?> column, double fences) where V : struct, INumberBase<V> =>
        Order.ShareOutsideFences(Columns.Sorted(Columns.Of(table, column)), fences);
}

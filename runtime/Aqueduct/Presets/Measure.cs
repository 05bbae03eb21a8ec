using System.Numerics;

namespace Aqueduct;

using Runtime;

/// <summary>Ready metrics. In a workflow's body a call of one is a node of its own; in a plain call it is an ordinary method.</summary>
/// <remarks>
/// A column is a lambda that reads one member of a row, <c>c =&gt; c.Churn</c>, or <c>x =&gt; x</c> in a table of numbers. Values that are missing — null or NaN — are left out
/// by all measures of numbers. A measure of no value at all is NaN, which meets no bound.
/// </remarks>
public static class Measure
{
    /// <summary>Number of rows.</summary>
    [Metric]
    public static int Rows<T>(Table<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Count;
    }

    /// <summary>Share of rows whose value is missing — null or NaN —, from 0 to 1; 0 of an empty table.</summary>
    [Metric]
    public static double Missing<T, V>(Table<T> table, Func<T, V> column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        var missing = 0;
        foreach (var row in table)
            if (Samples.IsMissing(column(row)))
                missing++;
        return table.Count == 0 ? 0 : (double)missing / table.Count;
    }

    /// <summary>Number of distinct values, the missing ones left out; text is compared ordinally.</summary>
    [Metric]
    public static int Distinct<T, V>(Table<T> table, Func<T, V> column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        var seen = new HashSet<V>();
        foreach (var row in table)
            if (column(row) is var value && !Samples.IsMissing(value))
                seen.Add(value);
        return seen.Count;
    }

    /// <summary>Smallest value of a column, in the column's unit; NaN where there is none.</summary>
    [Metric]
    public static double Min<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V>
    {
        var values = Samples.Of(table, column);
        return values.Count == 0 ? double.NaN : values.Min();
    }

    /// <summary>Smallest value of a column, in the column's unit; NaN where there is none.</summary>
    [Metric]
    public static double Min<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V>
    {
        var values = Samples.Of(table, column);
        return values.Count == 0 ? double.NaN : values.Min();
    }

    /// <summary>Largest value of a column, in the column's unit; NaN where there is none.</summary>
    [Metric]
    public static double Max<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V>
    {
        var values = Samples.Of(table, column);
        return values.Count == 0 ? double.NaN : values.Max();
    }

    /// <summary>Largest value of a column, in the column's unit; NaN where there is none.</summary>
    [Metric]
    public static double Max<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V>
    {
        var values = Samples.Of(table, column);
        return values.Count == 0 ? double.NaN : values.Max();
    }

    /// <summary>Sum of a column, in the column's unit; 0 where there is no value.</summary>
    [Metric]
    public static double Sum<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> => Samples.Of(table, column).Sum();

    /// <summary>Sum of a column, in the column's unit; 0 where there is no value.</summary>
    [Metric]
    public static double Sum<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> => Samples.Of(table, column).Sum();

    /// <summary>Arithmetic mean of a column, in the column's unit; NaN where there is no value.</summary>
    [Metric]
    public static double Mean<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> => Samples.Mean(Samples.Of(table, column));

    /// <summary>Arithmetic mean of a column, in the column's unit; NaN where there is no value.</summary>
    [Metric]
    public static double Mean<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> => Samples.Mean(Samples.Of(table, column));

    /// <summary>Sample standard deviation of a column (denominator n − 1), in the column's unit; NaN of fewer than two values.</summary>
    [Metric]
    public static double StdDev<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> => Samples.StdDev(Samples.Of(table, column));

    /// <summary>Sample standard deviation of a column (denominator n − 1), in the column's unit; NaN of fewer than two values.</summary>
    [Metric]
    public static double StdDev<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V> => Samples.StdDev(Samples.Of(table, column));

    /// <summary>Quantile of a column, in the column's unit: 0.5 is the median. NaN where there is no value.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="quantile">Share of the values that lie below, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is outside of 0 to 1.</exception>
    /// <remarks>Definition 7 of Hyndman and Fan, The American Statistician 50 (1996): linear between the neighbouring values, as R and NumPy do by default.</remarks>
    [Metric]
    public static double Quantile<T, V>(Table<T> table, Func<T, V> column, double quantile) where V : struct, INumberBase<V> => Samples.Quantile(Samples.Of(table, column), quantile);

    /// <summary>Quantile of a column, in the column's unit: 0.5 is the median. NaN where there is no value.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="quantile">Share of the values that lie below, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is outside of 0 to 1.</exception>
    /// <remarks>Definition 7 of Hyndman and Fan, The American Statistician 50 (1996): linear between the neighbouring values, as R and NumPy do by default.</remarks>
    [Metric]
    public static double Quantile<T, V>(Table<T> table, Func<T, V?> column, double quantile) where V : struct, INumberBase<V> => Samples.Quantile(Samples.Of(table, column), quantile);

    /// <summary>How long the node took that gave the artifact, its retries included, in seconds; 0 in a plain call, where there is no node.</summary>
    /// <param name="artifact">What the node gave.</param>
    /// <param name="node">Filled by generated code.</param>
    /// <param name="depth">Filled by generated code.</param>
    [Metric]
    public static double Duration<T>(T artifact, [NodeMeasure] int node = -1, [NodeMeasure] int depth = 0) => node < 0 ? 0 : RunContext.Current.DurationOf(node, depth).TotalSeconds;

    /// <summary>The most memory that the process held while the node ran that gave the artifact, in bytes; 0 in a plain call, where there is no node.</summary>
    /// <param name="artifact">What the node gave.</param>
    /// <param name="node">Filled by generated code.</param>
    /// <param name="depth">Filled by generated code.</param>
    [Metric]
    public static double PeakMemory<T>(T artifact, [NodeMeasure] int node = -1, [NodeMeasure] int depth = 0) => node < 0 ? 0 : RunContext.Current.PeakMemoryOf(node, depth);
}

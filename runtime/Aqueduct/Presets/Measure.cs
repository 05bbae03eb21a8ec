namespace Aqueduct;

using Runtime;

/// <summary>Ready metrics. In a workflow's body a call of one is a node of its own; in a plain call it is an ordinary method.</summary>
/// <remarks>
/// A column is a lambda that reads one member of a row, <c>c =&gt; c.Churn</c>, or <c>x =&gt; x</c> in a table of numbers. Values that are missing — null or NaN — are left out
/// by all measures of numbers. A measure of no value at all is NaN, which meets no bound.
/// </remarks>
public static partial class Measure
{
    /// <summary>Number of rows.</summary>
    [Metric]
    public static int Rows<T>(Table<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Count;
    }

    /// <summary>Number of rows over that of a reference: 1 is as many; NaN over none.</summary>
    [Metric]
    public static double RowGrowth<T, U>(Table<T> table, Table<U> reference) => Rows(reference) == 0 ? double.NaN : (double)Rows(table) / Rows(reference);

    /// <summary>Share of rows whose value is missing — null or NaN —, from 0 to 1; 0 of an empty table.</summary>
    [Metric]
    public static double Missing<T, V>(Table<T> table, Func<T, V> column) =>
        Columns.Of(table, column) is { Count: > 0 } values ? (double)Columns.Missing(values) / values.Count : 0;

    /// <summary>Number of rows whose value is missing: null or NaN.</summary>
    [Metric]
    public static int MissingCount<T, V>(Table<T> table, Func<T, V> column) => Columns.Missing(Columns.Of(table, column));

    /// <summary>Number of distinct values, the missing ones left out; text is compared ordinally.</summary>
    [Metric]
    public static int Distinct<T, V>(Table<T> table, Func<T, V> column) => FrequenciesOf(table, column).Distinct;

    /// <summary>Number of distinct values over that of values, missing ones left out, from 0 to 1; NaN where there is no value.</summary>
    [Metric]
    public static double DistinctRatio<T, V>(Table<T> table, Func<T, V> column) =>
        FrequenciesOf(table, column) is { Total: > 0 } values ? (double)values.Distinct / values.Total : double.NaN;

    /// <summary>Number of rows whose value came in an earlier row already; missing values are left out.</summary>
    [Metric]
    public static int Duplicates<T, V>(Table<T> table, Func<T, V> column) => FrequenciesOf(table, column) is var values ? values.Total - values.Distinct : 0;

    /// <summary>Shannon's entropy of the values, in bits: 0 of a constant, log₂ n of n values as frequent. Missing values are left out; NaN where there is none.</summary>
    /// <remarks>Shannon, Bell System Technical Journal 27 (1948).</remarks>
    [Metric]
    public static double Entropy<T, V>(Table<T> table, Func<T, V> column) => FrequenciesOf(table, column).Entropy();

    /// <summary>Share of the most frequent value among those that are not missing, from 0 to 1; NaN where there is none.</summary>
    [Metric]
    public static double ModeShare<T, V>(Table<T> table, Func<T, V> column) =>
        FrequenciesOf(table, column) is var values && values.Most() is { } most ? (double)most.Value / values.Total : double.NaN;

    /// <summary>Share of rows that hold <paramref name="value"/> among those whose value is not missing, from 0 to 1; NaN where there is none.</summary>
    [Metric]
    public static double ClassShare<T, V>(Table<T> table, Func<T, V> column, V value) => FrequenciesOf(table, column).ShareOf(value);

    /// <summary>How often the rarest class comes over how often the most frequent does: 1 of equal classes; NaN where there is no value.</summary>
    [Metric]
    public static double Balance<T, V>(Table<T> table, Func<T, V> column) =>
        FrequenciesOf(table, column) is { Total: > 0 } values ? (double)values.Counts.Min(c => c.Value) / values.Counts.Max(c => c.Value) : double.NaN;

    /// <summary>Mean length of the texts, in UTF-16 characters; nulls are left out, NaN where there is none.</summary>
    [Metric]
    public static double MeanLength<T>(Table<T> table, Func<T, string?> column)
    {
        var (sum, count) = (0L, 0);
        foreach (var text in Columns.Of(table, column).Values)
            if (text is not null)
                (sum, count) = (sum + text.Length, count + 1);
        return count == 0 ? double.NaN : (double)sum / count;
    }

    /// <summary>Share of rows whose value is found in a column of another table, from 0 to 1: those that an inner join keeps. NaN of an empty table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The key they name.</param>
    /// <param name="other">The table that has the keys.</param>
    /// <param name="otherColumn">The key's column there.</param>
    [Metric]
    public static double Coverage<T, U, V>(Table<T> table, Func<T, V> column, Table<U> other, Func<U, V> otherColumn)
    {
        var (keys, found) = (Expect.KeysOf(other, otherColumn), 0);
        var values = Columns.Of(table, column).Values;
        foreach (var value in values)
            if (value is not null && keys.Contains(value))
                found++;
        return values.Length == 0 ? double.NaN : (double)found / values.Length;
    }

    /// <summary>Pearson's correlation of two columns, −1 to 1; rows where one is missing are left out, NaN where one is constant.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">One column.</param>
    /// <param name="other">The other one.</param>
    /// <remarks>Pearson, Proceedings of the Royal Society 58 (1895).</remarks>
    [Metric]
    public static double Correlation<T>(Table<T> table, Func<T, double?> column, Func<T, double?> other) => NumberPairs.Of(table, column, other).Correlation();

    /// <summary>Spearman's rank correlation of two columns, −1 to 1, equal values sharing the mean of their ranks; rows where one is missing are left out, NaN where one is constant.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">One column.</param>
    /// <param name="other">The other one.</param>
    /// <remarks>Spearman, American Journal of Psychology 15 (1904).</remarks>
    [Metric]
    public static double RankCorrelation<T>(Table<T> table, Func<T, double?> column, Func<T, double?> other) => NumberPairs.Of(table, column, other).Ranked().Correlation();

    /// <summary>Sample covariance of two columns (denominator n − 1), in the product of their units; rows where one is missing are left out, NaN of fewer than two.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">One column.</param>
    /// <param name="other">The other one.</param>
    [Metric]
    public static double Covariance<T>(Table<T> table, Func<T, double?> column, Func<T, double?> other) => NumberPairs.Of(table, column, other).Covariance();

    /// <summary>How much older the latest time is than the run's logical time, in seconds; below 0 where it is later, NaN where there is none. A time without a zone is UTC.</summary>
    [Metric]
    public static double Age<T>(Table<T> table, Func<T, DateTimeOffset?> column) => AgeOf(Times.Of(table, column));

    /// <inheritdoc cref="Age{T}(Table{T}, Func{T, DateTimeOffset?})"/>
    [Metric]
    public static double Age<T>(Table<T> table, Func<T, DateTime?> column) => AgeOf(Times.Of(table, column));

    /// <inheritdoc cref="Age{T}(Table{T}, Func{T, DateTimeOffset?})"/>
    [Metric]
    public static double Age<T>(Table<T> table, Func<T, DateOnly?> column) => AgeOf(Times.Of(table, column));

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

    static Frequencies<V> FrequenciesOf<T, V>(Table<T> table, Func<T, V> column) => Frequencies<V>.Of(Columns.Of(table, column));

    static double AgeOf(Column<DateTimeOffset?> times) => Times.Latest(times) is { } latest ? (RunContext.Current.LogicalTime - latest).TotalSeconds : double.NaN;
}

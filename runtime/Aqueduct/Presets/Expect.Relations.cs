#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of one column against another, and of one table against another.</content>
public static partial class Expect
{
    /// <summary>Two columns hold the same in every row; null equals null.</summary>
    [Check]
    public static bool ColumnsEqual<T, V>(Table<T> table, Func<T, V> column, Func<T, V> other, Severity severity = Severity.Warning) =>
        Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), "equal columns", EqualityComparer<V>.Default.Equals);

    /// <summary>The value of one column is below that of another in every row; a row with a null passes.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The smaller one.</param>
    /// <param name="other">The larger one.</param>
    /// <param name="orEqual">Whether they may be equal.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool LessThan<T, V>(Table<T> table, Func<T, V> column, Func<T, V> other, bool orEqual = false, Severity severity = Severity.Warning)
    {
        var order = OrderOf<V>();
        return Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), orEqual ? "the first column at most the second" : "the first column below the second",
            (v, w) => v is null || w is null || order.Compare(v, w) is var c && (c < 0 || (orEqual && c == 0)));
    }

    /// <summary>The value of one column is above that of another in every row; a row with a null passes.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The larger one.</param>
    /// <param name="other">The smaller one.</param>
    /// <param name="orEqual">Whether they may be equal.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool GreaterThan<T, V>(Table<T> table, Func<T, V> column, Func<T, V> other, bool orEqual = false, Severity severity = Severity.Warning)
    {
        var order = OrderOf<V>();
        return Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), orEqual ? "the first column at least the second" : "the first column above the second",
            (v, w) => v is null || w is null || order.Compare(v, w) is var c && (c > 0 || (orEqual && c == 0)));
    }

    /// <summary>Two columns add up to a third in every row; a row with a missing value passes.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">One part.</param>
    /// <param name="other">The other part.</param>
    /// <param name="total">What they come to.</param>
    /// <param name="tolerance">Largest distance allowed, in the columns' unit.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool SumEquals<T>(Table<T> table, Func<T, double?> column, Func<T, double?> other, Func<T, double?> total, double tolerance = 0, Severity severity = Severity.Warning)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var (a, b, sum) = (Columns.Of(table, column), Columns.Of(table, other), Columns.Of(table, total));
        return Report.Positions(table.Count, $"parts that add up to the total, give or take {Report.Text(tolerance)}", i => !(Math.Abs((a.Items[i] + b.Items[i] - sum.Items[i]) ?? double.NaN) > tolerance),
            i => $"{Report.Text(a.Items[i])} + {Report.Text(b.Items[i])}, {Report.Text(sum.Items[i])}");
    }

    /// <summary>Two columns are null in the same rows.</summary>
    [Check]
    public static bool NullTogether<T, V, W>(Table<T> table, Func<T, V> column, Func<T, W> other, Severity severity = Severity.Warning) =>
        Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), "both null or neither", (v, w) => Columns.IsMissing(v) == Columns.IsMissing(w));

    /// <summary>One of two columns at least has a value in every row.</summary>
    [Check]
    public static bool AnyNotNull<T, V, W>(Table<T> table, Func<T, V> column, Func<T, W> other, Severity severity = Severity.Warning) =>
        Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), "a value in one of the two", (v, w) => !Columns.IsMissing(v) || !Columns.IsMissing(w));

    /// <summary>Where one column holds <paramref name="value"/>, another has a value.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column that asks.</param>
    /// <param name="value">What it holds in the rows concerned.</param>
    /// <param name="other">The column that must have a value there.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool NotNullWhen<T, V, W>(Table<T> table, Func<T, V> column, V value, Func<T, W> other, Severity severity = Severity.Warning) =>
        Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), $"a value where the first column is {Report.Text(value)}", (v, w) => !EqualityComparer<V>.Default.Equals(v, value) || !Columns.IsMissing(w));

    /// <summary>Where one column holds <paramref name="value"/>, another holds <paramref name="otherValue"/>.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column that asks.</param>
    /// <param name="value">What it holds in the rows concerned.</param>
    /// <param name="other">The column that answers.</param>
    /// <param name="otherValue">What it must hold there.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool EqualWhen<T, V, W>(Table<T> table, Func<T, V> column, V value, Func<T, W> other, W otherValue, Severity severity = Severity.Warning) =>
        Report.Pairs(Columns.Of(table, column), Columns.Of(table, other), $"{Report.Text(otherValue)} where the first column is {Report.Text(value)}",
            (v, w) => !EqualityComparer<V>.Default.Equals(v, value) || EqualityComparer<W>.Default.Equals(w, otherValue));

    /// <summary>Pearson's correlation of two columns lies from <paramref name="min"/> to <paramref name="max"/>; that of a constant lies nowhere.</summary>
    [Check]
    public static bool CorrelationBetween<T>(Table<T> table, Func<T, double?> column, Func<T, double?> other, double min, double max, Severity severity = Severity.Warning) =>
        Report.Number("The correlation", Measure.Correlation(table, column, other), min, max);

    /// <summary>Every value of a column is found in a column of another table, as a foreign key is; nulls pass.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The key they name.</param>
    /// <param name="other">The table that has the keys.</param>
    /// <param name="otherColumn">The key's column there.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool References<T, U, V>(Table<T> table, Func<T, V> column, Table<U> other, Func<U, V> otherColumn, Severity severity = Severity.Warning)
    {
        var keys = KeysOf(other, otherColumn);
        return Report.Rows(Columns.Of(table, column), "values of the other table's column", v => v is null || keys.Contains(v));
    }

    /// <summary>Every pair of values of two columns is found in a row of another table; a pair with a null passes.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="other">The table of the pairs allowed.</param>
    /// <param name="otherColumn">The first value there.</param>
    /// <param name="otherSecond">The second value there.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool PairsIn<T, U, V, W>(Table<T> table, Func<T, V> column, Func<T, W> second, Table<U> other, Func<U, V> otherColumn, Func<U, W> otherSecond, Severity severity = Severity.Warning)
    {
        var (firsts, seconds) = (Columns.Of(other, otherColumn), Columns.Of(other, otherSecond));
        var pairs = new HashSet<(V, W)>(firsts.Count);
        for (var i = 0; i < firsts.Count; i++)
            pairs.Add((firsts.Items[i], seconds.Items[i]));
        return Report.Pairs(Columns.Of(table, column), Columns.Of(table, second), "pairs of the other table", (v, w) => v is null || w is null || pairs.Contains((v, w)));
    }

    /// <summary>Two columns hold the same set of values, however often each comes; nulls are left out.</summary>
    [Check]
    public static bool SameValues<T, U, V>(Table<T> table, Func<T, V> column, Table<U> other, Func<U, V> otherColumn, Severity severity = Severity.Warning)
    {
        var (here, there) = (KeysOf(table, column), KeysOf(other, otherColumn));
        var (added, gone) = (here.Where(v => !there.Contains(v)).ToList(), there.Where(v => !here.Contains(v)).ToList());
        return added.Count + gone.Count == 0
            || Report.No($"{Report.Text(added.Count)} values are not in the other column{Some(added)}; {Report.Text(gone.Count)} of its values are missing{Some(gone)}.");

        static string Some(List<V> values) => values.Count == 0 ? "" : $" ({Report.List(values)})";
    }

    /// <summary>The share of rows whose value is found in a column of another table is at least <paramref name="rate"/>: those that an inner join keeps. An empty table has none.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The key they name.</param>
    /// <param name="other">The table that has the keys.</param>
    /// <param name="otherColumn">The key's column there.</param>
    /// <param name="rate">A share from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool Coverage<T, U, V>(Table<T> table, Func<T, V> column, Table<U> other, Func<U, V> otherColumn, double rate, Severity severity = Severity.Warning) =>
        Report.Share("The share of rows found in the other table", Measure.Coverage(table, column, other, otherColumn), rate, 1);

    /// <summary>The values of a column that are not null.</summary>
    internal static HashSet<V> KeysOf<T, V>(Table<T> table, Func<T, V> column)
    {
        var values = Columns.Of(table, column);
        var keys = new HashSet<V>(values.Count);
        foreach (var value in values.Values)
            if (value is not null)
                keys.Add(value);
        return keys;
    }
}

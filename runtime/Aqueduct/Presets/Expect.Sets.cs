#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of values as members of a set, and of classes.</content>
public static partial class Expect
{
    /// <summary>Every value that is not null is one of <paramref name="values"/>.</summary>
    [Check]
    public static bool InSet<T, V>(Table<T> table, Func<T, V> column, params V[] values) => InSet(table, column, Severity.Warning, values);

    /// <summary>Every value that is not null is one of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    [Check]
    public static bool InSet<T, V>(Table<T> table, Func<T, V> column, Severity severity, params V[] values)
    {
        var set = SetOf(values);
        return Report.Rows(Columns.Of(table, column), "one of " + Report.List(values), v => v is null || set.Contains(v));
    }

    /// <summary>No value is one of <paramref name="values"/>.</summary>
    [Check]
    public static bool NotInSet<T, V>(Table<T> table, Func<T, V> column, params V[] values) => NotInSet(table, column, Severity.Warning, values);

    /// <summary>No value is one of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    [Check]
    public static bool NotInSet<T, V>(Table<T> table, Func<T, V> column, Severity severity, params V[] values)
    {
        var set = SetOf(values);
        return Report.Rows(Columns.Of(table, column), "none of " + Report.List(values), v => v is null || !set.Contains(v));
    }

    /// <summary>Each of <paramref name="values"/> comes at least once.</summary>
    [Check]
    public static bool ContainsAll<T, V>(Table<T> table, Func<T, V> column, params V[] values) => ContainsAll(table, column, Severity.Warning, values);

    /// <summary>Each of <paramref name="values"/> comes at least once.</summary>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    [Check]
    public static bool ContainsAll<T, V>(Table<T> table, Func<T, V> column, Severity severity, params V[] values)
    {
        var set = SetOf(values);
        var frequencies = Frequencies<V>.Of(Columns.Of(table, column));
        set.RemoveWhere(v => frequencies[v] > 0);
        return set.Count == 0 || Report.No($"{Report.List(values.Where(set.Contains).Distinct())} do not come; expected each of {Report.List(values)}.");
    }

    /// <summary>The most frequent value is one of <paramref name="values"/>: of several as frequent the one that comes first. That of no value is none.</summary>
    [Check]
    public static bool MostCommonInSet<T, V>(Table<T> table, Func<T, V> column, params V[] values) => MostCommonInSet(table, column, Severity.Warning, values);

    /// <summary>The most frequent value is one of <paramref name="values"/>: of several as frequent the one that comes first. That of no value is none.</summary>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    [Check]
    public static bool MostCommonInSet<T, V>(Table<T> table, Func<T, V> column, Severity severity, params V[] values)
    {
        var set = SetOf(values);
        var most = Frequencies<V>.Of(Columns.Of(table, column)).Most();
        return most is { } found && set.Contains(found.Key)
            || Report.No(most is { } other ? $"The most frequent value is {Report.Text(other.Key)}, in {Report.Text(other.Value)} rows; expected one of {Report.List(values)}." : "There is no value.");
    }

    /// <summary>The share of rows with a value that is not null which hold <paramref name="value"/> lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The class of a row.</param>
    /// <param name="value">The class looked at.</param>
    /// <param name="min">A share from 0 to 1.</param>
    /// <param name="max">A share from 0 to 1.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool ClassShare<T, V>(Table<T> table, Func<T, V> column, V value, double min, double max, Severity severity = Severity.Warning) =>
        Report.Share($"The share of {Report.Text(value)}", Measure.ClassShare(table, column, value), min, max);

    /// <summary>The rarest class comes at least <paramref name="ratio"/> times as often as the most frequent one; of no value it does not.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The class of a row.</param>
    /// <param name="ratio">From 0 to 1; 1 asks for equal classes.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool Balanced<T, V>(Table<T> table, Func<T, V> column, double ratio, Severity severity = Severity.Warning) =>
        Report.Share("The rarest class over the most frequent", Measure.Balance(table, column), ratio, 1);

    /// <summary>Shannon's entropy of the values, in bits, lies from <paramref name="min"/> to <paramref name="max"/>; that of no value lies nowhere.</summary>
    [Check]
    public static bool EntropyBetween<T, V>(Table<T> table, Func<T, V> column, double min, double max, Severity severity = Severity.Warning) =>
        Report.Number("The entropy", Measure.Entropy(table, column), min, max);

    static HashSet<V> SetOf<V>(V[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length > 0 ? [.. values] : throw new ArgumentException("The set is empty: name at least one value.", nameof(values));
    }
}

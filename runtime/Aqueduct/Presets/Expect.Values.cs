using System.Collections.Concurrent;
using System.Numerics;
using System.Text.RegularExpressions;

#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <summary>Ready checks. In a workflow's body a call of one is a node of its own, of the severity given; in a plain call it is an ordinary method that says true or false.</summary>
/// <remarks>
/// A column is a lambda that reads one member of a row, <c>c =&gt; c.Churn</c>, or <c>x =&gt; x</c> in a table of scalars. A value that is null passes every check of values but
/// <see cref="NotNull"/>: whether it may be missing is a question of its own. A check that fails writes to the node's output how many rows fail, and the first five of them.
/// </remarks>
public static partial class Expect
{
    static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);
    static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>No value is null or NaN.</summary>
    [Check]
    public static bool NotNull<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) =>
        Report.Rows(table, column, "a value", v => !Samples.IsMissing(v));

    /// <summary>Every value lies from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool Between<T, V>(Table<T> table, Func<T, V> column, V min, V max, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Between(table, row => (V?)column(row), min, max, severity);

    /// <summary>Every value that is not null lies from <paramref name="min"/> to <paramref name="max"/>, both included. NaN lies nowhere.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool Between<T, V>(Table<T> table, Func<T, V?> column, V min, V max, Severity severity = Severity.Warning) where V : struct, IComparable<V>
    {
        Report.RequireOrder(min, max);
        return Report.Rows(table, column, $"values from {Report.Text(min)} to {Report.Text(max)}", v => v is not { } value || (value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0));
    }

    /// <summary>Every value is above 0.</summary>
    [Check]
    public static bool Positive<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Report.Rows(table, column, "values above 0", v => v > V.Zero);

    /// <summary>Every value that is not null is above 0.</summary>
    [Check]
    public static bool Positive<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Report.Rows(table, column, "values above 0", v => v is not { } value || value > V.Zero);

    /// <summary>No value is below 0.</summary>
    [Check]
    public static bool NotNegative<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Report.Rows(table, column, "values of 0 or above", v => v >= V.Zero);

    /// <summary>No value that is not null is below 0.</summary>
    [Check]
    public static bool NotNegative<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Report.Rows(table, column, "values of 0 or above", v => v is not { } value || value >= V.Zero);

    /// <summary>No value is NaN or infinite.</summary>
    [Check]
    public static bool Finite<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V> =>
        Report.Rows(table, column, "finite numbers", V.IsFinite);

    /// <summary>Every value is one of <paramref name="values"/>.</summary>
    [Check]
    public static bool InSet<T, V>(Table<T> table, Func<T, V> column, params V[] values) => InSet(table, column, Severity.Warning, values);

    /// <summary>Every value is one of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    [Check]
    public static bool InSet<T, V>(Table<T> table, Func<T, V> column, Severity severity, params V[] values)
    {
        var set = SetOf(values);
        return Report.Rows(table, column, "one of " + string.Join(", ", values.Select(Report.Text)), v => v is null || set.Contains(v));
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
        return Report.Rows(table, column, "none of " + string.Join(", ", values.Select(Report.Text)), v => v is null || !set.Contains(v));
    }

    /// <summary>Every text matches a regular expression somewhere in it; anchor it with ^ and $ for the whole text.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="pattern">A .NET regular expression, culture-invariant.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="RegexMatchTimeoutException">One text took longer than a second: the pattern backtracks without end.</exception>
    [Check]
    public static bool Matches<T>(Table<T> table, Func<T, string?> column, string pattern, Severity severity = Severity.Warning)
    {
        var regex = Patterns.GetOrAdd(pattern, static p => new Regex(p, RegexOptions.CultureInvariant, LongestMatch));
        return Report.Rows(table, column, $"text that matches {pattern}", v => v is null || regex.IsMatch(v));
    }

    /// <summary>Every text has a number of UTF-16 characters from <paramref name="min"/> to <paramref name="max"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool Length<T>(Table<T> table, Func<T, string?> column, int min, int max, Severity severity = Severity.Warning)
    {
        Report.RequireOrder(min, max);
        return Report.Rows(table, column, $"text of {min} to {max} characters", v => v is null || (v.Length >= min && v.Length <= max));
    }

    static HashSet<V> SetOf<V>(V[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length > 0 ? [.. values] : throw new ArgumentException("The set is empty: name at least one value.", nameof(values));
    }
}

using System.Numerics;

#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <summary>Ready checks. In a workflow's body a call of one is a node of its own, of the severity given; in a plain call it is an ordinary method that says true or false.</summary>
/// <remarks>
/// A column is a lambda that reads one member of a row, <c>c =&gt; c.Churn</c>, or <c>x =&gt; x</c> in a table of scalars. A value that is null passes every check of values but
/// <see cref="NotNull"/>: whether it may be missing is a question of its own. A check that fails tells the run how many rows fail, their share, and the first five of them.
/// </remarks>
public static partial class Expect
{
    /// <summary>No value is null or NaN.</summary>
    [Check]
    public static bool NotNull<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning)
    {
        var values = Columns.Of(table, column);
        return Columns.Missing(values) == 0 || Report.Rows(values, "a value", v => !Columns.IsMissing(v));
    }

    /// <summary>Every value that is not null lies from <paramref name="min"/> to <paramref name="max"/>, both included. NaN lies nowhere.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool Between<T, V>(Table<T> table, Func<T, V> column, V min, V max, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), Limits.Closed(min, max), $"values from {Report.Text(min)} to {Report.Text(max)}");

    /// <inheritdoc cref="Between{T, V}(Table{T}, Func{T, V}, V, V, Severity)"/>
    [Check]
    public static bool Between<T, V>(Table<T> table, Func<T, V?> column, V min, V max, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), Limits.Closed(min, max), $"values from {Report.Text(min)} to {Report.Text(max)}");

    /// <summary>Every value that is not null lies between <paramref name="min"/> and <paramref name="max"/>, neither included. NaN lies nowhere.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool StrictlyBetween<T, V>(Table<T> table, Func<T, V> column, V min, V max, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), Limits.Open(min, max), $"values above {Report.Text(min)} and below {Report.Text(max)}");

    /// <inheritdoc cref="StrictlyBetween{T, V}(Table{T}, Func{T, V}, V, V, Severity)"/>
    [Check]
    public static bool StrictlyBetween<T, V>(Table<T> table, Func<T, V?> column, V min, V max, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), Limits.Open(min, max), $"values above {Report.Text(min)} and below {Report.Text(max)}");

    /// <summary>Every value that is not null is above <paramref name="limit"/>, or at it where <paramref name="orEqual"/>. NaN is not.</summary>
    [Check]
    public static bool Above<T, V>(Table<T> table, Func<T, V> column, V limit, bool orEqual = false, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(limit, orEqual, null, false), $"values {(orEqual ? "of at least" : "above")} {Report.Text(limit)}");

    /// <inheritdoc cref="Above{T, V}(Table{T}, Func{T, V}, V, bool, Severity)"/>
    [Check]
    public static bool Above<T, V>(Table<T> table, Func<T, V?> column, V limit, bool orEqual = false, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(limit, orEqual, null, false), $"values {(orEqual ? "of at least" : "above")} {Report.Text(limit)}");

    /// <summary>Every value that is not null is below <paramref name="limit"/>, or at it where <paramref name="orEqual"/>. NaN is not.</summary>
    [Check]
    public static bool Below<T, V>(Table<T> table, Func<T, V> column, V limit, bool orEqual = false, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(null, false, limit, orEqual), $"values {(orEqual ? "of at most" : "below")} {Report.Text(limit)}");

    /// <inheritdoc cref="Below{T, V}(Table{T}, Func{T, V}, V, bool, Severity)"/>
    [Check]
    public static bool Below<T, V>(Table<T> table, Func<T, V?> column, V limit, bool orEqual = false, Severity severity = Severity.Warning) where V : struct, IComparable<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(null, false, limit, orEqual), $"values {(orEqual ? "of at most" : "below")} {Report.Text(limit)}");

    /// <summary>Every value that is not null is above 0.</summary>
    [Check]
    public static bool Positive<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(V.Zero, false, null, false), "values above 0");

    /// <inheritdoc cref="Positive{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool Positive<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(V.Zero, false, null, false), "values above 0");

    /// <summary>No value that is not null is below 0.</summary>
    [Check]
    public static bool NotNegative<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(V.Zero, true, null, false), "values of 0 or above");

    /// <inheritdoc cref="NotNegative{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool NotNegative<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(V.Zero, true, null, false), "values of 0 or above");

    /// <summary>Every value that is not null is below 0.</summary>
    [Check]
    public static bool Negative<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(null, false, V.Zero, false), "values below 0");

    /// <inheritdoc cref="Negative{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool Negative<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumber<V> =>
        Inside(Columns.Of(table, column), new Limits<V>(null, false, V.Zero, false), "values below 0");

    /// <summary>No value is NaN or infinite; nulls pass.</summary>
    [Check]
    public static bool Finite<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Columns.Summarize(values) is { NaNs: 0, IsFinite: true } || Report.Rows(values, "finite numbers", v => V.IsFinite(v));
    }

    /// <inheritdoc cref="Finite{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool Finite<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Columns.Summarize(values) is { NaNs: 0, IsFinite: true } || Report.Rows(values, "finite numbers", v => v is not { } value || V.IsFinite(value));
    }

    /// <summary>No value is NaN; nulls pass.</summary>
    [Check]
    public static bool NotNaN<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Columns.Summarize(values).NaNs == 0 || Report.Rows(values, "numbers", v => !V.IsNaN(v));
    }

    /// <inheritdoc cref="NotNaN{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool NotNaN<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Columns.Summarize(values).NaNs == 0 || Report.Rows(values, "numbers", v => v is not { } value || !V.IsNaN(value));
    }

    /// <summary>No value is 0; nulls and NaN pass.</summary>
    [Check]
    public static bool NotZero<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Columns.Summarize(values) is { NaNs: 0, Min: > 0 } or { NaNs: 0, Max: < 0 } || Report.Rows(values, "values other than 0", v => !V.IsZero(v));
    }

    /// <inheritdoc cref="NotZero{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool NotZero<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Columns.Summarize(values) is { NaNs: 0, Min: > 0 } or { NaNs: 0, Max: < 0 } || Report.Rows(values, "values other than 0", v => v is not { } value || !V.IsZero(value));
    }

    /// <summary>Every value that is not null is a whole number; NaN and infinity are none.</summary>
    [Check]
    public static bool WholeNumbers<T, V>(Table<T> table, Func<T, V> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Report.Rows(values, "whole numbers", v => V.IsInteger(v));
    }

    /// <inheritdoc cref="WholeNumbers{T, V}(Table{T}, Func{T, V}, Severity)"/>
    [Check]
    public static bool WholeNumbers<T, V>(Table<T> table, Func<T, V?> column, Severity severity = Severity.Warning) where V : struct, INumberBase<V>
    {
        var values = Columns.Of(table, column);
        return Report.Rows(values, "whole numbers", v => v is not { } value || V.IsInteger(value));
    }

    static bool Inside<V>(Column<V> column, Limits<V> limits, string what) where V : struct, IComparable<V> =>
        limits.HoldAll(column) || Report.Rows(column, what, limits.Hold);

    static bool Inside<V>(Column<V?> column, Limits<V> limits, string what) where V : struct, IComparable<V> =>
        limits.HoldAll(column) || Report.Rows(column, what, v => v is not { } value || limits.Hold(value));
}

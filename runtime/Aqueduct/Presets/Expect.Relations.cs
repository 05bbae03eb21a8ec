using Aqueduct.Model;

#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of one column against another, of one table against another, and of a table against the clock.</content>
public static partial class Expect
{
    /// <summary>Two columns hold the same in every row; null equals null.</summary>
    [Check]
    public static bool ColumnsEqual<T, V>(Table<T> table, Func<T, V> column, Func<T, V> other, Severity severity = Severity.Warning) =>
        Report.Rows(table, row => new Pair<V>(column(row), other(row)), "equal columns", p => EqualityComparer<V>.Default.Equals(p.Left, p.Right));

    /// <summary>The value of one column is below that of another in every row; a row with a null passes.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The smaller one.</param>
    /// <param name="other">The larger one.</param>
    /// <param name="orEqual">Whether they may be equal.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool LessThan<T, V>(Table<T> table, Func<T, V> column, Func<T, V> other, bool orEqual = false, Severity severity = Severity.Warning)
    {
        var order = typeof(V) == typeof(string) ? (IComparer<V>)(object)StringComparer.Ordinal : Comparer<V>.Default;
        return Report.Rows(table, row => new Pair<V>(column(row), other(row)), orEqual ? "the first column at most the second" : "the first column below the second",
            p => p.Left is null || p.Right is null || order.Compare(p.Left, p.Right) is var c && (c < 0 || (orEqual && c == 0)));
    }

    /// <summary>Every value of a column is found in a column of another table, as a foreign key is; nulls pass.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The key they name.</param>
    /// <param name="other">The table that has the keys.</param>
    /// <param name="otherColumn">The key's column there.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool References<T, U, V>(Table<T> table, Func<T, V> column, Table<U> other, Func<U, V> otherColumn, Severity severity = Severity.Warning)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(otherColumn);
        var keys = new HashSet<V>(other.Count);
        foreach (var row in other)
            keys.Add(otherColumn(row));
        return Report.Rows(table, column, "values of the other table's column", v => v is null || keys.Contains(v));
    }

    /// <summary>The latest time of a column is no older than <paramref name="maxAge"/> at the run's logical time; times without a zone are UTC.</summary>
    /// <param name="table">The rows; an empty table is not fresh.</param>
    /// <param name="column">The time.</param>
    /// <param name="maxAge">A duration such as <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c> or <c>00:05:00</c>.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="ArgumentException"><paramref name="maxAge"/> is no duration.</exception>
    [Check]
    public static bool Fresh<T>(Table<T> table, Func<T, DateTimeOffset?> column, string maxAge, Severity severity = Severity.Warning)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        if (!Durations.TryParse(maxAge, out var age))
            throw new ArgumentException($"'{maxAge}' is no duration. Write 90s, 15m, 2h, 1d or 00:05:00.", nameof(maxAge));
        DateTimeOffset? latest = null;
        foreach (var row in table)
            if (column(row) is { } time && !(time <= latest))
                latest = time;
        var now = RunContext.Current.LogicalTime;
        if (now - latest <= age)
            return true;
        Report.Say(latest is { } found ? $"The latest time is {Report.Text(found)}, older than {maxAge} at {Report.Text(now)}." : "No row has a time.");
        return false;
    }

    /// <inheritdoc cref="Fresh{T}(Table{T}, Func{T, DateTimeOffset?}, string, Severity)"/>
    [Check]
    public static bool Fresh<T>(Table<T> table, Func<T, DateTime?> column, string maxAge, Severity severity = Severity.Warning) =>
        Fresh(table, row => column(row) is { } time ? new DateTimeOffset(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc)) : (DateTimeOffset?)null, maxAge, severity);

    /// <inheritdoc cref="Fresh{T}(Table{T}, Func{T, DateTimeOffset?}, string, Severity)"/>
    [Check]
    public static bool Fresh<T>(Table<T> table, Func<T, DateOnly?> column, string maxAge, Severity severity = Severity.Warning) =>
        Fresh(table, row => column(row) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : (DateTimeOffset?)null, maxAge, severity);

    readonly record struct Pair<V>(V Left, V Right)
    {
        public override string ToString() => $"{Report.Text(Left)}, {Report.Text(Right)}";
    }
}

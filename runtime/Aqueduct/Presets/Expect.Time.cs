#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of times against the run's logical time, against limits and against each other.</content>
public static partial class Expect
{
    /// <summary>The latest time of a column is no older than <paramref name="maxAge"/> at the run's logical time; an empty table is not fresh.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The time; one without a zone is UTC.</param>
    /// <param name="maxAge">A duration such as <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c> or <c>00:05:00</c>.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="ArgumentException"><paramref name="maxAge"/> is no duration.</exception>
    [Check]
    public static bool Fresh<T>(Table<T> table, Func<T, DateTimeOffset?> column, string maxAge, Severity severity = Severity.Warning) =>
        Times.AreFresh(Times.Of(table, column), maxAge);

    /// <inheritdoc cref="Fresh{T}(Table{T}, Func{T, DateTimeOffset?}, string, Severity)"/>
    [Check]
    public static bool Fresh<T>(Table<T> table, Func<T, DateTime?> column, string maxAge, Severity severity = Severity.Warning) =>
        Times.AreFresh(Times.Of(table, column), maxAge);

    /// <inheritdoc cref="Fresh{T}(Table{T}, Func{T, DateTimeOffset?}, string, Severity)"/>
    [Check]
    public static bool Fresh<T>(Table<T> table, Func<T, DateOnly?> column, string maxAge, Severity severity = Severity.Warning) =>
        Times.AreFresh(Times.Of(table, column), maxAge);

    /// <summary>No time is later than the run's logical time; nulls pass.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The time; one without a zone is UTC.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool NotInFuture<T>(Table<T> table, Func<T, DateTimeOffset?> column, Severity severity = Severity.Warning) =>
        Times.ArePast(Times.Of(table, column));

    /// <inheritdoc cref="NotInFuture{T}(Table{T}, Func{T, DateTimeOffset?}, Severity)"/>
    [Check]
    public static bool NotInFuture<T>(Table<T> table, Func<T, DateTime?> column, Severity severity = Severity.Warning) =>
        Times.ArePast(Times.Of(table, column));

    /// <inheritdoc cref="NotInFuture{T}(Table{T}, Func{T, DateTimeOffset?}, Severity)"/>
    [Check]
    public static bool NotInFuture<T>(Table<T> table, Func<T, DateOnly?> column, Severity severity = Severity.Warning) =>
        Times.ArePast(Times.Of(table, column));

    /// <summary>Every time that is not null lies from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The time; one without a zone is UTC.</param>
    /// <param name="from">An ISO 8601 date or time, UTC where it names no zone.</param>
    /// <param name="to">An ISO 8601 date or time; a date alone is its last instant.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="ArgumentException">One of the two is no date, or the first is later than the second.</exception>
    [Check]
    public static bool TimesBetween<T>(Table<T> table, Func<T, DateTimeOffset?> column, string from, string to, Severity severity = Severity.Warning) =>
        Times.LieBetween(Times.Of(table, column), from, to);

    /// <inheritdoc cref="TimesBetween{T}(Table{T}, Func{T, DateTimeOffset?}, string, string, Severity)"/>
    [Check]
    public static bool TimesBetween<T>(Table<T> table, Func<T, DateTime?> column, string from, string to, Severity severity = Severity.Warning) =>
        Times.LieBetween(Times.Of(table, column), from, to);

    /// <inheritdoc cref="TimesBetween{T}(Table{T}, Func{T, DateTimeOffset?}, string, string, Severity)"/>
    [Check]
    public static bool TimesBetween<T>(Table<T> table, Func<T, DateOnly?> column, string from, string to, Severity severity = Severity.Warning) =>
        Times.LieBetween(Times.Of(table, column), from, to);

    /// <summary>No two neighbouring times, put in order, are further apart than <paramref name="maxGap"/>; nulls are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The time; one without a zone is UTC.</param>
    /// <param name="maxGap">A duration such as <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c> or <c>00:05:00</c>.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="ArgumentException"><paramref name="maxGap"/> is no duration.</exception>
    [Check]
    public static bool NoGaps<T>(Table<T> table, Func<T, DateTimeOffset?> column, string maxGap, Severity severity = Severity.Warning) =>
        Times.HaveNoGap(Times.Of(table, column), maxGap);

    /// <inheritdoc cref="NoGaps{T}(Table{T}, Func{T, DateTimeOffset?}, string, Severity)"/>
    [Check]
    public static bool NoGaps<T>(Table<T> table, Func<T, DateTime?> column, string maxGap, Severity severity = Severity.Warning) =>
        Times.HaveNoGap(Times.Of(table, column), maxGap);

    /// <inheritdoc cref="NoGaps{T}(Table{T}, Func{T, DateTimeOffset?}, string, Severity)"/>
    [Check]
    public static bool NoGaps<T>(Table<T> table, Func<T, DateOnly?> column, string maxGap, Severity severity = Severity.Warning) =>
        Times.HaveNoGap(Times.Of(table, column), maxGap);

    /// <summary>Each day (UTC) from the first to the last comes exactly once; nulls are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The time; one without a zone is UTC.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool OneRowPerDay<T>(Table<T> table, Func<T, DateTimeOffset?> column, Severity severity = Severity.Warning) =>
        Times.ComeDaily(Times.Of(table, column));

    /// <inheritdoc cref="OneRowPerDay{T}(Table{T}, Func{T, DateTimeOffset?}, Severity)"/>
    [Check]
    public static bool OneRowPerDay<T>(Table<T> table, Func<T, DateTime?> column, Severity severity = Severity.Warning) =>
        Times.ComeDaily(Times.Of(table, column));

    /// <inheritdoc cref="OneRowPerDay{T}(Table{T}, Func{T, DateTimeOffset?}, Severity)"/>
    [Check]
    public static bool OneRowPerDay<T>(Table<T> table, Func<T, DateOnly?> column, Severity severity = Severity.Warning) =>
        Times.ComeDaily(Times.Of(table, column));

    /// <summary>Each hour (UTC) from the first to the last comes exactly once; nulls are left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The time; one without a zone is UTC.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool OneRowPerHour<T>(Table<T> table, Func<T, DateTimeOffset?> column, Severity severity = Severity.Warning) =>
        Times.ComeHourly(Times.Of(table, column));

    /// <inheritdoc cref="OneRowPerHour{T}(Table{T}, Func{T, DateTimeOffset?}, Severity)"/>
    [Check]
    public static bool OneRowPerHour<T>(Table<T> table, Func<T, DateTime?> column, Severity severity = Severity.Warning) =>
        Times.ComeHourly(Times.Of(table, column));

    /// <inheritdoc cref="OneRowPerHour{T}(Table{T}, Func{T, DateTimeOffset?}, Severity)"/>
    [Check]
    public static bool OneRowPerHour<T>(Table<T> table, Func<T, DateOnly?> column, Severity severity = Severity.Warning) =>
        Times.ComeHourly(Times.Of(table, column));
}

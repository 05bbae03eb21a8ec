using Aqueduct.Model;

namespace Aqueduct.Runtime;

/// <summary>Checks of the times of a column; those without a zone are UTC.</summary>
static class Times
{
    public static Column<DateTimeOffset?> Of<T>(Table<T> table, Func<T, DateTimeOffset?> column) => Columns.Of(table, column);

    public static Column<DateTimeOffset?> Of<T>(Table<T> table, Func<T, DateTime?> column) => In(Columns.Of(table, column),
        static time => new DateTimeOffset(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc)));

    public static Column<DateTimeOffset?> Of<T>(Table<T> table, Func<T, DateOnly?> column) => In(Columns.Of(table, column), static day => Start(day));

    public static bool AreFresh(Column<DateTimeOffset?> times, string maxAge)
    {
        var (age, now) = (Duration(maxAge, nameof(maxAge)), RunContext.Current.LogicalTime);
        var latest = Latest(times);
        return now - latest <= age || Report.No(latest is { } found ? $"The latest time is {Report.Text(found)}, older than {maxAge} at {Report.Text(now)}." : "No row has a time.");
    }

    public static bool ArePast(Column<DateTimeOffset?> times)
    {
        var now = RunContext.Current.LogicalTime;
        return Report.Rows(times, $"no time after {Report.Text(now)}", t => !(t > now));
    }

    public static bool LieBetween(Column<DateTimeOffset?> times, string from, string to)
    {
        var (first, last) = (Parse(from, isEnd: false, nameof(from)), Parse(to, isEnd: true, nameof(to)));
        if (first > last)
            throw new ArgumentException($"'{from}' is later than '{to}': no time lies between them. Swap them.", nameof(from));
        return Report.Rows(times, $"times from {from} to {to}", t => !(t < first) && !(t > last));
    }

    public static bool HaveNoGap(Column<DateTimeOffset?> times, string maxGap)
    {
        var (most, sorted) = (Duration(maxGap, nameof(maxGap)), Ticks(times, 1));
        var gaps = Enumerable.Range(1, Math.Max(0, sorted.Length - 1)).Where(i => sorted[i] - sorted[i - 1] > most.Ticks).ToList();
        return gaps.Count == 0 || Report.No($"{Report.Text(gaps.Count)} gaps are longer than {maxGap}; the first are "
            + string.Join(", ", gaps.Take(5).Select(i => $"{At(sorted[i - 1])} to {At(sorted[i])}")) + ".");
    }

    public static bool ComeDaily(Column<DateTimeOffset?> times) => ComeOnceEach(times, TimeSpan.TicksPerDay, "day");

    public static bool ComeHourly(Column<DateTimeOffset?> times) => ComeOnceEach(times, TimeSpan.TicksPerHour, "hour");

    /// <summary>The latest time; null where there is none.</summary>
    public static DateTimeOffset? Latest(Column<DateTimeOffset?> times)
    {
        DateTimeOffset? latest = null;
        foreach (var time in times.Values)
            if (time is { } found && !(found <= latest))
                latest = found;
        return latest;
    }

    static bool ComeOnceEach(Column<DateTimeOffset?> times, long unit, string name)
    {
        var sorted = Ticks(times, unit);
        var (twice, missing, firsts) = (0L, 0L, new List<string>());
        for (var i = 1; i < sorted.Length; i++)
        {
            var step = sorted[i] - sorted[i - 1];
            if (step == 1)
                continue;
            _ = step == 0 ? twice++ : missing += step - 1;
            if (firsts.Count < 5)
                firsts.Add(step == 0 ? $"{At(sorted[i] * unit)} again" : $"no {At((sorted[i - 1] + 1) * unit)}");
        }

        return firsts.Count == 0 || Report.No($"{Report.Text(missing)} {name}s are missing and {Report.Text(twice)} rows repeat one; the first are {string.Join(", ", firsts)}. Expected each {name} once.");
    }

    /// <summary>The times that are there in order, as whole units since the first day.</summary>
    static long[] Ticks(Column<DateTimeOffset?> times, long unit)
    {
        var (ticks, count) = (new long[times.Count], 0);
        foreach (var time in times.Values)
            if (time is { } found)
                ticks[count++] = found.UtcTicks / unit;
        Array.Resize(ref ticks, count);
        Array.Sort(ticks);
        return ticks;
    }

    static Column<DateTimeOffset?> In<V>(Column<V?> column, Func<V, DateTimeOffset> convert) where V : struct
    {
        var to = new DateTimeOffset?[column.Count];
        var from = column.Values;
        for (var i = 0; i < to.Length; i++)
            to[i] = from[i] is { } value ? convert(value) : null;
        return new(to);
    }

    static DateTimeOffset Parse(string text, bool isEnd, string name) =>
        ScalarText.TryParse<DateOnly>(FieldKind.DateOnly, text, out var day) ? Start(day).AddTicks(isEnd ? TimeSpan.TicksPerDay - 1 : 0)
        : ScalarText.TryParse<DateTimeOffset>(FieldKind.DateTimeOffset, text, out var time) ? time
        : throw new ArgumentException($"'{text}' is no date. Write 2026-01-31, or 2026-01-31T12:00:00Z.", name);

    static TimeSpan Duration(string text, string name) =>
        Durations.TryParse(text, out var duration) ? duration : throw new ArgumentException($"'{text}' is no duration. Write 90s, 15m, 2h, 1d or 00:05:00.", name);

    static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    static string At(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

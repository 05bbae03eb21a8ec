namespace Aqueduct.Runtime;

/// <summary>Dates and times: columnar systems count days and microseconds from 1970, .NET 100 ns from the year 1. What a microsecond cannot hold is cut off.</summary>
static class EpochTimes
{
    static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int Days(DateOnly date) => date.DayNumber - Epoch;

    /// <summary>The wall clock; of a local time that of UTC, so that it means the same on every machine.</summary>
    public static long Micros(DateTime time) => Floor((time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks - DateTime.UnixEpoch.Ticks);

    public static long Micros(DateTimeOffset moment) => Floor(moment.UtcTicks - DateTime.UnixEpoch.Ticks);

    public static long Micros(TimeOnly time) => Floor(time.Ticks);

    /// <summary>Towards zero, so that the shortest and the longest come back as spans.</summary>
    public static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static bool TryDate(int days, out DateOnly date)
    {
        var isInRange = days >= -Epoch && days <= DateOnly.MaxValue.DayNumber - Epoch;
        date = isInRange ? DateOnly.FromDayNumber(days + Epoch) : default;
        return isInRange;
    }

    /// <summary>The time <paramref name="count"/> units after 1970; false outside of .NET's years, infinity included.</summary>
    public static bool TryTime(long count, long ticksOfUnit, DateTimeKind kind, out DateTime time)
    {
        var ticks = ((Int128)count * ticksOfUnit) + DateTime.UnixEpoch.Ticks;
        var isInRange = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        time = isInRange ? new DateTime((long)ticks, kind) : default;
        return isInRange;
    }

    static long Floor(long ticks) => ticks >= 0 ? ticks / TimeSpan.TicksPerMicrosecond : -((-ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond);
}

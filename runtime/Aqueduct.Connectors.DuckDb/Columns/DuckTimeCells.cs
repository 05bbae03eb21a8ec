using Aqueduct.Runtime;
using DuckDB.NET.Native;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>DateOnly: DATE, a timestamp at midnight, or text.</summary>
readonly struct DateCell : IDuckCell<DateOnly>
{
    public static string Expected => "dates";

    public static DuckDBType Type => DuckDBType.Date;

    public static bool TryRead(DuckVector vector, int row, out DateOnly value)
    {
        if (vector.Shape.Type == DuckDBType.Date)
            return EpochTimes.TryDate(vector.At<int>(row), out value);
        if (!Moments.TryRead(vector, row, out var time))
            return Texts.TryRead(vector, row, FieldKind.DateOnly, out value);
        value = DateOnly.FromDateTime(time);
        return time.TimeOfDay == TimeSpan.Zero;
    }

    public static void Write(DuckTarget target, int row, DateOnly value) => target.Set(row, EpochTimes.Days(value));
}

/// <summary>DateTime: TIMESTAMP as a wall clock, TIMESTAMPTZ as UTC, DATE as its midnight, or text.</summary>
readonly struct DateTimeCell : IDuckCell<DateTime>
{
    public static string Expected => "timestamps";

    public static DuckDBType Type => DuckDBType.Timestamp;

    public static bool TryRead(DuckVector vector, int row, out DateTime value)
    {
        if (Moments.TryRead(vector, row, out value))
            return true;
        if (!Texts.TryRead(vector, row, FieldKind.DateTime, out value))
            return false;
        value = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        return true;
    }

    public static void Write(DuckTarget target, int row, DateTime value) => target.Set(row, EpochTimes.Micros(value));
}

/// <summary>DateTimeOffset: TIMESTAMPTZ, the others taken as UTC.</summary>
readonly struct DateTimeOffsetCell : IDuckCell<DateTimeOffset>
{
    public static string Expected => "timestamps";

    public static DuckDBType Type => DuckDBType.TimestampTz;

    public static bool TryRead(DuckVector vector, int row, out DateTimeOffset value)
    {
        if (!Moments.TryRead(vector, row, out var time))
            return Texts.TryRead(vector, row, FieldKind.DateTimeOffset, out value);
        value = new DateTimeOffset(time.Ticks, TimeSpan.Zero);
        return true;
    }

    public static void Write(DuckTarget target, int row, DateTimeOffset value) => target.Set(row, EpochTimes.Micros(value));
}

/// <summary>TimeOnly: TIME, or text.</summary>
readonly struct TimeCell : IDuckCell<TimeOnly>
{
    public static string Expected => "times of a day";

    public static DuckDBType Type => DuckDBType.Time;

    public static bool TryRead(DuckVector vector, int row, out TimeOnly value)
    {
        if (vector.Shape.Type != DuckDBType.Time)
            return Texts.TryRead(vector, row, FieldKind.TimeOnly, out value);
        // TIME knows 24:00:00, TimeOnly does not.
        var ticks = vector.At<long>(row) * TimeSpan.TicksPerMicrosecond;
        value = ticks < TimeSpan.TicksPerDay ? new TimeOnly(ticks) : default;
        return ticks < TimeSpan.TicksPerDay;
    }

    public static void Write(DuckTarget target, int row, TimeOnly value) => target.Set(row, EpochTimes.Micros(value));
}

/// <summary>TimeSpan: INTERVAL without months, which have no fixed length, or text.</summary>
readonly struct SpanCell : IDuckCell<TimeSpan>
{
    readonly record struct Interval(int Months, int Days, long Micros);

    public static string Expected => "intervals of days and times, which .NET can hold";

    public static DuckDBType Type => DuckDBType.Interval;

    public static bool TryRead(DuckVector vector, int row, out TimeSpan value)
    {
        if (vector.Shape.Type != DuckDBType.Interval)
            return Texts.TryRead(vector, row, FieldKind.TimeSpan, out value);
        var interval = vector.At<Interval>(row);
        var ticks = ((Int128)interval.Days * TimeSpan.TicksPerDay) + ((Int128)interval.Micros * TimeSpan.TicksPerMicrosecond);
        var fits = interval.Months == 0 && ticks >= long.MinValue && ticks <= long.MaxValue;
        value = fits ? new TimeSpan((long)ticks) : default;
        return fits;
    }

    public static void Write(DuckTarget target, int row, TimeSpan value) => target.Set(row, new Interval(0, 0, EpochTimes.Micros(value)));
}

/// <summary>The types that mean a moment or a wall clock.</summary>
static class Moments
{
    const long TicksPerHundredNanoseconds = 1;

    public static bool TryRead(DuckVector vector, int row, out DateTime time)
    {
        time = default;
        return vector.Shape.Type switch
        {
            DuckDBType.Timestamp => EpochTimes.TryTime(vector.At<long>(row), TimeSpan.TicksPerMicrosecond, DateTimeKind.Unspecified, out time),
            DuckDBType.TimestampTz => EpochTimes.TryTime(vector.At<long>(row), TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc, out time),
            DuckDBType.TimestampS => EpochTimes.TryTime(vector.At<long>(row), TimeSpan.TicksPerSecond, DateTimeKind.Unspecified, out time),
            DuckDBType.TimestampMs => EpochTimes.TryTime(vector.At<long>(row), TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified, out time),
            DuckDBType.TimestampNs => EpochTimes.TryTime(vector.At<long>(row) / 100, TicksPerHundredNanoseconds, DateTimeKind.Unspecified, out time),
            DuckDBType.Date => EpochTimes.TryTime(vector.At<int>(row), TimeSpan.TicksPerDay, DateTimeKind.Unspecified, out time),
            _ => false,
        };
    }
}

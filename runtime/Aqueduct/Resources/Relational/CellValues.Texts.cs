namespace Aqueduct.Runtime.Relational;

/// <summary>Text, and what only text keeps: string, char, enumerations by member name.</summary>
/// <typeparam name="V">The type or its nullable form.</typeparam>
readonly struct TextValue<V> : ICellValue<V>
{
    public static bool TryConvert(V value, RelationalColumn to, out object given)
    {
        var text = ScalarText.Format(value)!;
        given = text;
        return IsWhole(text) && (to.HasNul || !text.Contains('\0'));
    }

    // Half a surrogate pair is no character: a driver would send another one for it.
    static bool IsWhole(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && ++at < text.Length && char.IsLowSurrogate(text[at])))
                return false;
        return true;
    }
}

/// <summary>DateOnly, to a date, and to a time as its midnight.</summary>
readonly struct DateValue : ICellValue<DateOnly>
{
    public static bool TryConvert(DateOnly value, RelationalColumn to, out object given)
    {
        given = to.Holds switch
        {
            DataSource.Date when !to.HasMidnights => value,
            DataSource.Text => ScalarText.Format(value)!,
            _ => value.ToDateTime(TimeOnly.MinValue),
        };
        return true;
    }
}

/// <summary>DateTime, to a time of no zone as the clock it shows, in UTC where it names an instant; to an instant in UTC.</summary>
readonly struct TimeValue : ICellValue<DateTime>
{
    public static bool TryConvert(DateTime value, RelationalColumn to, out object given)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        given = to.Holds switch
        {
            DataSource.Instant => new DateTimeOffset(utc.Ticks, TimeSpan.Zero),
            DataSource.Text => ScalarText.Format(utc)!,
            _ => DateTime.SpecifyKind(utc, DateTimeKind.Unspecified),
        };
        return true;
    }
}

/// <summary>DateTimeOffset, to an instant with its offset where the column has one, else in UTC.</summary>
readonly struct InstantValue : ICellValue<DateTimeOffset>
{
    public static bool TryConvert(DateTimeOffset value, RelationalColumn to, out object given)
    {
        given = value;
        return to.Holds == DataSource.Instant || TimeValue.TryConvert(value.UtcDateTime, to, out given);
    }
}

/// <summary>TimeOnly, to a time of day, which drivers take as a span.</summary>
readonly struct ClockValue : ICellValue<TimeOnly>
{
    public static bool TryConvert(TimeOnly value, RelationalColumn to, out object given)
    {
        given = to.Holds == DataSource.Text ? ScalarText.Format(value)! : value.ToTimeSpan();
        return true;
    }
}

/// <summary>TimeSpan, to a span where the column is long enough.</summary>
readonly struct SpanValue : ICellValue<TimeSpan>
{
    public static bool TryConvert(TimeSpan value, RelationalColumn to, out object given)
    {
        given = to.Holds == DataSource.Text ? ScalarText.Format(value)! : (object)value;
        return to.Holds == DataSource.Text || (to.Longest is { } longest && value <= longest && value >= -longest);
    }
}

/// <summary>Guid, to a type of its own, or to text.</summary>
readonly struct GuidValue : ICellValue<Guid>
{
    public static bool TryConvert(Guid value, RelationalColumn to, out object given)
    {
        given = to.Holds == DataSource.Uuid ? value : ScalarText.Format(value)!;
        return true;
    }
}

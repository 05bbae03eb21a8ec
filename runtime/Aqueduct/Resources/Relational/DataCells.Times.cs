using System.Data.Common;
using System.Globalization;

namespace Aqueduct.Runtime.Relational;

/// <summary>Types kept as text: char, enumerations by member name (read from their integer value too).</summary>
/// <typeparam name="V">The type or its nullable form.</typeparam>
readonly struct TextCell<V> : IDataCell<V>
{
    static readonly FieldKind Kind = FieldKinds.Of(typeof(V));

    public static string Expected => ScalarText.Expected(typeof(V));

    public static bool TryRead(DbDataReader row, int column, DataSource source, out V value) =>
        source == DataSource.Text ? ScalarText.TryParse(Kind, row.GetString(column), out value)
        : IntegerCell<long>.TryRead(row, column, source, out var number) & ScalarText.TryParse(Kind, number.ToString(CultureInfo.InvariantCulture), out value);
}

/// <summary>DateOnly: date, or a time that is a midnight.</summary>
readonly struct DateCell : IDataCell<DateOnly>
{
    public static string Expected => ScalarText.Expected(typeof(DateOnly));

    public static bool TryRead(DbDataReader row, int column, DataSource source, out DateOnly value)
    {
        if (source == DataSource.Date)
        {
            value = row.GetFieldValue<DateOnly>(column);
            return true;
        }

        if (source == DataSource.Text)
            return ScalarText.TryParse(FieldKind.DateOnly, row.GetString(column), out value);
        var time = TimeCell.Time(row, column, source);
        value = DateOnly.FromDateTime(time);
        return time.TimeOfDay == TimeSpan.Zero;
    }
}

/// <summary>DateTime: timestamp, of no zone; an instant, in UTC; date, its midnight.</summary>
readonly struct TimeCell : IDataCell<DateTime>
{
    public static string Expected => ScalarText.Expected(typeof(DateTime));

    public static bool TryRead(DbDataReader row, int column, DataSource source, out DateTime value)
    {
        if (source != DataSource.Text)
        {
            value = source == DataSource.Date ? row.GetFieldValue<DateOnly>(column).ToDateTime(TimeOnly.MinValue) : Time(row, column, source);
            return true;
        }

        var read = ScalarText.TryParse(FieldKind.DateTime, row.GetString(column), out value);
        // An offset names an instant: it must not be read as another wall clock on another machine.
        if (value.Kind == DateTimeKind.Local)
            value = value.ToUniversalTime();
        return read;
    }

    /// <summary>A time as the column has it; of an instant its clock in UTC.</summary>
    public static DateTime Time(DbDataReader row, int column, DataSource source) => source switch
    {
        DataSource.Instant => row.GetFieldValue<DateTimeOffset>(column).UtcDateTime,
        DataSource.TimestampTz => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc),
        _ => row.GetDateTime(column),
    };
}

/// <summary>DateTimeOffset: an instant; timestamp and date are taken as UTC.</summary>
readonly struct InstantCell : IDataCell<DateTimeOffset>
{
    public static string Expected => TimeCell.Expected;

    public static bool TryRead(DbDataReader row, int column, DataSource source, out DateTimeOffset value)
    {
        if (source == DataSource.Text)
            return ScalarText.TryParse(FieldKind.DateTimeOffset, row.GetString(column), out value);
        _ = TimeCell.TryRead(row, column, source, out var time);
        value = new DateTimeOffset(time.Ticks, TimeSpan.Zero);
        return true;
    }
}

/// <summary>What the reader has a value of its own for, or text: TimeOnly of time; TimeSpan of interval without months, or time; Guid of uuid.</summary>
readonly struct OwnCell<V> : IDataCell<V> where V : struct
{
    static readonly FieldKind Kind = FieldKinds.Of(typeof(V));

    public static string Expected => Kind == FieldKind.TimeSpan ? "spans of days, hours and less, such as 12:30:00" : ScalarText.Expected(typeof(V));

    public static bool TryRead(DbDataReader row, int column, DataSource source, out V value)
    {
        if (source == DataSource.Text)
            return ScalarText.TryParse(Kind, row.GetString(column), out value);
        value = row.GetFieldValue<V>(column);
        return true;
    }
}

using System.Globalization;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Types kept as text: char, enumerations by member name (read from their integer value too).</summary>
/// <typeparam name="V">The type or its nullable form.</typeparam>
readonly struct TextCell<V> : IDataCell<V>
{
    static readonly FieldKind Kind = FieldKinds.Of(typeof(V));

    public static string Expected => ScalarText.Expected(typeof(V));

    public static bool TryRead(NpgsqlDataReader row, int column, DataSource source, out V value) =>
        source == DataSource.Text ? ScalarText.TryParse(Kind, row.GetFieldValue<string>(column), out value)
        : IntegerCell<long>.TryRead(row, column, source, out var number) & ScalarText.TryParse(Kind, number.ToString(CultureInfo.InvariantCulture), out value);
}

/// <summary>DateOnly: date, or a time that is a midnight.</summary>
readonly struct DateCell : IDataCell<DateOnly>
{
    public static string Expected => ScalarText.Expected(typeof(DateOnly));

    public static bool TryRead(NpgsqlDataReader row, int column, DataSource source, out DateOnly value)
    {
        if (source == DataSource.Date)
        {
            value = row.GetFieldValue<DateOnly>(column);
            return true;
        }

        if (source == DataSource.Text)
            return ScalarText.TryParse(FieldKind.DateOnly, row.GetFieldValue<string>(column), out value);
        var time = row.GetFieldValue<DateTime>(column);
        value = DateOnly.FromDateTime(time);
        return time.TimeOfDay == TimeSpan.Zero;
    }
}

/// <summary>DateTime: timestamp, of no zone; timestamptz, in UTC; date, its midnight.</summary>
readonly struct TimeCell : IDataCell<DateTime>
{
    public static string Expected => ScalarText.Expected(typeof(DateTime));

    public static bool TryRead(NpgsqlDataReader row, int column, DataSource source, out DateTime value)
    {
        if (source != DataSource.Text)
        {
            value = source == DataSource.Date ? row.GetFieldValue<DateOnly>(column).ToDateTime(TimeOnly.MinValue) : row.GetFieldValue<DateTime>(column);
            return true;
        }

        var read = ScalarText.TryParse(FieldKind.DateTime, row.GetFieldValue<string>(column), out value);
        // An offset names an instant: it must not be read as another wall clock on another machine.
        if (value.Kind == DateTimeKind.Local)
            value = value.ToUniversalTime();
        return read;
    }
}

/// <summary>DateTimeOffset: timestamptz; timestamp and date are taken as UTC.</summary>
readonly struct InstantCell : IDataCell<DateTimeOffset>
{
    public static string Expected => TimeCell.Expected;

    public static bool TryRead(NpgsqlDataReader row, int column, DataSource source, out DateTimeOffset value)
    {
        if (source == DataSource.Text)
            return ScalarText.TryParse(FieldKind.DateTimeOffset, row.GetFieldValue<string>(column), out value);
        _ = TimeCell.TryRead(row, column, source, out var time);
        value = new DateTimeOffset(time.Ticks, TimeSpan.Zero);
        return true;
    }
}

/// <summary>What Npgsql has a value of its own for, or text: TimeOnly of time; TimeSpan of interval without months, or time; Guid of uuid.</summary>
readonly struct OwnCell<V> : IDataCell<V> where V : struct
{
    static readonly FieldKind Kind = FieldKinds.Of(typeof(V));

    public static string Expected => Kind == FieldKind.TimeSpan ? "spans of days, hours and less, such as 12:30:00" : ScalarText.Expected(typeof(V));

    public static bool TryRead(NpgsqlDataReader row, int column, DataSource source, out V value)
    {
        if (source == DataSource.Text)
            return ScalarText.TryParse(Kind, row.GetFieldValue<string>(column), out value);
        value = row.GetFieldValue<V>(column);
        return true;
    }
}

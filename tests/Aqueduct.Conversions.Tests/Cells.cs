using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using CsCheck;

namespace Aqueduct.Conversions.Tests;

/// <summary>Tables to compare by value: 1.0 is 1.00, a time is its clock whatever its kind, a moment is its instant.</summary>
static class Cells
{
    /// <summary>Every value of a table as text, row by row.</summary>
    public static string Of<T>(Table<T> table, Func<Field, string?, string?>? change = null) => string.Join("\n", Enumerable.Range(0, table.Count).Select(row =>
        string.Join(" | ", table.Fields.Select((field, c) => $"{field.Name}={Canonical(field, change is null ? table.ColumnAt(c).TextAt(row) : change(field, table.ColumnAt(c).TextAt(row))) ?? "NULL"}"))));

    /// <summary>Times to the microsecond.</summary>
    public static string? Micros(Field field, string? text) => text is null ? null : field.Kind switch
    {
        FieldKind.DateTime or FieldKind.DateTimeOffset => Ticks(text).ToString("O", CultureInfo.InvariantCulture),
        FieldKind.TimeSpan => new TimeSpan(TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture).Ticks / 10 * 10).ToString("c", CultureInfo.InvariantCulture),
        _ => text,
    };

    /// <summary>What ML.NET calls missing is null where the member may be null.</summary>
    public static string? Missing(Field field, string? text) => field.Nullable && text is ("" or "NaN") ? null : text;

    static DateTimeOffset Ticks(string text)
    {
        var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return time.AddTicks(-(time.Ticks % 10));
    }

    static string? Canonical(Field field, string? text) => text is null ? null : field.Kind switch
    {
        FieldKind.Decimal => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("G29", CultureInfo.InvariantCulture),
        FieldKind.DateTime or FieldKind.DateTimeOffset => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks.ToString(CultureInfo.InvariantCulture),
        _ => text,
    };
}

/// <summary>Any rows.</summary>
static class Rows
{
    static readonly Gen<string> Text = Gen.String[Gen.Char.Where(c => !char.IsSurrogate(c)), 0, 12];

    static readonly Gen<DateTime> Time = Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTime(ticks, DateTimeKind.Utc));

    static readonly Gen<DateTimeOffset> Moment = Gen.Select(Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-14 * 60, 14 * 60], (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    /// <summary>Rows whose decimals have at most nine digits and whose 64-bit integers are doubles.</summary>
    public static readonly Gen<Everything> Any =
        Gen.Select(
            Gen.Select(Gen.Bool, Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt),
            Gen.Select(Gen.Long[-(1L << 53), 1L << 53], Gen.Long[0, 1L << 53], Gen.Float, Gen.Double, Gen.Select(Gen.Int[-999_999_999, 999_999_999], Gen.Int[0, 9]), Text, Gen.Char.Where(c => !char.IsSurrogate(c))),
            Gen.Select(Gen.Int[0, DateOnly.MaxValue.DayNumber], Time, Moment, Gen.Long[0, TimeSpan.TicksPerDay - 1], Gen.Long, Gen.Guid, Gen.Int[0, 5]),
            Gen.Byte.Array[0, 9],
            (a, b, c, bytes) => new Everything(
                a.Item1, a.Item2, a.Item3, a.Item4, a.Item5, a.Item6, a.Item7, b.Item1, (ulong)b.Item2, b.Item3, b.Item4, new decimal(Math.Abs(b.Item5.Item1), 0, 0, b.Item5.Item1 < 0, (byte)b.Item5.Item2),
                b.Item6, b.Item7, DateOnly.FromDayNumber(c.Item1), c.Item2, c.Item3, new TimeOnly(c.Item4), new TimeSpan(c.Item5), c.Item6, (Weekday)c.Item7, bytes));

    /// <summary>Rows in which any member may be null.</summary>
    public static readonly Gen<Optional> AnyOptional = Gen.Select(Any, Gen.UInt, (row, nulls) =>
    {
        var (some, next) = (TestTables.Some(row), 0);
        return new Optional(
            Keep(some.Flag), Keep(some.Tiny), Keep(some.Small), Keep(some.Short), Keep(some.UShort), Keep(some.Int), Keep(some.UInt), Keep(some.Long), Keep(some.ULong), Keep(some.Float), Keep(some.Double), Keep(some.Decimal),
            Keep(some.Text), Keep(some.Letter), Keep(some.Date), Keep(some.Time), Keep(some.Moment), Keep(some.Clock), Keep(some.Span), Keep(some.Id), Keep(some.Day), Keep(some.Bytes));

        T? Keep<T>(T? value) => (nulls >> next++ & 1) == 0 ? value : default;
    });
}

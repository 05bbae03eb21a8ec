using System.Buffers.Binary;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>decimal and DECIMAL: 96 bits with a point at up to 28 digits, 38 digits with a point that the column has.</summary>
static class DuckDecimals
{
    /// <summary>The most digits a DECIMAL has.</summary>
    public const int Digits = 38;

    static readonly Int128[] Powers = [.. Enumerable.Range(0, Digits + 1).Select(i => Enumerable.Range(0, i).Aggregate(Int128.One, (p, _) => p * 10))];

    /// <summary>10 to the power of <paramref name="exponent"/>.</summary>
    public static Int128 Power(int exponent) => Powers[exponent];

    /// <summary>The digits as a whole number, and how many of them stand behind the point.</summary>
    public static (Int128 Number, byte Scale) Split(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var number = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return (decimal.IsNegative(value) ? -number : number, value.Scale);
    }

    /// <summary>The decimal of those digits; false where it has too many.</summary>
    public static bool TryJoin(Int128 number, int scale, out decimal value)
    {
        value = 0;
        var (size, isNegative) = (UInt128.CreateTruncating(Int128.IsNegative(number) ? -number : number), Int128.IsNegative(number));
        while (scale > 0 && (scale > 28 || size >> 96 != 0))
        {
            var (rest, digit) = UInt128.DivRem(size, 10);
            if (digit != 0)
                return false;
            (size, scale) = (rest, scale - 1);
        }

        if (size >> 96 != 0)
            return false;
        value = new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), isNegative, (byte)scale);
        return true;
    }
}

/// <summary>Dates and times: DuckDB counts days and microseconds from 1970, .NET 100 ns from the year 1. What a microsecond cannot hold is cut off.</summary>
static class DuckTimes
{
    static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int Days(DateOnly date) => date.DayNumber - Epoch;

    /// <summary>The wall clock; of a local time that of UTC, so that it means the same on every machine.</summary>
    public static long Micros(DateTime time) => Floor((time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks - DateTime.UnixEpoch.Ticks);

    public static long Micros(DateTimeOffset moment) => Floor(moment.UtcTicks - DateTime.UnixEpoch.Ticks);

    public static long Micros(TimeOnly time) => Floor(time.Ticks);

    public static long Micros(TimeSpan span) => Floor(span.Ticks);

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

/// <summary>Guid and UUID, which DuckDB keeps as a number of 128 bits with its sign turned, so that it sorts as its text does.</summary>
static class DuckGuids
{
    /// <summary>The stored number.</summary>
    public static Int128 Bits(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt128BigEndian(bytes) ^ Int128.MinValue;
    }

    public static Guid Of(Int128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, bits ^ Int128.MinValue);
        return new Guid(bytes, bigEndian: true);
    }
}

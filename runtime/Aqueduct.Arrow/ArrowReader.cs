using Apache.Arrow;
using Apache.Arrow.Types;
using Aqueduct.Runtime;
using Column = Aqueduct.Runtime.Column;
using Field = Aqueduct.Runtime.Field;

namespace Aqueduct.Arrow;

/// <summary>Makes columns of Arrow's arrays, of any writer.</summary>
static class ArrowReader
{
    /// <summary>The column of a member.</summary>
    public static Column Column(IArrowArray array, Field field, ForeignPlace place) => array switch
    {
        Int8Array a => Numbers(a, field, place),
        UInt8Array a => Numbers(a, field, place),
        Int16Array a => Numbers(a, field, place),
        UInt16Array a => Numbers(a, field, place),
        Int32Array a => Numbers(a, field, place),
        UInt32Array a => Numbers(a, field, place),
        Int64Array a => Numbers(a, field, place),
        UInt64Array a => Numbers(a, field, place),
        FloatArray a => Numbers(a, field, place),
        DoubleArray a => Numbers(a, field, place),
        HalfFloatArray a => Values<float>(a, field, place, i => (float)a.Values[i], null),
        BooleanArray a => Values(a, field, place, i => a.GetValue(i), null),
        Decimal32Array a => Values(a, field, place, i => a.GetValue(i), a.GetString),
        Decimal64Array a => Values(a, field, place, i => a.GetValue(i), a.GetString),
        Decimal128Array a => Values(a, field, place, i => Decimal(a, i), a.GetString),
        Date32Array a => Values<DateOnly>(a, field, place, i => EpochTimes.TryDate(a.Values[i], out var date) ? date : null, i => $"day {a.Values[i]} since 1970"),
        Date64Array a => Times(a, TimeUnit.Millisecond, field, place, static time => DateOnly.FromDateTime(time)),
        TimestampArray a when string.IsNullOrEmpty(((TimestampType)a.Data.DataType).Timezone) => Times(a, ((TimestampType)a.Data.DataType).Unit, field, place, static time => time),
        TimestampArray a => Times(a, ((TimestampType)a.Data.DataType).Unit, field, place, static time => new DateTimeOffset(time, TimeSpan.Zero)),
        Time32Array a => Values(a, field, place, i => Clock(a.Values[i], ((TimeBasedType)a.Data.DataType).Unit), i => Count(a.Values[i], ((TimeBasedType)a.Data.DataType).Unit)),
        Time64Array a => Values(a, field, place, i => Clock(a.Values[i], ((TimeBasedType)a.Data.DataType).Unit), i => Count(a.Values[i], ((TimeBasedType)a.Data.DataType).Unit)),
        DurationArray a => Values<TimeSpan>(a, field, place, i => Ticks(a.Values[i], a.DataType.Unit) is { } ticks ? new TimeSpan(ticks) : null, i => Count(a.Values[i], a.DataType.Unit)),
        DictionaryArray { Dictionary: IReadOnlyList<string> texts } a => Objects(a, field, place, [.. texts], Index(a.Indices)),
        IReadOnlyList<string> a => Objects(array, field, place, a, static i => i),
        IReadOnlyList<byte[]> a => Objects(array, field, place, a, static i => i),
        NullArray => Values<bool>(array, field, place, static _ => null, null),
        ExtensionArray a => Column(a.Storage, field, place),
        _ => throw place.Unknown(field),
    };

    static Column Numbers<V>(PrimitiveArray<V> array, Field field, ForeignPlace place) where V : struct, IEquatable<V>
    {
        if (array.NullCount > 0)
            return Values<V>(array, field, place, i => array.Values[i], null);
        var column = ForeignColumn.OfValues<V>(field, place, array.Length);
        column.AddRange(array.Values);
        return column.Build();
    }

    /// <param name="array">The array.</param>
    /// <param name="field">The member.</param>
    /// <param name="place">The column.</param>
    /// <param name="value">A value that is not null; null where .NET's type cannot hold it.</param>
    /// <param name="text">Such a value for people.</param>
    static Column Values<V>(IArrowArray array, Field field, ForeignPlace place, Func<int, V?> value, Func<int, string>? text) where V : struct
    {
        var column = ForeignColumn.OfValues<V>(field, place, array.Length);
        for (var row = 0; row < array.Length; row++)
            if (array.IsNull(row))
                column.AddNull();
            else
                column.Add(value(row) ?? throw column.Mismatch(text?.Invoke(row) ?? ""));
        return column.Build();
    }

    static Column Objects<V>(IArrowArray array, Field field, ForeignPlace place, IReadOnlyList<V> values, Func<int, int> index) where V : class
    {
        var column = ForeignColumn.OfObjects<V>(field, place, array.Length);
        for (var row = 0; row < array.Length; row++)
            if (array.IsNull(row) || values[index(row)] is not { } value)
                column.AddNull();
            else
                column.Add(value);
        return column.Build();
    }

    static Column Times<V>(PrimitiveArray<long> array, TimeUnit unit, Field field, ForeignPlace place, Func<DateTime, V> make) where V : struct =>
        Values(array, field, place, i => Ticks(array.Values[i], unit) is { } ticks && EpochTimes.TryTime(ticks, 1, DateTimeKind.Unspecified, out var time) ? make(time) : (V?)null, i => Count(array.Values[i], unit) + " since 1970");

    static decimal? Decimal(Decimal128Array array, int row)
    {
        var digits = System.Buffers.Binary.BinaryPrimitives.ReadInt128LittleEndian(array.ValueBuffer.Span[((array.Offset + row) * array.ByteWidth)..]);
        return WideDecimals.TryJoin(digits, array.Scale, out var value) ? value : null;
    }

    static TimeOnly? Clock(long count, TimeUnit unit) => Ticks(count, unit) is >= 0 and < TimeSpan.TicksPerDay and var ticks ? new TimeOnly(ticks) : null;

    /// <summary>The units of 100 ns, in which .NET counts; null where there are too many.</summary>
    static long? Ticks(long count, TimeUnit unit)
    {
        if (unit == TimeUnit.Nanosecond)
            return count / TimeSpan.NanosecondsPerTick;
        var ticks = (Int128)count * unit switch
        {
            TimeUnit.Second => TimeSpan.TicksPerSecond,
            TimeUnit.Millisecond => TimeSpan.TicksPerMillisecond,
            _ => TimeSpan.TicksPerMicrosecond,
        };
        return ticks >= long.MinValue && ticks <= long.MaxValue ? (long)ticks : null;
    }

    static string Count(long count, TimeUnit unit) => $"{count} {unit.ToString().ToLowerInvariant()}s";

    /// <summary>The positions of a dictionary's texts.</summary>
    static Func<int, int> Index(IArrowArray indices) => indices switch
    {
        Int8Array a => i => a.Values[i],
        UInt8Array a => i => a.Values[i],
        Int16Array a => i => a.Values[i],
        UInt16Array a => i => a.Values[i],
        Int32Array a => i => a.Values[i],
        UInt32Array a => i => checked((int)a.Values[i]),
        Int64Array a => i => checked((int)a.Values[i]),
        _ => i => checked((int)((UInt64Array)indices).Values[i]),
    };
}

using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using Aqueduct.Runtime;
using Column = Aqueduct.Runtime.Column;
using Field = Aqueduct.Runtime.Field;

namespace Aqueduct.Arrow;

/// <summary>Makes Arrow's arrays of columns.</summary>
static class ArrowWriter
{
    static readonly Dictionary<Type, Func<Field, Column, IArrowArray>> ByType = KnownTypes();

    /// <summary>The array of a column: in Arrow's own type where it has one, else as text.</summary>
    public static IArrowArray Array(Field field, Column column) =>
        field.Kind == FieldKind.Other ? throw new NotSupportedException(ForeignPlace.NoLayout(field.Type))
        : ByType.TryGetValue(field.Type, out var make) ? make(field, column)
        : Texts(field, column);

    static Dictionary<Type, Func<Field, Column, IArrowArray>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<Field, Column, IArrowArray>>();
        Same<sbyte>(Int8Type.Default);
        Same<byte>(UInt8Type.Default);
        Same<short>(Int16Type.Default);
        Same<ushort>(UInt16Type.Default);
        Same<int>(Int32Type.Default);
        Same<uint>(UInt32Type.Default);
        Same<long>(Int64Type.Default);
        Same<ulong>(UInt64Type.Default);
        Same<float>(FloatType.Default);
        Same<double>(DoubleType.Default);
        Changed<DateOnly, int>(Date32Type.Default, EpochTimes.Days);
        Changed<DateTime, long>(new TimestampType(TimeUnit.Microsecond, (string?)null), EpochTimes.Micros);
        Changed<DateTimeOffset, long>(new TimestampType(TimeUnit.Microsecond, "UTC"), EpochTimes.Micros);
        Changed<TimeOnly, long>(TimeType.Nanosecond, static time => time.Ticks * TimeSpan.NanosecondsPerTick);
        Changed<TimeSpan, long>(DurationType.Microsecond, EpochTimes.Micros);
        types[typeof(bool)] = static (_, column) => Booleans((Column<bool>)column, static v => v);
        types[typeof(bool?)] = static (_, column) => Booleans((Column<bool?>)column, static v => v);
        types[typeof(decimal)] = static (field, column) => Decimals(field, (Column<decimal>)column, static v => v);
        types[typeof(decimal?)] = static (field, column) => Decimals(field, (Column<decimal?>)column, static v => v);
        types[typeof(byte[])] = static (field, column) => Binaries(field, (Column<byte[]?>)column);
        return types;

        void Same<V>(IArrowType type) where V : unmanaged
        {
            Changed<V, V>(type, static v => v);
            types[typeof(V)] = (_, column) => Build(type, column.Count, 0, ArrowBuffer.Empty, ArrayMemory<V>.Buffer(((Column<V>)column).Items, column.Count));
        }

        void Changed<V, TStored>(IArrowType type, Func<V, TStored> change) where V : struct where TStored : unmanaged
        {
            types[typeof(V)] = (_, column) =>
            {
                var (from, values) = (((Column<V>)column).Items, new TStored[column.Count]);
                for (var row = 0; row < values.Length; row++)
                    values[row] = change(from[row]);
                return Build(type, column.Count, 0, ArrowBuffer.Empty, Buffer(values));
            };
            types[typeof(V?)] = (_, column) =>
            {
                var (from, values, validity) = (((Column<V?>)column).Items, new TStored[column.Count], new Validity(column.Count));
                for (var row = 0; row < values.Length; row++)
                    if (from[row] is { } value)
                        values[row] = change(value);
                    else
                        validity.SetNull(row);
                return Build(type, column.Count, validity.Nulls, validity.Buffer, Buffer(values));
            };
        }
    }

    static IArrowArray Booleans<V>(Column<V> column, Func<V, bool?> value)
    {
        var (bits, validity) = (new byte[(column.Count + 7) / 8], new Validity(column.Count));
        for (var row = 0; row < column.Count; row++)
            if (value(column.Items[row]) is not { } flag)
                validity.SetNull(row);
            else if (flag)
                bits[row / 8] |= (byte)(1 << (row % 8));
        return Build(BooleanType.Default, column.Count, validity.Nulls, validity.Buffer, Buffer(bits));
    }

    static IArrowArray Decimals<V>(Field field, Column<V> column, Func<V, decimal?> value)
    {
        var scale = 0;
        foreach (var item in column.Values)
            scale = Math.Max(scale, value(item)?.Scale ?? 0);
        var (values, validity) = (new Int128[column.Count], new Validity(column.Count));
        for (var row = 0; row < values.Length; row++)
        {
            if (value(column.Items[row]) is not { } number)
            {
                validity.SetNull(row);
                continue;
            }

            var (digits, own) = WideDecimals.Split(number);
            values[row] = Int128.Abs(digits) < WideDecimals.Power(WideDecimals.Digits - (scale - own)) ? digits * WideDecimals.Power(scale - own)
                : throw new InvalidDataException($"Row {row + 1} of column {field.Name} is {ScalarText.Format(number)}, which with the {scale} digits behind the point that the column has is more than the {WideDecimals.Digits} digits of a decimal128. Round the column.");
        }

        return Build(new Decimal128Type(WideDecimals.Digits, scale), column.Count, validity.Nulls, validity.Buffer, Buffer(values));
    }

    static IArrowArray Texts(Field field, Column column)
    {
        var texts = new string?[column.Count];
        for (var row = 0; row < texts.Length; row++)
            StringColumn.Require(field.Name, row, texts[row] = column.TextAt(row));
        return Variable(field, StringType.Default, texts, Encoding.UTF8.GetByteCount, static (text, to) => Encoding.UTF8.GetBytes(text, to));
    }

    static IArrowArray Binaries(Field field, Column<byte[]?> column) =>
        Variable(field, BinaryType.Default, column.Values, static bytes => bytes.Length, static (bytes, to) => bytes.CopyTo(to));

    static IArrowArray Variable<V>(Field field, IArrowType type, ReadOnlySpan<V?> values, Func<V, int> length, Action<V, Span<byte>> write) where V : class
    {
        var (ends, validity, end) = (new int[values.Length + 1], new Validity(values.Length), 0L);
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] is { } value)
                end += length(value);
            else
                validity.SetNull(row);
            ends[row + 1] = end <= System.Array.MaxLength ? (int)end
                : throw new InvalidDataException($"The values of column {field.Name} take more than the {System.Array.MaxLength} bytes that one record batch has room for. Convert the table in slices: table[..1_000_000].ToArrow().");
        }

        var bytes = new byte[end];
        for (var row = 0; row < values.Length; row++)
            if (values[row] is { } value)
                write(value, bytes.AsSpan(ends[row], ends[row + 1] - ends[row]));
        return Build(type, values.Length, validity.Nulls, validity.Buffer, Buffer(ends), Buffer(bytes));
    }

    static ArrowBuffer Buffer<V>(V[] values) where V : unmanaged => ArrayMemory<V>.Buffer(values, values.Length);

    static IArrowArray Build(IArrowType type, int count, int nulls, params ArrowBuffer[] buffers) => ArrowArrayFactory.BuildArray(new ArrayData(type, count, nulls, 0, buffers));

    /// <summary>Which values are there, a bit for each; no bytes where all of them are.</summary>
    struct Validity(int count)
    {
        byte[]? _bits;

        public int Nulls { get; private set; }

        public readonly ArrowBuffer Buffer => _bits is null ? ArrowBuffer.Empty : new(_bits);

        public void SetNull(int row)
        {
            if (_bits is null)
            {
                _bits = new byte[(count + 7) / 8];
                _bits.AsSpan().Fill(byte.MaxValue);
            }

            _bits[row / 8] &= (byte)~(1 << (row % 8));
            Nulls++;
        }
    }
}

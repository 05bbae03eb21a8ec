using System.Text;
using Aqueduct.Runtime;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Up to 2048 values of one column where DuckDB holds them; valid as long as its chunk.</summary>
readonly unsafe ref struct DuckVector
{
    readonly byte* _data;
    readonly ulong* _validity;

    public DuckVector(nint vector, DuckColumnShape shape)
    {
        Shape = shape;
        _data = (byte*)Vectors.DuckDBVectorGetData(vector);
        _validity = Vectors.DuckDBVectorGetValidity(vector);
    }

    /// <summary>The column.</summary>
    public DuckColumnShape Shape { get; }

    /// <summary>Whether DuckDB has noted that no value is null.</summary>
    public bool HasNoNulls => _validity is null;

    public bool IsNull(int row) => _validity is not null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>The values themselves, of a column whose type is laid out as <typeparamref name="V"/>.</summary>
    public ReadOnlySpan<V> Values<V>(int count) => new(_data, count);

    public V At<V>(int row) where V : unmanaged => ((V*)_data)[row];

    /// <summary>A 16-byte text: up to 12 bytes in place, else where they are.</summary>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        var text = _data + (16L * row);
        var length = *(int*)text;
        return length <= 12 ? new(text + 4, length) : new(*(byte**)(text + 8), length);
    }

    /// <summary>A whole number of any type, or another number that is whole.</summary>
    public bool TryInteger(int row, out Int128 value)
    {
        switch (Shape.Type)
        {
            case DuckDBType.Decimal:
                value = Stored(row);
                var unit = WideDecimals.Power(Shape.Scale);
                var isWhole = value % unit == 0;
                value /= unit;
                return isWhole;
            case DuckDBType.Float or DuckDBType.Double:
                var real = Shape.Type == DuckDBType.Float ? At<float>(row) : At<double>(row);
                var isInRange = Math.Abs(real) < 1e20 && real == Math.Truncate(real);
                value = isInRange ? (Int128)real : 0;
                return isInRange;
            default:
                value = Stored(row);
                return IsInteger;
        }
    }

    /// <summary>A number of any type.</summary>
    public bool TryReal(int row, out double value)
    {
        value = Shape.Type switch
        {
            DuckDBType.Double => At<double>(row),
            DuckDBType.Float => At<float>(row),
            DuckDBType.Integer => At<int>(row),
            DuckDBType.BigInt => At<long>(row),
            DuckDBType.Decimal => TryDecimal(row, out var number) ? (double)number : (double)Stored(row) / (double)WideDecimals.Power(Shape.Scale),
            DuckDBType.UnsignedHugeInt => (double)At<UInt128>(row),
            _ => (double)Stored(row),
        };
        return IsInteger || Shape.Type is DuckDBType.Double or DuckDBType.Float or DuckDBType.Decimal;
    }

    /// <summary>A number of any type that a decimal holds without loss, or a real in its range.</summary>
    public bool TryDecimal(int row, out decimal value)
    {
        value = 0;
        if (Shape.Type is not (DuckDBType.Double or DuckDBType.Float))
            return (IsInteger || Shape.Type == DuckDBType.Decimal) && WideDecimals.TryJoin(Stored(row), Shape.Scale, out value);
        var real = Shape.Type == DuckDBType.Float ? At<float>(row) : At<double>(row);
        if (!(Math.Abs(real) < 7.9e28))
            return false;
        value = (decimal)real;
        return true;
    }

    /// <summary>A text or the member of an ENUM.</summary>
    public bool TryText(int row, out string value)
    {
        if (Shape.Type == DuckDBType.Varchar)
        {
            value = Encoding.UTF8.GetString(Bytes(row));
            return true;
        }

        value = Shape.Type == DuckDBType.Enum ? Shape.Members[(int)Stored(row)] : "";
        return Shape.Type == DuckDBType.Enum;
    }

    bool IsInteger => Shape.Type is >= DuckDBType.TinyInt and <= DuckDBType.UnsignedBigInt or DuckDBType.HugeInt || (Shape.Type == DuckDBType.UnsignedHugeInt);

    /// <summary>The stored number; 0 of what is none.</summary>
    Int128 Stored(int row) => Shape.Storage switch
    {
        DuckDBType.TinyInt => At<sbyte>(row),
        DuckDBType.SmallInt => At<short>(row),
        DuckDBType.Integer => At<int>(row),
        DuckDBType.BigInt => At<long>(row),
        DuckDBType.UnsignedTinyInt => At<byte>(row),
        DuckDBType.UnsignedSmallInt => At<ushort>(row),
        DuckDBType.UnsignedInteger => At<uint>(row),
        DuckDBType.UnsignedBigInt => At<ulong>(row),
        DuckDBType.HugeInt => Wide(row),
        DuckDBType.UnsignedHugeInt => At<UInt128>(row) is var wide && wide > (UInt128)Int128.MaxValue ? Int128.MaxValue : (Int128)wide,
        _ => 0,
    };

    /// <summary>128 bits; DuckDB aligns them to 8 bytes at times.</summary>
    public Int128 Wide(int row) => System.Runtime.CompilerServices.Unsafe.ReadUnaligned<Int128>(_data + (16L * row));
}

using System.Globalization;
using System.Numerics;

namespace Aqueduct.Runtime.Relational;

/// <summary>How one type is handed to a driver for a column. Implementations are empty structs, so that the loops over them are compiled per type.</summary>
interface ICellValue<V>
{
    /// <summary>The value in a type that the column has; false where the column would change it.</summary>
    static abstract bool TryConvert(V value, RelationalColumn to, out object given);
}

/// <summary>bool, to a boolean, or to a whole number as 0 and 1.</summary>
readonly struct BooleanValue : ICellValue<bool>
{
    public static bool TryConvert(bool value, RelationalColumn to, out object given)
    {
        if (to.Holds != DataSource.Boolean)
            return IntegerValue<int>.TryConvert(value ? 1 : 0, to, out given);
        given = value;
        return true;
    }
}

/// <summary>Integers, to any column that keeps them.</summary>
readonly struct IntegerValue<V> : ICellValue<V> where V : struct, IBinaryInteger<V>, IMinMaxValue<V>
{
    const long ExactInDouble = 1L << 53;

    public static bool TryConvert(V value, RelationalColumn to, out object given)
    {
        given = to.Holds switch
        {
            DataSource.Int8 => sbyte.CreateChecked(value),
            DataSource.UInt8 => byte.CreateChecked(value),
            DataSource.Int16 => short.CreateChecked(value),
            DataSource.UInt16 => ushort.CreateChecked(value),
            DataSource.Int32 => int.CreateChecked(value),
            DataSource.UInt32 => uint.CreateChecked(value),
            DataSource.Int64 => long.CreateChecked(value),
            DataSource.UInt64 => ulong.CreateChecked(value),
            DataSource.Double => double.CreateChecked(value),
            _ => decimal.CreateChecked(value),
        };
        return to.Holds == DataSource.Double ? long.CreateSaturating(value) is >= -ExactInDouble and <= ExactInDouble
            : given is not decimal number || DecimalValue.TryConvert(number, to, out given);
    }
}

/// <summary>float, to floating point of either width.</summary>
readonly struct SingleValue : ICellValue<float>
{
    public static bool TryConvert(float value, RelationalColumn to, out object given)
    {
        given = to.Holds == DataSource.Single ? value : (object)(double)value;
        return to.HasNaN || float.IsFinite(value);
    }
}

/// <summary>double, to floating point; to a number of fixed digits where that keeps all of its own.</summary>
readonly struct DoubleValue : ICellValue<double>
{
    public static bool TryConvert(double value, RelationalColumn to, out object given)
    {
        given = value;
        if (to.Holds == DataSource.Double)
            return to.HasNaN || double.IsFinite(value);
        return decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (double)number == value && DecimalValue.TryConvert(number, to, out given);
    }
}

/// <summary>decimal, to a number of enough digits on either side of the point.</summary>
readonly struct DecimalValue : ICellValue<decimal>
{
    public static bool TryConvert(decimal value, RelationalColumn to, out object given)
    {
        given = value;
        if (to.Digits is not { } digits)
            return true;
        // A server would round in silence.
        if (value.Scale > digits.Behind && decimal.Round(value, Math.Min(digits.Behind, 28)) != value)
            return false;
        return digits.All - digits.Behind > 28 || Math.Abs(decimal.Truncate(value)) < PowerOf10(digits.All - digits.Behind);
    }

    static decimal PowerOf10(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}

/// <summary>byte[], to bytes.</summary>
readonly struct BytesValue : ICellValue<byte[]>
{
    public static bool TryConvert(byte[] value, RelationalColumn to, out object given)
    {
        given = value;
        return true;
    }
}

/// <summary>The nullable form of a value type.</summary>
readonly struct NullableValue<V, TValue> : ICellValue<V?> where V : struct where TValue : ICellValue<V>
{
    public static bool TryConvert(V? value, RelationalColumn to, out object given) => TValue.TryConvert(value.GetValueOrDefault(), to, out given);
}

using System.Data.Common;
using System.Numerics;

namespace Aqueduct.Runtime.Relational;

/// <summary>How one type is read from those of a database. Implementations are empty structs, so that the loops over them are compiled per type.</summary>
interface IDataCell<V>
{
    /// <summary>What a column must hold, for people.</summary>
    static abstract string Expected { get; }

    /// <summary>Reads a value that is not NULL; false when it is no <typeparamref name="V"/>.</summary>
    static abstract bool TryRead(DbDataReader row, int column, DataSource source, out V value);
}

/// <summary>Integers: whole numbers in range, of any type.</summary>
readonly struct IntegerCell<V> : IDataCell<V> where V : struct, IBinaryInteger<V>, IMinMaxValue<V>
{
    static readonly decimal Min = decimal.CreateChecked(V.MinValue);
    static readonly decimal Max = decimal.CreateChecked(V.MaxValue);

    public static string Expected => $"whole numbers from {V.MinValue} to {V.MaxValue}";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out V value)
    {
        switch (source)
        {
            case DataSource.Int32:
                return Fits(row.GetInt32(column), out value);
            case DataSource.Int64:
                return Fits(row.GetInt64(column), out value);
            case DataSource.Int16:
                return Fits(row.GetInt16(column), out value);
            case DataSource.Boolean:
                return Fits(row.GetBoolean(column) ? 1 : 0, out value);
            case DataSource.Int8:
                return Fits(row.GetFieldValue<sbyte>(column), out value);
            case DataSource.UInt8:
                return Fits(row.GetByte(column), out value);
            case DataSource.UInt16:
                return Fits(row.GetFieldValue<ushort>(column), out value);
            case DataSource.UInt32:
                return Fits(row.GetFieldValue<uint>(column), out value);
            case DataSource.UInt64:
                return Whole(row.GetFieldValue<ulong>(column), true, out value);
            case DataSource.Decimal or DataSource.Padded:
                var number = row.GetDecimal(column);
                return Whole(number, number == decimal.Truncate(number), out value);
            default:
                var real = source == DataSource.Single ? row.GetFloat(column) : row.GetDouble(column);
                var isWhole = Math.Abs(real) < 1e28 && real == Math.Truncate(real);
                return Whole(isWhole ? (decimal)real : 0, isWhole, out value);
        }
    }

    static bool Fits(long number, out V value)
    {
        value = V.CreateTruncating(number);
        return long.CreateTruncating(value) == number && V.IsNegative(value) == number < 0;
    }

    static bool Whole(decimal number, bool isWhole, out V value)
    {
        var fits = isWhole && number >= Min && number <= Max;
        value = fits ? V.CreateTruncating(number) : default;
        return fits;
    }
}

/// <summary>double: numbers of any type.</summary>
readonly struct DoubleCell : IDataCell<double>
{
    public static string Expected => "numbers";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out double value)
    {
        value = source switch
        {
            DataSource.Double => row.GetDouble(column),
            DataSource.Single => row.GetFloat(column),
            DataSource.Decimal or DataSource.Padded => (double)row.GetDecimal(column),
            DataSource.UInt64 => row.GetFieldValue<ulong>(column),
            _ => IntegerCell<long>.TryRead(row, column, source, out var whole) ? whole : double.NaN,
        };
        return true;
    }
}

/// <summary>float: numbers of any type in range.</summary>
readonly struct SingleCell : IDataCell<float>
{
    public static string Expected => "numbers in the range of float";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out float value)
    {
        if (source == DataSource.Single)
        {
            value = row.GetFloat(column);
            return true;
        }

        _ = DoubleCell.TryRead(row, column, source, out var number);
        value = (float)number;
        return float.IsFinite(value) || !double.IsFinite(number);
    }
}

/// <summary>decimal: numeric, integers, floating point in range, text.</summary>
readonly struct DecimalCell : IDataCell<decimal>
{
    public static string Expected => "numbers in the range of decimal";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out decimal value)
    {
        value = 0;
        switch (source)
        {
            case DataSource.Decimal:
                value = row.GetDecimal(column);
                return true;
            case DataSource.Padded:
                value = Stripped(row.GetDecimal(column));
                return true;
            case DataSource.Text:
                return ScalarText.TryParse(FieldKind.Decimal, row.GetString(column), out value);
            case DataSource.Single:
                var single = row.GetFloat(column);
                value = Math.Abs(single) < 7.9e28f ? (decimal)single : 0;
                return Math.Abs(single) < 7.9e28f;
            default:
                if (source != DataSource.Double)
                {
                    if (IntegerCell<long>.TryRead(row, column, source, out var whole))
                        value = whole;
                    else
                        value = row.GetFieldValue<ulong>(column);
                    return true;
                }

                var number = row.GetDouble(column);
                value = Math.Abs(number) < 7.9e28 ? (decimal)number : 0;
                return Math.Abs(number) < 7.9e28;
        }
    }

    /// <summary>A number without the zeros that the column has put behind it.</summary>
    public static decimal Stripped(decimal number) => number / 1.0000000000000000000000000000m;
}

/// <summary>bool: boolean, or 0 and 1.</summary>
readonly struct BooleanCell : IDataCell<bool>
{
    public static string Expected => "true and false, or 0 and 1";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out bool value)
    {
        if (source == DataSource.Boolean)
        {
            value = row.GetBoolean(column);
            return true;
        }

        var read = IntegerCell<long>.TryRead(row, column, source, out var number);
        value = number == 1;
        return read && number is 0 or 1;
    }
}

/// <summary>string: text of any type, uuid, or a number as .NET writes it.</summary>
readonly struct StringCell : IDataCell<string>
{
    public static string Expected => "text";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out string value)
    {
        value = source switch
        {
            DataSource.Text => row.GetString(column),
            DataSource.Uuid => ScalarText.Format(row.GetGuid(column))!,
            DataSource.Single => ScalarText.Format(row.GetFloat(column))!,
            DataSource.Double => ScalarText.Format(row.GetDouble(column))!,
            DataSource.Decimal => ScalarText.Format(row.GetDecimal(column))!,
            DataSource.Padded => ScalarText.Format(DecimalCell.Stripped(row.GetDecimal(column)))!,
            DataSource.UInt64 => ScalarText.Format(row.GetFieldValue<ulong>(column))!,
            _ => IntegerCell<long>.TryRead(row, column, source, out var number) ? ScalarText.Format(number)! : "",
        };
        return true;
    }
}

/// <summary>byte[]: bytes.</summary>
readonly struct BytesCell : IDataCell<byte[]>
{
    public static string Expected => "bytes";

    public static bool TryRead(DbDataReader row, int column, DataSource source, out byte[] value)
    {
        value = row.GetFieldValue<byte[]>(column);
        return true;
    }
}

/// <summary>The nullable form of a value type.</summary>
readonly struct NullableCell<V, TCell> : IDataCell<V?> where V : struct where TCell : IDataCell<V>
{
    public static string Expected => TCell.Expected;

    public static bool TryRead(DbDataReader row, int column, DataSource source, out V? value)
    {
        var read = TCell.TryRead(row, column, source, out var found);
        value = found;
        return read;
    }
}

using System.Text;
using Aqueduct.Runtime;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Fills vectors with the values of one column of a table.</summary>
abstract class DuckColumnWriter
{
    /// <summary>The column's type in CREATE TABLE.</summary>
    public abstract string Declaration { get; }

    /// <summary>That type; the caller disposes it.</summary>
    public abstract DuckDBLogicalType CreateType();

    /// <summary>Writes <paramref name="count"/> values from <paramref name="start"/> on.</summary>
    public abstract void Write(nint vector, int start, int count);
}

sealed class DuckColumnWriter<V, TCell>(DuckDbSession session, string table, Field field, Column<V> values) : DuckColumnWriter where TCell : struct, IDuckCell<V>
{
    readonly DuckTarget _target = new();

    public override string Declaration => TCell.Type switch
    {
        DuckDBType.UnsignedTinyInt => "UTINYINT",
        DuckDBType.UnsignedSmallInt => "USMALLINT",
        DuckDBType.UnsignedInteger => "UINTEGER",
        DuckDBType.UnsignedBigInt => "UBIGINT",
        DuckDBType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        var type => type.ToString().ToUpperInvariant(),
    };

    public override DuckDBLogicalType CreateType() => LogicalType.DuckDBCreateLogicalType(TCell.Type);

    public override void Write(nint vector, int start, int count)
    {
        _target.Start(vector);
        var from = values.Values.Slice(start, count);
        if (TCell.IsSame)
        {
            from.CopyTo(_target.Values<V>(count));
            return;
        }

        for (var row = 0; row < from.Length; row++)
            if (from[row] is { } value)
                Write(row, start, value);
            else
                _target.SetNull(row);
    }

    void Write(int row, int start, V value)
    {
        try
        {
            TCell.Write(_target, row, value);
        }
        catch (EncoderFallbackException)
        {
            throw session.Error($"row {start + row + 1} of {field.Name} of '{table}' is text with half a surrogate pair, which no database can hold.");
        }
    }
}

/// <summary>Decimals: a column's values have one number of digits behind the point, the most that one of them has.</summary>
sealed class DecimalWriter<V> : DuckColumnWriter
{
    const int ShortDigits = 18;
    readonly DuckTarget _target = new();
    readonly Column<V> _values;
    readonly Func<V, decimal?> _value;
    readonly byte _scale;
    readonly byte _width = ShortDigits;

    public DecimalWriter(DuckDbSession session, string table, Field field, Column<V> values, Func<V, decimal?> value)
    {
        (_values, _value) = (values, value);
        foreach (var item in values.Values)
            if (value(item) is { } number)
                _scale = Math.Max(_scale, number.Scale);
        for (var row = 0; row < values.Count; row++)
        {
            if (value(values.Values[row]) is not { } number)
                continue;
            var (digits, scale) = WideDecimals.Split(number);
            var most = WideDecimals.Digits - (_scale - scale);
            if (Int128.Abs(digits) >= WideDecimals.Power(most))
                throw session.Error($"row {row + 1} of {field.Name} of '{table}' is {ScalarText.Format(number)}, which with the {_scale} digits behind the point that the column has is more than the {WideDecimals.Digits} digits of a DECIMAL. Round the column.");
            if (_width == ShortDigits && (_scale > ShortDigits || Int128.Abs(digits) >= WideDecimals.Power(Math.Max(0, ShortDigits - (_scale - scale)))))
                _width = WideDecimals.Digits;
        }
    }

    public override string Declaration => $"DECIMAL({_width}, {_scale})";

    public override DuckDBLogicalType CreateType() => LogicalType.DuckDBCreateDecimalType(_width, _scale);

    public override void Write(nint vector, int start, int count)
    {
        _target.Start(vector);
        for (var row = 0; row < count; row++)
            if (_value(_values.Values[start + row]) is { } number)
            {
                var (digits, scale) = WideDecimals.Split(number);
                digits *= WideDecimals.Power(_scale - scale);
                if (_width == ShortDigits)
                    _target.Set(row, (long)digits);
                else
                    _target.Set(row, digits);
            }
            else
            {
                _target.SetNull(row);
            }
    }
}

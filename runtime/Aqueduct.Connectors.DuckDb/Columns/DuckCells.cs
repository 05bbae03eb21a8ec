using System.Numerics;
using Aqueduct.Runtime;
using DuckDB.NET.Native;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>How one type crosses to and from DuckDB's vectors. Implementations are empty structs, so that the loops over them are compiled per type.</summary>
interface IDuckCell<V>
{
    /// <summary>What a column must hold, for people.</summary>
    static abstract string Expected { get; }

    /// <summary>The type of the column it is written to.</summary>
    static abstract DuckDBType Type { get; }

    /// <summary>Whether that type is laid out as <typeparamref name="V"/>, so that whole vectors are copied.</summary>
    static virtual bool IsSame => false;

    /// <summary>Reads a value that is not NULL; false when it is no <typeparamref name="V"/>.</summary>
    static abstract bool TryRead(DuckVector vector, int row, out V value);

    /// <summary>Writes a value that is not null.</summary>
    static abstract void Write(DuckTarget target, int row, V value);
}

/// <summary>Integers: whole numbers in range.</summary>
readonly struct IntegerCell<V> : IDuckCell<V> where V : unmanaged, IBinaryInteger<V>, IMinMaxValue<V>
{
    static readonly Int128 Min = Int128.CreateChecked(V.MinValue);
    static readonly Int128 Max = Int128.CreateChecked(V.MaxValue);

    public static string Expected => $"whole numbers from {V.MinValue} to {V.MaxValue}";

    public static bool IsSame => true;

    public static DuckDBType Type { get; } = FieldKinds.Of(typeof(V)) switch
    {
        FieldKind.SByte => DuckDBType.TinyInt,
        FieldKind.Byte => DuckDBType.UnsignedTinyInt,
        FieldKind.Int16 => DuckDBType.SmallInt,
        FieldKind.UInt16 => DuckDBType.UnsignedSmallInt,
        FieldKind.Int32 => DuckDBType.Integer,
        FieldKind.UInt32 => DuckDBType.UnsignedInteger,
        FieldKind.Int64 => DuckDBType.BigInt,
        _ => DuckDBType.UnsignedBigInt,
    };

    public static bool TryRead(DuckVector vector, int row, out V value)
    {
        if (vector.Shape.Type == Type)
        {
            value = vector.At<V>(row);
            return true;
        }

        var isNumber = vector.TryInteger(row, out var number) && number >= Min && number <= Max;
        value = isNumber ? V.CreateTruncating(number) : default;
        return isNumber;
    }

    public static void Write(DuckTarget target, int row, V value) => target.Set(row, value);
}

/// <summary>double: any number.</summary>
readonly struct DoubleCell : IDuckCell<double>
{
    public static string Expected => "numbers";

    public static DuckDBType Type => DuckDBType.Double;

    public static bool IsSame => true;

    public static bool TryRead(DuckVector vector, int row, out double value) => vector.TryReal(row, out value);

    public static void Write(DuckTarget target, int row, double value) => target.Set(row, value);
}

/// <summary>float: any number in range.</summary>
readonly struct SingleCell : IDuckCell<float>
{
    public static string Expected => "numbers in the range of float";

    public static DuckDBType Type => DuckDBType.Float;

    public static bool IsSame => true;

    public static bool TryRead(DuckVector vector, int row, out float value)
    {
        var isNumber = vector.TryReal(row, out var number);
        value = (float)number;
        return isNumber && (float.IsFinite(value) || !double.IsFinite(number));
    }

    public static void Write(DuckTarget target, int row, float value) => target.Set(row, value);
}

/// <summary>decimal: DECIMAL and whole numbers exactly, reals in range. Written by <see cref="DecimalWriter{V}"/>.</summary>
readonly struct DecimalCell : IDuckCell<decimal>
{
    public static string Expected => "numbers in the range of decimal";

    public static DuckDBType Type => DuckDBType.Decimal;

    public static bool TryRead(DuckVector vector, int row, out decimal value) => vector.TryDecimal(row, out value);

    public static void Write(DuckTarget target, int row, decimal value) => throw new NotSupportedException("A column of decimals is written as a whole.");
}

/// <summary>bool: BOOLEAN, or whole numbers 0 and 1.</summary>
readonly struct BooleanCell : IDuckCell<bool>
{
    public static string Expected => "true and false, or 0 and 1";

    public static DuckDBType Type => DuckDBType.Boolean;

    public static bool IsSame => true;

    public static bool TryRead(DuckVector vector, int row, out bool value)
    {
        if (vector.Shape.Type == DuckDBType.Boolean)
        {
            value = vector.At<byte>(row) != 0;
            return true;
        }

        var isNumber = vector.TryInteger(row, out var number);
        value = number == 1;
        return isNumber && (number == 0 || number == 1);
    }

    public static void Write(DuckTarget target, int row, bool value) => target.Set(row, value);
}

/// <summary>string: VARCHAR and ENUM.</summary>
readonly struct StringCell : IDuckCell<string>
{
    public static string Expected => "text; CAST(… AS VARCHAR) makes text of anything";

    public static DuckDBType Type => DuckDBType.Varchar;

    public static bool TryRead(DuckVector vector, int row, out string value) => vector.TryText(row, out value);

    public static void Write(DuckTarget target, int row, string value) => target.SetText(row, value);
}

/// <summary>byte[]: BLOB.</summary>
readonly struct BytesCell : IDuckCell<byte[]>
{
    public static string Expected => "BLOBs";

    public static DuckDBType Type => DuckDBType.Blob;

    public static bool TryRead(DuckVector vector, int row, out byte[] value)
    {
        var isBlob = vector.Shape.Type == DuckDBType.Blob;
        value = isBlob ? vector.Bytes(row).ToArray() : [];
        return isBlob;
    }

    public static void Write(DuckTarget target, int row, byte[] value) => target.SetBytes(row, value);
}

/// <summary>Guid: UUID, or its text.</summary>
readonly struct GuidCell : IDuckCell<Guid>
{
    public static string Expected => "UUIDs";

    public static DuckDBType Type => DuckDBType.Uuid;

    public static bool TryRead(DuckVector vector, int row, out Guid value)
    {
        if (vector.Shape.Type != DuckDBType.Uuid)
            return Texts.TryRead(vector, row, FieldKind.Guid, out value);
        value = DuckGuids.Of(vector.Wide(row));
        return true;
    }

    public static void Write(DuckTarget target, int row, Guid value) => target.Set(row, DuckGuids.Bits(value));
}

/// <summary>char and enumerations: text; an enumeration also by its number.</summary>
/// <typeparam name="V">The type or its nullable form.</typeparam>
readonly struct TextCell<V> : IDuckCell<V>
{
    static readonly FieldKind Kind = FieldKinds.Of(typeof(V));

    public static string Expected => ScalarText.Expected(typeof(V));

    public static DuckDBType Type => DuckDBType.Varchar;

    public static bool TryRead(DuckVector vector, int row, out V value)
    {
        if (Kind == FieldKind.Enum && vector.TryInteger(row, out var number))
            return ScalarText.TryParse(Kind, ScalarText.Format(number), out value);
        return Texts.TryRead(vector, row, Kind, out value);
    }

    public static void Write(DuckTarget target, int row, V value) => target.SetText(row, ScalarText.Format(value));
}

/// <summary>The nullable form of a value type.</summary>
readonly struct NullableCell<V, TCell> : IDuckCell<V?> where V : struct where TCell : IDuckCell<V>
{
    public static string Expected => TCell.Expected;

    public static DuckDBType Type => TCell.Type;

    public static bool TryRead(DuckVector vector, int row, out V? value)
    {
        var read = TCell.TryRead(vector, row, out var found);
        value = found;
        return read;
    }

    public static void Write(DuckTarget target, int row, V? value) => TCell.Write(target, row, value.GetValueOrDefault());
}

/// <summary>Values that a column holds as text.</summary>
static class Texts
{
    public static bool TryRead<V>(DuckVector vector, int row, FieldKind kind, out V value)
    {
        value = default!;
        return vector.TryText(row, out var text) && ScalarText.TryParse(kind, text, out value);
    }
}

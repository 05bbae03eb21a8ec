using System.Numerics;
using SQLitePCL;

namespace Aqueduct.Runtime;

/// <summary>How one type crosses to and from SQLite's storage classes. Implementations are empty structs, so that the loops over them are compiled per type.</summary>
interface ISqliteCell<V>
{
    /// <summary>What a column must hold, for people.</summary>
    static abstract string Expected { get; }

    /// <summary>Reads a value that is not NULL; false when it is no <typeparamref name="V"/>.</summary>
    static abstract bool TryRead(SqliteStatement row, int column, int type, out V value);

    /// <summary>Binds a value that is not null.</summary>
    static abstract void Bind(SqliteStatement statement, int parameter, V value);
}

/// <summary>Integers: INTEGER in range, or a REAL that is whole.</summary>
readonly struct IntegerCell<V> : ISqliteCell<V> where V : struct, IBinaryInteger<V>, IMinMaxValue<V>
{
    static readonly long Min = long.CreateSaturating(V.MinValue);
    static readonly long Max = long.CreateSaturating(V.MaxValue);

    public static string Expected => $"whole numbers from {V.MinValue} to {V.MaxValue}";

    public static bool TryRead(SqliteStatement row, int column, int type, out V value)
    {
        var number = row.CurrentInteger;
        value = V.CreateTruncating(number);
        return type switch
        {
            raw.SQLITE_INTEGER => number >= Min && number <= Max,
            raw.SQLITE_FLOAT => number >= Min && number <= Max && number == row.CurrentReal,
            _ => false,
        };
    }

    public static void Bind(SqliteStatement statement, int parameter, V value) => statement.BindInteger(parameter, long.CreateChecked(value));
}

/// <summary>double: REAL or INTEGER.</summary>
readonly struct DoubleCell : ISqliteCell<double>
{
    public static string Expected => "numbers";

    public static bool TryRead(SqliteStatement row, int column, int type, out double value)
    {
        value = row.CurrentReal;
        return type is raw.SQLITE_FLOAT or raw.SQLITE_INTEGER;
    }

    public static void Bind(SqliteStatement statement, int parameter, double value) => statement.BindReal(parameter, value);
}

/// <summary>float: REAL or INTEGER in range.</summary>
readonly struct SingleCell : ISqliteCell<float>
{
    public static string Expected => "numbers in the range of float";

    public static bool TryRead(SqliteStatement row, int column, int type, out float value)
    {
        var number = row.CurrentReal;
        value = (float)number;
        return type is raw.SQLITE_FLOAT or raw.SQLITE_INTEGER && (float.IsFinite(value) || !double.IsFinite(number));
    }

    public static void Bind(SqliteStatement statement, int parameter, float value) => statement.BindReal(parameter, value);
}

/// <summary>bool: INTEGER 0 or 1.</summary>
readonly struct BooleanCell : ISqliteCell<bool>
{
    public static string Expected => "0 and 1";

    public static bool TryRead(SqliteStatement row, int column, int type, out bool value)
    {
        var number = row.CurrentInteger;
        value = number == 1;
        return type == raw.SQLITE_INTEGER && number is 0 or 1;
    }

    public static void Bind(SqliteStatement statement, int parameter, bool value) => statement.BindInteger(parameter, value ? 1 : 0);
}

/// <summary>decimal: TEXT, in which it is exact, INTEGER, or REAL in range.</summary>
readonly struct DecimalCell : ISqliteCell<decimal>
{
    public static string Expected => "numbers in the range of decimal";

    public static bool TryRead(SqliteStatement row, int column, int type, out decimal value)
    {
        value = 0;
        switch (type)
        {
            case raw.SQLITE_INTEGER:
                value = row.CurrentInteger;
                return true;
            case raw.SQLITE_FLOAT when Math.Abs(row.CurrentReal) < 7.9e28:
                value = (decimal)row.CurrentReal;
                return true;
            default:
                return type == raw.SQLITE_TEXT && ScalarText.TryParse(FieldKind.Decimal, row.Text(column), out value);
        }
    }

    public static void Bind(SqliteStatement statement, int parameter, decimal value) => statement.BindText(parameter, ScalarText.Format(value)!);
}

/// <summary>string: TEXT, or a number as SQLite writes it.</summary>
readonly struct StringCell : ISqliteCell<string>
{
    public static string Expected => "text";

    public static bool TryRead(SqliteStatement row, int column, int type, out string value)
    {
        value = type == raw.SQLITE_TEXT ? row.Text(column) : type == raw.SQLITE_BLOB ? "" : row.NativeText(column);
        return type != raw.SQLITE_BLOB;
    }

    public static void Bind(SqliteStatement statement, int parameter, string value) => statement.BindText(parameter, value);
}

/// <summary>byte[]: BLOB.</summary>
readonly struct BytesCell : ISqliteCell<byte[]>
{
    public static string Expected => "BLOBs";

    public static bool TryRead(SqliteStatement row, int column, int type, out byte[] value)
    {
        value = row.Blob(column).ToArray();
        return type == raw.SQLITE_BLOB;
    }

    public static void Bind(SqliteStatement statement, int parameter, byte[] value) => statement.BindBlob(parameter, value);
}

/// <summary>Types kept as TEXT: dates and times in ISO 8601, Guid, char, enumerations by member name (read from their INTEGER value too).</summary>
/// <typeparam name="V">The type or its nullable form.</typeparam>
readonly struct TextCell<V> : ISqliteCell<V>
{
    static readonly FieldKind Kind = FieldKinds.Of(typeof(V));

    public static string Expected => ScalarText.Expected(typeof(V));

    public static bool TryRead(SqliteStatement row, int column, int type, out V value)
    {
        value = default!;
        if (type == raw.SQLITE_INTEGER && Kind == FieldKind.Enum)
            return ScalarText.TryParse(Kind, row.NativeText(column), out value);
        if (type != raw.SQLITE_TEXT)
            return false;
        var text = row.Text(column);
        // A date column often holds midnights: they are dates too.
        if (Kind == FieldKind.DateOnly && text.Length > 10 && ScalarText.TryParse<DateTime>(FieldKind.DateTime, text, out var time) && time.TimeOfDay == TimeSpan.Zero)
            text = text[..10];
        if (!ScalarText.TryParse(Kind, text, out value))
            return false;
        // An offset names an instant: it must not be read as another wall clock on another machine.
        if (value is DateTime { Kind: DateTimeKind.Local } local)
            value = (V)(object)local.ToUniversalTime();
        return true;
    }

    public static void Bind(SqliteStatement statement, int parameter, V value) => statement.BindText(parameter, ScalarText.Format(value)!);
}

/// <summary>The nullable form of a value type.</summary>
readonly struct NullableCell<V, TCell> : ISqliteCell<V?> where V : struct where TCell : ISqliteCell<V>
{
    public static string Expected => TCell.Expected;

    public static bool TryRead(SqliteStatement row, int column, int type, out V? value)
    {
        var read = TCell.TryRead(row, column, type, out var found);
        value = found;
        return read;
    }

    public static void Bind(SqliteStatement statement, int parameter, V? value) => TCell.Bind(statement, parameter, value.GetValueOrDefault());
}

using System.Globalization;
using System.Numerics;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;
using NpgsqlTypes;

namespace Aqueduct.Connectors.Postgres;

/// <summary>How one type is written to columns of PostgreSQL. Implementations are empty structs, so that the loops over them are compiled per type.</summary>
interface IDataOut<V>
{
    /// <summary>Sends a value that is not null; false, and nothing sent, where the column would change it.</summary>
    static abstract bool TryWrite(NpgsqlBinaryImporter rows, V value, DataTable.TableColumn to);
}

/// <summary>Integers, to any column that keeps them.</summary>
readonly struct IntegerOut<V> : IDataOut<V> where V : struct, IBinaryInteger<V>, IMinMaxValue<V>
{
    const long ExactInDouble = 1L << 53;

    public static bool TryWrite(NpgsqlBinaryImporter rows, V value, DataTable.TableColumn to)
    {
        switch (to.Holds)
        {
            case DataSource.Int16:
                rows.Write(short.CreateChecked(value), NpgsqlDbType.Smallint);
                return true;
            case DataSource.Int32:
                rows.Write(int.CreateChecked(value), NpgsqlDbType.Integer);
                return true;
            case DataSource.Int64:
                rows.Write(long.CreateChecked(value), NpgsqlDbType.Bigint);
                return true;
            case DataSource.Double when long.CreateSaturating(value) is >= -ExactInDouble and <= ExactInDouble:
                rows.Write(double.CreateChecked(value), NpgsqlDbType.Double);
                return true;
            default:
                return to.Holds == DataSource.Decimal && DecimalOut.TryWrite(rows, decimal.CreateChecked(value), to);
        }
    }
}

/// <summary>float, to real and double precision.</summary>
readonly struct SingleOut : IDataOut<float>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, float value, DataTable.TableColumn to)
    {
        if (to.Holds == DataSource.Single)
            rows.Write(value, NpgsqlDbType.Real);
        else
            rows.Write((double)value, NpgsqlDbType.Double);
        return true;
    }
}

/// <summary>double, to double precision; to numeric where that keeps all of its digits.</summary>
readonly struct DoubleOut : IDataOut<double>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, double value, DataTable.TableColumn to)
    {
        if (to.Holds == DataSource.Decimal)
            return decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (double)number == value && DecimalOut.TryWrite(rows, number, to);
        rows.Write(value, NpgsqlDbType.Double);
        return true;
    }
}

/// <summary>decimal, to numeric of enough digits behind the point.</summary>
readonly struct DecimalOut : IDataOut<decimal>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, decimal value, DataTable.TableColumn to)
    {
        // The server would round in silence.
        if (to.Scale is { } scale && (scale < 0 || (value.Scale > scale && decimal.Round(value, Math.Min(scale, 28)) != value)))
            return false;
        rows.Write(value, NpgsqlDbType.Numeric);
        return true;
    }
}

/// <summary>string, to text of any kind.</summary>
readonly struct StringOut : IDataOut<string>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, string value, DataTable.TableColumn to)
    {
        if (value.Contains('\0'))
            return false;
        rows.Write(value, NpgsqlDbType.Text);
        return true;
    }
}

/// <summary>char and enumerations by member name, to text of any kind.</summary>
/// <typeparam name="V">The type or its nullable form.</typeparam>
readonly struct TextOut<V> : IDataOut<V>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, V value, DataTable.TableColumn to) => StringOut.TryWrite(rows, ScalarText.Format(value)!, to);
}

/// <summary>DateOnly, to date, and to timestamp as its midnight.</summary>
readonly struct DateOut : IDataOut<DateOnly>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, DateOnly value, DataTable.TableColumn to)
    {
        if (to.Holds == DataSource.Date)
            rows.Write(value, NpgsqlDbType.Date);
        else
            rows.Write(value.ToDateTime(TimeOnly.MinValue), NpgsqlDbType.Timestamp);
        return true;
    }
}

/// <summary>DateTime, to timestamp as the wall clock it shows, in UTC where it names an instant; to timestamptz as an instant, of UTC where it names none.</summary>
readonly struct TimeOut : IDataOut<DateTime>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, DateTime value, DataTable.TableColumn to)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        if (to.Holds == DataSource.Timestamp)
            rows.Write(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp);
        else
            rows.Write(DateTime.SpecifyKind(utc, DateTimeKind.Utc), NpgsqlDbType.TimestampTz);
        return true;
    }
}

/// <summary>DateTimeOffset, to timestamptz and timestamp, in UTC.</summary>
readonly struct InstantOut : IDataOut<DateTimeOffset>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, DateTimeOffset value, DataTable.TableColumn to) => TimeOut.TryWrite(rows, value.UtcDateTime, to);
}

/// <summary>What one type of PostgreSQL is the right one for: bool to boolean, TimeOnly to time, TimeSpan to interval, Guid to uuid, byte[] to bytea.</summary>
readonly struct OwnOut<V> : IDataOut<V>
{
    static readonly NpgsqlDbType Type = FieldKinds.Of(typeof(V)) switch
    {
        FieldKind.Boolean => NpgsqlDbType.Boolean,
        FieldKind.TimeOnly => NpgsqlDbType.Time,
        FieldKind.TimeSpan => NpgsqlDbType.Interval,
        FieldKind.Guid => NpgsqlDbType.Uuid,
        FieldKind.Bytes => NpgsqlDbType.Bytea,
        var kind => throw new NotSupportedException($"{kind} has no type of its own."),
    };

    public static bool TryWrite(NpgsqlBinaryImporter rows, V value, DataTable.TableColumn to)
    {
        rows.Write(value, Type);
        return true;
    }
}

/// <summary>The nullable form of a value type.</summary>
readonly struct NullableOut<V, TOut> : IDataOut<V?> where V : struct where TOut : IDataOut<V>
{
    public static bool TryWrite(NpgsqlBinaryImporter rows, V? value, DataTable.TableColumn to) => TOut.TryWrite(rows, value.GetValueOrDefault(), to);
}

using System.Runtime.InteropServices;
using Aqueduct.Runtime;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Binds a value as the type it has, so that a date is compared as a date and never as text.</summary>
static partial class DuckDbParameter
{
    /// <summary>Finds the number of a named parameter, from 1.</summary>
    /// <remarks>Declared here because DuckDB.NET 1.5.6 gives the function an int to write to, and it writes 64 bits.</remarks>
    [LibraryImport("duckdb", EntryPoint = "duckdb_bind_parameter_index", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDBState Find(DuckDBPreparedStatement statement, out long position, string name);

    /// <summary>Binds <paramref name="argument"/> to parameter <paramref name="position"/>, from 1.</summary>
    public static void Bind(DuckDbSession session, DuckDBPreparedStatement statement, long position, SqlArgument argument)
    {
        using var value = argument.Kind switch
        {
            SqlValueKind.Null => Value.DuckDBCreateNullValue(),
            SqlValueKind.Integer when argument.Type == FieldKind.Boolean => Value.DuckDBCreateBool(argument.Integer != 0),
            SqlValueKind.Integer => Value.DuckDBCreateInt64(argument.Integer),
            SqlValueKind.Real => Value.DuckDBCreateDouble(argument.Real),
            SqlValueKind.Blob => Value.DuckDBCreateBlob(argument.Blob, argument.Blob.LongLength),
            _ => OfText(argument),
        };
        if (!PreparedStatements.DuckDBBindValue(statement, position, value).IsSuccess())
            throw session.Error($"parameter @{argument.Name} cannot be bound: {PreparedStatements.DuckDBPrepareError(statement)}");
    }

    static DuckDBValue OfText(SqlArgument argument)
    {
        var text = argument.Text;
        switch (argument.Type)
        {
            case FieldKind.Decimal:
                var (number, scale) = WideDecimals.Split(Parse<decimal>(argument));
                return Value.DuckDBCreateDecimal(new DuckDBDecimal(38, scale, new DuckDBHugeInt((System.Numerics.BigInteger)number)));
            case FieldKind.DateOnly:
                return Value.DuckDBCreateDate(new DuckDBDate { Days = EpochTimes.Days(Parse<DateOnly>(argument)) });
            case FieldKind.DateTime:
                return Value.DuckDBCreateTimestamp(new DuckDBTimestampStruct { Micros = EpochTimes.Micros(Parse<DateTime>(argument)) });
            case FieldKind.DateTimeOffset:
                return Value.DuckDBCreateTimestampTz(new DuckDBTimestampStruct { Micros = EpochTimes.Micros(Parse<DateTimeOffset>(argument)) });
            case FieldKind.TimeOnly:
                return Value.DuckDBCreateTime(new DuckDBTime { Micros = EpochTimes.Micros(Parse<TimeOnly>(argument)) });
            case FieldKind.TimeSpan:
                return Value.DuckDBCreateInterval(new DuckDBInterval(0, 0, unchecked((ulong)EpochTimes.Micros(Parse<TimeSpan>(argument)))));
            case FieldKind.Guid:
                var bits = DuckGuids.Bits(Parse<Guid>(argument));
                // A value takes the 128 bits as they are written; only stored ones have the sign turned.
                return Value.DuckDBCreateUuid(new DuckDBHugeInt((ulong)bits, (long)(bits >> 64) ^ long.MinValue));
            default:
                return Value.DuckDBCreateVarchar(text);
        }
    }

    /// <summary>The value whose text this is: <see cref="ScalarText"/> is exact.</summary>
    static V Parse<V>(SqlArgument argument) => ScalarText.TryParse<V>(argument.Type, argument.Text, out var value) ? value
        : throw new InvalidOperationException($"The text of parameter '{argument.Name}' is no {argument.Type}.");
}

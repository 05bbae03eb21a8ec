using System.Globalization;
using Aqueduct.Runtime;
using MongoDB.Bson;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>The values of a column as those of documents: the type is chosen once a column, not once a value.</summary>
static class BsonCells
{
    /// <summary>What gives the value of a row.</summary>
    public static Func<int, BsonValue> Of(Field field, Column column) => field.Kind switch
    {
        FieldKind.Boolean => Value<bool>(field, column, static v => v ? BsonBoolean.True : BsonBoolean.False),
        FieldKind.SByte => Value<sbyte>(field, column, static v => new BsonInt32(v)),
        FieldKind.Byte => Value<byte>(field, column, static v => new BsonInt32(v)),
        FieldKind.Int16 => Value<short>(field, column, static v => new BsonInt32(v)),
        FieldKind.UInt16 => Value<ushort>(field, column, static v => new BsonInt32(v)),
        FieldKind.Int32 => Value<int>(field, column, static v => new BsonInt32(v)),
        FieldKind.UInt32 => Value<uint>(field, column, static v => new BsonInt64(v)),
        FieldKind.Int64 => Value<long>(field, column, static v => new BsonInt64(v)),
        // Beyond the largest long there are only decimals.
        FieldKind.UInt64 => Value<ulong>(field, column, static v => new BsonDecimal128(Decimal128.Parse(v.ToString(CultureInfo.InvariantCulture)))),
        FieldKind.Single => Value<float>(field, column, static v => new BsonDouble(v)),
        FieldKind.Double => Value<double>(field, column, static v => new BsonDouble(v)),
        FieldKind.Decimal => Value<decimal>(field, column, static v => new BsonDecimal128(v)),
        FieldKind.DateOnly => Value<DateOnly>(field, column, static v => Time(v.ToDateTime(TimeOnly.MinValue))),
        FieldKind.DateTime => Value<DateTime>(field, column, static v => Time(v.Kind == DateTimeKind.Local ? v.ToUniversalTime() : v)),
        FieldKind.DateTimeOffset => Value<DateTimeOffset>(field, column, static v => Time(v.UtcDateTime)),
        FieldKind.Guid => Value<Guid>(field, column, static v => new BsonBinaryData(v, GuidRepresentation.Standard)),
        FieldKind.Bytes => row => column.At<byte[]?>(row) is { } bytes ? new BsonBinaryData(bytes) : BsonNull.Value,
        _ => row => column.TextAt(row) is { } text ? new BsonString(text) : BsonNull.Value, // string, char, times of day, spans, enumerations
    };

    /// <summary>Whether a text is valid Unicode: half a surrogate pair is no character, and another one would be kept for it.</summary>
    public static bool IsWhole(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && ++at < text.Length && char.IsLowSurrogate(text[at])))
                return false;
        return true;
    }

    static Func<int, BsonValue> Value<V>(Field field, Column column, Func<V, BsonValue> convert) where V : struct => field.Type == typeof(V)
        ? row => convert(column.At<V>(row))
        : row => column.At<V?>(row) is { } value ? convert(value) : BsonNull.Value;

    static BsonDateTime Time(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

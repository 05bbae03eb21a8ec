using System.Globalization;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>JSON codecs of the scalar types; generated codecs are built from them.</summary>
/// <remarks>Numbers are JSON numbers, except that NaN and infinities, which JSON lacks, are the strings <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>. Dates and times are ISO 8601.</remarks>
public static partial class JsonCodecs
{
    /// <summary>Codec of bool.</summary>
    public static JsonCodec<bool> Boolean { get; } = Of<bool>((w, v) => w.WriteBooleanValue(v), e => e.GetBoolean());

    /// <summary>Codec of byte.</summary>
    public static JsonCodec<byte> Byte { get; } = Of<byte>((w, v) => w.WriteNumberValue(v), e => e.GetByte());

    /// <summary>Codec of sbyte.</summary>
    public static JsonCodec<sbyte> SByte { get; } = Of<sbyte>((w, v) => w.WriteNumberValue(v), e => e.GetSByte());

    /// <summary>Codec of short.</summary>
    public static JsonCodec<short> Int16 { get; } = Of<short>((w, v) => w.WriteNumberValue(v), e => e.GetInt16());

    /// <summary>Codec of ushort.</summary>
    public static JsonCodec<ushort> UInt16 { get; } = Of<ushort>((w, v) => w.WriteNumberValue(v), e => e.GetUInt16());

    /// <summary>Codec of int.</summary>
    public static JsonCodec<int> Int32 { get; } = Of<int>((w, v) => w.WriteNumberValue(v), e => e.GetInt32());

    /// <summary>Codec of uint.</summary>
    public static JsonCodec<uint> UInt32 { get; } = Of<uint>((w, v) => w.WriteNumberValue(v), e => e.GetUInt32());

    /// <summary>Codec of long.</summary>
    public static JsonCodec<long> Int64 { get; } = Of<long>((w, v) => w.WriteNumberValue(v), e => e.GetInt64());

    /// <summary>Codec of ulong.</summary>
    public static JsonCodec<ulong> UInt64 { get; } = Of<ulong>((w, v) => w.WriteNumberValue(v), e => e.GetUInt64());

    /// <summary>Codec of float.</summary>
    public static JsonCodec<float> Single { get; } = Of<float>(
        (w, v) => { if (float.IsFinite(v)) w.WriteNumberValue(v); else w.WriteStringValue(v.ToString(CultureInfo.InvariantCulture)); },
        e => e.ValueKind == JsonValueKind.String ? float.Parse(e.GetString()!, CultureInfo.InvariantCulture) : e.GetSingle());

    /// <summary>Codec of double.</summary>
    public static JsonCodec<double> Double { get; } = Of<double>(
        (w, v) => { if (double.IsFinite(v)) w.WriteNumberValue(v); else w.WriteStringValue(v.ToString(CultureInfo.InvariantCulture)); },
        e => e.ValueKind == JsonValueKind.String ? double.Parse(e.GetString()!, CultureInfo.InvariantCulture) : e.GetDouble());

    /// <summary>Codec of decimal.</summary>
    public static JsonCodec<decimal> Decimal { get; } = Of<decimal>((w, v) => w.WriteNumberValue(v), e => e.GetDecimal());

    /// <summary>Codec of string, null included.</summary>
    public static JsonCodec<string?> String { get; } = Of<string?>((w, v) => w.WriteStringValue(v), e => e.GetString());

    /// <summary>Codec of char.</summary>
    public static JsonCodec<char> Char { get; } = Of<char>((w, v) => w.WriteStringValue([v]), e => e.GetString()![0]);

    /// <summary>Codec of Guid.</summary>
    public static JsonCodec<Guid> Guid { get; } = Of<Guid>((w, v) => w.WriteStringValue(v), e => e.GetGuid());

    /// <summary>Codec of DateTime.</summary>
    public static JsonCodec<DateTime> DateTime { get; } = Of<DateTime>((w, v) => w.WriteStringValue(v), e => e.GetDateTime());

    /// <summary>Codec of DateTimeOffset.</summary>
    public static JsonCodec<DateTimeOffset> DateTimeOffset { get; } = Of<DateTimeOffset>((w, v) => w.WriteStringValue(v), e => e.GetDateTimeOffset());

    /// <summary>Codec of DateOnly.</summary>
    public static JsonCodec<DateOnly> DateOnly { get; } = Of<DateOnly>(
        (w, v) => w.WriteStringValue(v.ToString("O", CultureInfo.InvariantCulture)), e => System.DateOnly.ParseExact(e.GetString()!, "O", CultureInfo.InvariantCulture));

    /// <summary>Codec of TimeOnly.</summary>
    public static JsonCodec<TimeOnly> TimeOnly { get; } = Of<TimeOnly>(
        (w, v) => w.WriteStringValue(v.ToString("O", CultureInfo.InvariantCulture)), e => System.TimeOnly.ParseExact(e.GetString()!, "O", CultureInfo.InvariantCulture));

    /// <summary>Codec of TimeSpan.</summary>
    public static JsonCodec<TimeSpan> TimeSpan { get; } = Of<TimeSpan>(
        (w, v) => w.WriteStringValue(v.ToString("c", CultureInfo.InvariantCulture)), e => System.TimeSpan.ParseExact(e.GetString()!, "c", CultureInfo.InvariantCulture));

    /// <summary>Codec of an enumeration, by member name.</summary>
    public static JsonCodec<T> Enum<T>() where T : struct, System.Enum => EnumCodec<T>.Shared;

    /// <summary>Codec of a nullable value type.</summary>
    public static JsonCodec<T?> Nullable<T>(JsonCodec<T> codec) where T : struct => Of<T?>(
        (w, v) => { if (v is { } value) codec.Write(w, value); else w.WriteNullValue(); },
        e => e.ValueKind == JsonValueKind.Null ? null : codec.Read(e));

    static class EnumCodec<T> where T : struct, System.Enum
    {
        public static readonly JsonCodec<T> Shared = Of<T>((w, v) => w.WriteStringValue(v.ToString()), e => System.Enum.Parse<T>(e.GetString()!));
    }

    static FromFunctions<T> Of<T>(Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read) => new(write, read);

    sealed class FromFunctions<T>(Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read) : JsonCodec<T>
    {
        public override void Write(Utf8JsonWriter writer, T value) => write(writer, value);

        public override T Read(JsonElement element) => read(element);
    }
}

using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Codecs of the base library's types that are one JSON value, and of sets.</summary>
public static partial class JsonCodecs
{
    /// <summary>Codec of Uri, null included: the text it was made from.</summary>
    public static JsonCodec<Uri?> Uri { get; } = Of<Uri?>(
        (w, v) => w.WriteStringValue(v?.OriginalString), e => e.GetString() is { } text ? new Uri(text, UriKind.RelativeOrAbsolute) : null);

    /// <summary>Codec of Version, null included.</summary>
    public static JsonCodec<Version?> Version { get; } = Of<Version?>((w, v) => w.WriteStringValue(v?.ToString()), e => e.GetString() is { } text ? System.Version.Parse(text) : null);

    /// <summary>Codec of Half; NaN and infinities are texts.</summary>
    public static JsonCodec<Half> Half { get; } = Of<Half>(
        (w, v) => { if (System.Half.IsFinite(v)) w.WriteNumberValue((float)v); else w.WriteStringValue(v.ToString(CultureInfo.InvariantCulture)); },
        e => e.ValueKind == JsonValueKind.String ? System.Half.Parse(e.GetString()!, CultureInfo.InvariantCulture) : (Half)e.GetSingle());

    /// <summary>Codec of Int128: a JSON number with all its digits.</summary>
    public static JsonCodec<Int128> Int128 { get; } = Number<Int128>();

    /// <summary>Codec of UInt128: a JSON number with all its digits.</summary>
    public static JsonCodec<UInt128> UInt128 { get; } = Number<UInt128>();

    /// <summary>Codec of BigInteger: a JSON number with all its digits.</summary>
    public static JsonCodec<BigInteger> BigInteger { get; } = Number<BigInteger>();

    /// <summary>Codec of JSON of any shape; one that was never set is null.</summary>
    public static JsonCodec<JsonElement> JsonElement { get; } = Of<JsonElement>(
        (w, v) => { if (v.ValueKind == JsonValueKind.Undefined) w.WriteNullValue(); else v.WriteTo(w); }, e => e.Clone());

    /// <summary>Writes a set as an array, sorted by the bytes of its items' JSON, so that equal sets give equal bytes.</summary>
    public static void WriteSet<T>(Utf8JsonWriter writer, JsonCodec<T> codec, IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(items);
        var texts = new List<byte[]>();
        var buffer = new ArrayBufferWriter<byte>();
        using (var single = new Utf8JsonWriter(buffer))
            foreach (var item in items)
            {
                buffer.ResetWrittenCount();
                single.Reset();
                codec.Write(single, item);
                single.Flush();
                texts.Add(buffer.WrittenSpan.ToArray());
            }

        texts.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        writer.WriteStartArray();
        foreach (var text in texts)
            writer.WriteRawValue(text, skipInputValidation: true);
        writer.WriteEndArray();
    }

    static FromFunctions<T> Number<T>() where T : INumberBase<T> => Of<T>(
        (w, v) => w.WriteRawValue(v.ToString(null, CultureInfo.InvariantCulture)),
        e => T.Parse(e.GetRawText(), NumberStyles.Integer, CultureInfo.InvariantCulture));
}

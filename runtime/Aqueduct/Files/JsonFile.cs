using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Tables as a JSON array of objects, one a row. NaN and the infinities, which JSON has no numbers for, are texts.</summary>
static class JsonFile
{
    const int RowsBetweenChecks = 1024;

    public static Table<T> Read<T>(Stream stream, FilePlace file, CancellationToken cancel)
    {
        var bytes = new byte[stream.Length - stream.Position];
        stream.ReadExactly(bytes);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var json = new Utf8JsonReader(bytes.AsSpan(start));
        var rows = new JsonRows(TableFile.Columns<T>(file), file);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
                throw file.Error("it is no array of objects such as [ { \"id\": 1 } ].");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (rows.Count % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
                rows.Read(ref json);
            }

            json.Read(); // whatever stands behind the array is refused
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw file.Error($"row {rows.Count + 1}: {e.Message}");
        }

        return new Table<T>(rows.Build());
    }

    public static void Write<T>(Table<T> rows, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field).ToArray();
        var names = fields.Select(f => JsonEncodedText.Encode(ColumnNames.ForNew(f))).ToArray();
        var cells = Enumerable.Range(0, fields.Length).Select(c => CellText.Of(rows.ColumnAt(c))).ToArray();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true });
        Span<char> room = stackalloc char[CellText.Room];
        json.WriteStartArray();
        for (var row = 0; row < rows.Count; row++)
        {
            if (row % RowsBetweenChecks == 0)
            {
                cancel.ThrowIfCancellationRequested();
                json.Flush();
            }

            json.WriteStartObject();
            for (var c = 0; c < fields.Length; c++)
            {
                json.WritePropertyName(names[c]);
                if (!cells[c].TryGet(row, room, out var text))
                    json.WriteNullValue();
                else if (fields[c].Kind == FieldKind.Boolean)
                    json.WriteBooleanValue(text is "true");
                else if (fields[c].Kind is >= FieldKind.SByte and <= FieldKind.Decimal && char.IsAsciiDigit(text[^1]))
                    json.WriteRawValue(text, skipInputValidation: true);
                else if (text.ContainsAnyInRange('\uD800', '\uDFFF') && HasLoneSurrogate(text))
                    throw file.Error($"row {row + 1} is text with half a surrogate pair, which is no valid Unicode.");
                else
                    json.WriteStringValue(text);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
    }

    static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                return true;
        return false;
    }
}

using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Tables as a JSON array of objects, one a row. NaN and the infinities, which JSON has no numbers for, are texts.</summary>
static class JsonFile
{
    const int RowsBetweenChecks = 1024;

    public static int Write<T>(IEnumerable<Table<T>> batches, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field).ToArray();
        var names = fields.Select(f => JsonEncodedText.Encode(ColumnNames.ForNew(f))).ToArray();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true });
        var before = 0;
        json.WriteStartArray();
        foreach (var batch in batches)
        {
            Rows(json, batch, before, fields, names, file, cancel);
            before = checked(before + batch.Count);
        }

        json.WriteEndArray();
        json.Flush();
        return before;
    }

    static void Rows<T>(Utf8JsonWriter json, Table<T> rows, int before, Field[] fields, JsonEncodedText[] names, FilePlace file, CancellationToken cancel)
    {
        var cells = Enumerable.Range(0, fields.Length).Select(c => CellText.Of(rows.ColumnAt(c))).ToArray();
        Span<char> room = stackalloc char[CellText.Room];
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
                    throw file.Error($"row {before + row + 1} is text with half a surrogate pair, which is no valid Unicode.");
                else
                    json.WriteStringValue(text);
            }

            json.WriteEndObject();
        }
    }

    static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                return true;
        return false;
    }
}

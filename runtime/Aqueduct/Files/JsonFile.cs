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
        var rows = new Rows(TableFile.Columns<T>(file), file);
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
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = false });
        try
        {
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
                    WriteValue(json, fields[c].Kind, rows.ColumnAt(c).TextAt(row), file, row);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.Flush();
        }
        catch (ArgumentException)
        {
            throw file.Error("a text holds half a surrogate pair, which is no valid Unicode.");
        }
    }

    static void WriteValue(Utf8JsonWriter json, FieldKind kind, string? text, FilePlace file, int row)
    {
        if (text is null)
            json.WriteNullValue();
        else if (kind == FieldKind.Boolean)
            json.WriteBooleanValue(text == "true");
        else if (kind is >= FieldKind.SByte and <= FieldKind.Decimal && (char.IsAsciiDigit(text[^1])))
            json.WriteRawValue(text);
        else if (kind is FieldKind.String or FieldKind.Char && HasLoneSurrogate(text))
            throw file.Error($"row {row + 1} is text with half a surrogate pair, which is no valid Unicode.");
        else
            json.WriteStringValue(text);
    }

    static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
                return true;
        return false;
    }

    /// <summary>Gathers rows; finds each name's column once.</summary>
    sealed class Rows(FileColumn[] columns, FilePlace file)
    {
        readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        readonly bool[] _seen = new bool[columns.Length];

        public int Count { get; private set; }

        public Column[] Build() => [.. columns.Select(c => c.Build())];

        public void Read(ref Utf8JsonReader json)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                throw file.Error($"row {Count + 1} is no object.");
            Array.Clear(_seen);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                var place = PlaceOf(name);
                json.Read();
                if (place < 0)
                    json.Skip();
                else if (_seen[place])
                    throw file.Error($"row {Count + 1} has two values for member {columns[place].Field.Name}.");
                else
                    Add(ref json, name, columns[place], ref _seen[place]);
            }

            Count++;
            for (var i = 0; i < columns.Length; i++)
                if (!_seen[i])
                    AddNull(columns[i], ColumnNames.ForNew(columns[i].Field), Count);
        }

        int PlaceOf(string name)
        {
            if (_places.TryGetValue(name, out var place))
                return place;
            place = -1;
            for (var i = 0; i < columns.Length && place < 0; i++)
                if (ColumnNames.Find(columns[i].Field, [name]) == 0)
                    place = i;
            return _places[name] = place;
        }

        void Add(ref Utf8JsonReader json, string name, FileColumn column, ref bool seen)
        {
            seen = true;
            var kind = column.Field.Kind;
            var isNumber = kind is >= FieldKind.SByte and <= FieldKind.Decimal;
            var fits = json.TokenType switch
            {
                JsonTokenType.Null => true,
                JsonTokenType.Number => isNumber,
                JsonTokenType.True or JsonTokenType.False => kind == FieldKind.Boolean,
                JsonTokenType.String => kind is not FieldKind.Boolean and not (>= FieldKind.SByte and <= FieldKind.UInt64),
                _ => throw file.Error($"row {Count + 1}, column {name} is {(json.TokenType == JsonTokenType.StartObject ? "an object" : "an array")}; a column holds single values."),
            };
            if (json.TokenType == JsonTokenType.Null)
            {
                AddNull(column, name, Count + 1);
                return;
            }

            var text = json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);
            if (!fits || !column.TryAdd(text))
                throw FileColumns.Mismatch(file, Count + 1, name, column, text);
        }

        void AddNull(FileColumn column, string name, int row)
        {
            if (!column.Field.Nullable)
                throw FileColumns.Missing(file, row, name, column.Field);
            column.AddNull();
        }
    }
}

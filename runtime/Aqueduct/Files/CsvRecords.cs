using System.Globalization;
using nietras.SeparatedValues;

namespace Aqueduct.Runtime;

/// <summary>Puts the records of a CSV file into columns, and names the line, the row and the column of what does not fit.</summary>
sealed class CsvRecords
{
    readonly FilePlace _file;
    readonly string[] _names;
    readonly FileColumn?[] _places;
    char[] _room = new char[256];

    public CsvRecords(string[] names, FilePlace file, Func<string[], FileColumn?[]> places)
    {
        (_file, _names) = (file, names);
        _places = places(names);
    }

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The names in the first record.</summary>
    public static string[] Header(SepReader.Row record, int line, FilePlace file)
    {
        var (names, room) = (new string[record.ColCount], new char[256]);
        for (var i = 0; i < names.Length; i++)
            names[i] = Unquoted(record[i].Span, ref room, out _, out var fault).ToString() is var name && fault is null
                ? name
                : throw file.Error($"line {line}, field {i + 1} of the header: {fault}.");
        return names;
    }

    /// <summary>Adds a record.</summary>
    public void Add(SepReader.Row record, int line)
    {
        Count++;
        // Quotes that are not where they may be change where fields end: they are looked at before the number of fields.
        if (record.Span.Contains('"'))
            RequireQuotes(record, line);
        if (record.ColCount != _names.Length)
            throw Ragged(record.ColCount, line);
        for (var i = 0; i < _places.Length; i++)
            if (_places[i] is { } column)
                Add(record[i].Span, column, i, line);
    }

    void Add(ReadOnlySpan<char> raw, FileColumn column, int i, int line)
    {
        var value = Unquoted(raw, ref _room, out var isQuoted, out _);
        var field = column.Field;
        var isNull = value.IsEmpty && !isQuoted;
        if (isNull && field.Nullable)
            column.AddNull();
        else if (isNull && field.Kind != FieldKind.String)
            throw FileColumns.Missing(_file, Place(line), _names[i], field);
        else if (!column.TryAdd(value))
            throw FileColumns.Mismatch(_file, Place(line), _names[i], column, value);
    }

    void RequireQuotes(SepReader.Row record, int line)
    {
        for (var i = 0; i < record.ColCount; i++)
        {
            Unquoted(record[i].Span, ref _room, out _, out var fault);
            if (fault is not null)
                throw _file.Error($"{Place(line)}, {(i < _names.Length ? $"column {_names[i]}" : $"field {i + 1}")}: {fault}.");
        }
    }

    ResourceException Ragged(int found, int line) => _file.Error(found < _names.Length
        ? $"{Place(line)} has {Fields(found)}; the header has {_names.Length}: nothing is there for column {_names[found]}{(found + 1 < _names.Length ? " and those behind it" : "")}."
        : $"{Place(line)} has {Fields(found)}; the header has {_names.Length}: no column is named for field {_names.Length + 1}{(found > _names.Length + 1 ? " and those behind it" : "")}. A value with a comma in it stands in quotes.");

    static string Fields(int count) => count == 1 ? "1 field" : count.ToString(CultureInfo.InvariantCulture) + " fields";

    string Place(int line) => string.Create(CultureInfo.InvariantCulture, $"row {Count} (line {line})");

    /// <summary>A field's text without its quotes.</summary>
    /// <param name="raw">The field as it is written.</param>
    /// <param name="room">Where a text with doubled quotes is put together; replaced by a larger one where it is too small.</param>
    /// <param name="isQuoted">Whether there were quotes.</param>
    /// <param name="fault">What is wrong with the quotes; null when nothing is.</param>
    static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> raw, ref char[] room, out bool isQuoted, out string? fault)
    {
        isQuoted = raw.Length > 0 && raw[0] == '"';
        fault = null;
        if (!isQuoted)
        {
            if (raw.Contains('"'))
                fault = "a quote stands inside a value that does not start with one; write the value in quotes and that quote twice";
            return raw;
        }

        var rest = raw[1..];
        var length = 0;
        while (true)
        {
            var at = rest.IndexOf('"');
            if (at < 0)
            {
                fault = "a quote is never closed";
                return raw;
            }

            if (at == rest.Length - 1)
                return length == 0 ? rest[..at] : Kept(rest[..at], ref room, ref length);
            if (rest[at + 1] != '"')
            {
                fault = "there is text behind a closing quote; a quote inside a quoted value is doubled";
                return raw;
            }

            Kept(rest[..(at + 1)], ref room, ref length);
            rest = rest[(at + 2)..];
        }
    }

    static ReadOnlySpan<char> Kept(scoped ReadOnlySpan<char> part, ref char[] room, scoped ref int length)
    {
        if (length + part.Length > room.Length)
            Array.Resize(ref room, Math.Max(room.Length * 2, length + part.Length));
        part.CopyTo(room.AsSpan(length));
        length += part.Length;
        return room.AsSpan(0, length);
    }
}

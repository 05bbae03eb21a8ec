using System.Text;
using nietras.SeparatedValues;

namespace Aqueduct.Runtime;

/// <summary>Tables as comma-separated values: UTF-8, a header line, RFC 4180. Null is an empty field without quotes, an empty text one with quotes.</summary>
/// <remarks>Sep finds the fields and leaves their quotes, by which a null is told from an empty text: docs/decisions/0011-csv-by-sep.md.</remarks>
static class CsvFile
{
    const int RowsBetweenChecks = 1024;
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Table<T> Read<T>(Stream stream, FilePlace file, CancellationToken cancel)
    {
        var columns = TableFile.Columns<T>(file);
        using var text = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var line = 1; // where the next record starts
        try
        {
            using var csv = Sep.New(',').Reader(o => o with { HasHeader = false, DisableColCountCheck = true, Unescape = false }).From(text);
            CsvRecords? records = null;
            foreach (var record in csv)
            {
                // An empty line is no record.
                if (record.ColCount == 1 && record[0].Span.IsEmpty)
                {
                    line = record.LineNumberToExcl;
                    continue;
                }

                if (records is null)
                    records = new(CsvRecords.Header(record, line, file), file, names => Places<T>(columns, names, file));
                else
                    records.Add(record, line);
                line = record.LineNumberToExcl;
                if (records.Count % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
            }

            if (records is null)
                throw file.Error("it is empty; a CSV file starts with a line of column names.");
        }
        catch (NotSupportedException)
        {
            // What Sep says of a record beyond 16 Mi characters.
            throw file.Error($"line {line}: the record that starts here has more than 16 million characters. Perhaps a quote is never closed.");
        }
        catch (DecoderFallbackException e)
        {
            throw file.Error($"line {line} or one behind it: it is no UTF-8 text: {e.Message}");
        }

        return new Table<T>([.. columns.Select(c => c.Build())]);
    }

    public static void Write<T>(Table<T> rows, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field).ToArray();
        var cells = Enumerable.Range(0, fields.Length).Select(c => CellText.Of(rows.ColumnAt(c))).ToArray();
        using var text = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        Span<char> room = stackalloc char[CellText.Room];
        try
        {
            for (var c = 0; c < fields.Length; c++)
            {
                if (c > 0)
                    text.Write(',');
                Write(text, ColumnNames.ForNew(fields[c]), isPlain: false);
            }

            text.Write("\r\n");
            for (var row = 0; row < rows.Count; row++)
            {
                if (row % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
                for (var c = 0; c < cells.Length; c++)
                {
                    if (c > 0)
                        text.Write(',');
                    if (cells[c].TryGet(row, room, out var value))
                        Write(text, value, cells[c].IsPlain);
                    else if (cells.Length == 1)
                        // A record that is one null would be an empty line, which readers pass over.
                        throw file.Error($"row {row + 1} is a single null, which a CSV file cannot hold. Leave such rows out, or write .json or .parquet.");
                }

                text.Write("\r\n");
            }

            text.Flush();
        }
        catch (EncoderFallbackException)
        {
            throw file.Error("a text holds half a surrogate pair, which is no valid Unicode.");
        }
    }

    /// <summary>For each column of the file, the column of the row type that it is for, or null.</summary>
    static FileColumn?[] Places<T>(FileColumn[] columns, string[] names, FilePlace file)
    {
        var places = new FileColumn?[names.Length];
        foreach (var column in columns)
            places[FileColumns.Find<T>(column.Field, names, file)] = column;
        return places;
    }

    static void Write(StreamWriter text, ReadOnlySpan<char> value, bool isPlain)
    {
        if (isPlain || !(value.Length == 0 || value.ContainsAny(",\"\r\n") || char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])))
        {
            text.Write(value);
            return;
        }

        text.Write('"');
        for (var at = value.IndexOf('"'); at >= 0; at = value.IndexOf('"'))
        {
            text.Write(value[..(at + 1)]);
            text.Write('"');
            value = value[(at + 1)..];
        }

        text.Write(value);
        text.Write('"');
    }
}

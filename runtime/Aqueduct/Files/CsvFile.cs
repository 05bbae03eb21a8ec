using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Tables as comma-separated values: UTF-8, a header line, RFC 4180. Null is an empty field without quotes, an empty text one with quotes.</summary>
/// <remarks>Sep finds the fields and leaves their quotes, by which a null is told from an empty text: docs/decisions/0011-csv-by-sep.md.</remarks>
static class CsvFile
{
    const int RowsBetweenChecks = 1024;
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static int Write<T>(IEnumerable<Table<T>> batches, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field).ToArray();
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
            var before = 0;
            foreach (var batch in batches)
            {
                Rows(text, batch, before, room, file, cancel);
                before = checked(before + batch.Count);
            }

            text.Flush();
            return before;
        }
        catch (EncoderFallbackException)
        {
            throw file.Error("a text holds half a surrogate pair, which is no valid Unicode.");
        }
    }

    static void Rows<T>(StreamWriter text, Table<T> rows, int before, Span<char> room, FilePlace file, CancellationToken cancel)
    {
        var cells = Enumerable.Range(0, rows.Fields.Count).Select(c => CellText.Of(rows.ColumnAt(c))).ToArray();
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
                    throw file.Error($"row {before + row + 1} is a single null, which a CSV file cannot hold. Leave such rows out, or write .json or .parquet.");
            }

            text.Write("\r\n");
        }
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

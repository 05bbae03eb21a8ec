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
        using var text = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        try
        {
            Header(text, TableFile.Columns<T>(file).Select(c => ColumnNames.ForNew(c.Field)));
            var before = 0;
            foreach (var batch in batches)
                before = Rows(text, batch, before, file, cancel);
            text.Flush();
            return before;
        }
        catch (EncoderFallbackException)
        {
            throw HalfPair(file);
        }
    }

    /// <summary>Writes rows whose type nobody knows, under the names that they are stored with.</summary>
    public static async Task WriteAsync(IReadOnlyList<Field> fields, IAsyncEnumerable<ITabular> batches, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var text = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            Header(text, fields.Select(f => f.Name));
            var before = 0;
            await foreach (var batch in batches.ConfigureAwait(false))
                before = Rows(text, batch, before, file, cancel);
            await text.FlushAsync(cancel).ConfigureAwait(false);
        }
    }

    static ResourceException HalfPair(FilePlace file) => file.Error("a text holds half a surrogate pair, which is no valid Unicode.");

    static void Header(StreamWriter text, IEnumerable<string> names)
    {
        var isFirst = true;
        foreach (var name in names)
        {
            if (!isFirst)
                text.Write(',');
            isFirst = false;
            Write(text, name, isPlain: false);
        }

        text.Write("\r\n");
    }

    /// <summary>Returns the number of rows written so far.</summary>
    static int Rows(StreamWriter text, ITabular rows, int before, FilePlace file, CancellationToken cancel)
    {
        Span<char> room = stackalloc char[CellText.Room];
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

        return checked(before + rows.Count);
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

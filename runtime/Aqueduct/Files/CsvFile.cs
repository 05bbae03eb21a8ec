using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Tables as comma-separated values: UTF-8, a header line, RFC 4180. Null is an empty field without quotes, an empty text one with quotes.</summary>
static class CsvFile
{
    const int RowsBetweenChecks = 1024;
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Table<T> Read<T>(Stream stream, FilePlace file, CancellationToken cancel)
    {
        var columns = TableFile.Columns<T>(file);
        using var text = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var csv = new CsvReader(text);
        try
        {
            var names = Header(csv, file);
            var places = Places<T>(columns, names, file);
            for (var row = 1; csv.ReadRecord(); row++)
            {
                if (row % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
                ReadRow(csv, row, names, places, file);
            }
        }
        catch (FormatException e)
        {
            throw file.Error($"line {csv.Line}: {e.Message}.");
        }
        catch (DecoderFallbackException e)
        {
            throw file.Error($"line {csv.Line}: it is no UTF-8 text: {e.Message}");
        }

        return new Table<T>([.. columns.Select(c => c.Build())]);
    }

    public static void Write<T>(Table<T> rows, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var fields = TableFile.Columns<T>(file).Select(c => c.Field).ToArray();
        var columns = Enumerable.Range(0, fields.Length).Select(rows.ColumnAt).ToArray();
        using var text = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        try
        {
            text.WriteLine(string.Join(',', fields.Select(f => Quoted(ColumnNames.ForNew(f)))));
            for (var row = 0; row < rows.Count; row++)
            {
                if (row % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
                for (var c = 0; c < columns.Length; c++)
                {
                    if (c > 0)
                        text.Write(',');
                    if (columns[c].TextAt(row) is { } value)
                        text.Write(Quoted(value));
                }

                // A record that is one null would be an empty line, which readers pass over.
                if (columns.Length == 1 && columns[0].TextAt(row) is null)
                    throw file.Error($"row {row + 1} is a single null, which a CSV file cannot hold. Leave such rows out, or write .json or .parquet.");
                text.WriteLine();
            }

            text.Flush();
        }
        catch (EncoderFallbackException)
        {
            throw file.Error("a text holds half a surrogate pair, which is no valid Unicode.");
        }
    }

    static List<string> Header(CsvReader csv, FilePlace file)
    {
        if (!csv.ReadRecord())
            throw file.Error("it is empty; a CSV file starts with a line of column names.");
        var names = new List<string> { csv.Field.ToString() };
        while (!csv.EndsRecord && csv.ReadField())
            names.Add(csv.Field.ToString());
        return names;
    }

    /// <summary>For each column of the file, the column of the row type that it is for, or null.</summary>
    static FileColumn?[] Places<T>(FileColumn[] columns, List<string> names, FilePlace file)
    {
        var places = new FileColumn?[names.Count];
        foreach (var column in columns)
            places[FileColumns.Find<T>(column.Field, names, file)] = column;
        return places;
    }

    static void ReadRow(CsvReader csv, int row, List<string> names, FileColumn?[] places, FilePlace file)
    {
        for (var i = 0; ; i++)
        {
            if (i == places.Length)
                throw file.Error($"row {row} (line {csv.Line}) has more than the {places.Length} fields of the header.");
            if (places[i] is { } column)
                Add(csv, column, row, names[i], file);
            if (csv.EndsRecord && i + 1 < places.Length)
                throw file.Error($"row {row} has {i + 1} fields; the header has {places.Length}.");
            if (csv.EndsRecord)
                return;
            csv.ReadField();
        }
    }

    static void Add(CsvReader csv, FileColumn column, int row, string name, FilePlace file)
    {
        var field = column.Field;
        var isNull = csv.Field.IsEmpty && !csv.IsQuoted;
        if (isNull && field.Nullable)
            column.AddNull();
        else if (isNull && field.Kind != FieldKind.String)
            throw FileColumns.Missing(file, row, name, field);
        else if (!column.TryAdd(csv.Field))
            throw FileColumns.Mismatch(file, row, name, column, csv.Field);
    }

    static string Quoted(string value) =>
        value.Length == 0 || value.AsSpan().ContainsAny(",\"\r\n") || char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}

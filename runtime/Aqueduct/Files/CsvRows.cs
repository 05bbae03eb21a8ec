using System.Text;
using nietras.SeparatedValues;

namespace Aqueduct.Runtime;

/// <summary>The rows of a CSV file, read as far as they are asked for.</summary>
sealed class CsvRows<T> : RowSource<T>
{
    readonly FilePlace _file;
    readonly FileColumn[] _columns;
    readonly StreamReader _text;
    SepReader? _csv;
    CsvRecords? _records;
    int _line = 1; // where the next record starts

    public CsvRows(Stream stream, FilePlace file)
    {
        (_file, _columns) = (file, TableFile.Columns<T>(file));
        _text = new StreamReader(stream, CsvFile.Utf8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
    }

    public override Table<T>? Next(int most, CancellationToken cancel)
    {
        try
        {
            return Read(most, cancel);
        }
        catch (NotSupportedException)
        {
            // What Sep says of a record beyond 16 Mi characters.
            throw _file.Error($"line {_line}: the record that starts here has more than 16 million characters. Perhaps a quote is never closed.");
        }
        catch (DecoderFallbackException e)
        {
            throw _file.Error($"line {_line} or one behind it: it is no UTF-8 text: {e.Message}");
        }
    }

    public override void Dispose()
    {
        _csv?.Dispose();
        _text.Dispose();
    }

    Table<T>? Read(int most, CancellationToken cancel)
    {
        var csv = _csv ??= Sep.New(',').Reader(o => o with { HasHeader = false, DisableColCountCheck = true, Unescape = false }).From(_text);
        var rows = 0;
        while (rows < most && csv.MoveNext())
        {
            var record = csv.Current;
            // An empty line is no record.
            if (record.ColCount > 1 || !record[0].Span.IsEmpty)
            {
                if (_records is null)
                {
                    _records = new(CsvRecords.Header(record, _line, _file), _file, Places);
                }
                else
                {
                    _records.Add(record, _line);
                    rows++;
                }

                if (rows % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
            }

            _line = record.LineNumberToExcl;
        }

        if (_records is null)
            throw _file.Error("it is empty; a CSV file starts with a line of column names.");
        return rows == 0 ? null : new Table<T>([.. _columns.Select(c => c.Build())]);
    }

    /// <summary>For each column of the file, the column of the row type that it is for, or null.</summary>
    FileColumn?[] Places(string[] names)
    {
        var places = new FileColumn?[names.Length];
        foreach (var column in _columns)
            places[FileColumns.Find<T>(column.Field, names, _file)] = column;
        return places;
    }
}

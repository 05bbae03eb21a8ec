using System.Globalization;
using System.Xml;
using Aqueduct.Runtime;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Aqueduct.Spreadsheets.Reading;

/// <summary>The rows of a workbook's first sheet, read as far as they are asked for. Its first row that is not empty names the columns.</summary>
sealed class SheetRows<T> : RowSource<T>
{
    readonly FilePlace _file;
    readonly FileColumn[] _columns;
    readonly SpreadsheetDocument _document;
    readonly WorkbookTexts _texts;
    readonly XmlReader _xml;
    readonly Dictionary<int, Cell> _cells = [];
    (FileColumn Column, int Place, string Name)[]? _places;

    public SheetRows(Stream stream, FilePlace file)
    {
        (_file, _columns) = (file, TableFile.Columns<T>(file));
        try
        {
            _document = SpreadsheetDocument.Open(stream, isEditable: false);
            var workbook = _document.WorkbookPart ?? throw new InvalidDataException("it has no workbook");
            var sheet = workbook.Workbook?.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value ?? throw new InvalidDataException("it has no sheet");
            _texts = new WorkbookTexts(workbook);
            _xml = XmlReader.Create(workbook.GetPartById(sheet).GetStream());
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or XmlException or OpenXmlPackageException or ArgumentException)
        {
            _document?.Dispose();
            throw file.Error($"it is no .xlsx workbook: {e.Message.TrimEnd('.')}. An .xls file, or one with a password, is saved as .xlsx first.");
        }
    }

    /// <inheritdoc/>
    public override Table<T>? Next(int most, CancellationToken cancel)
    {
        var rows = 0;
        try
        {
            while (rows < most && NextRow() is { } number)
            {
                if (rows % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
                if (_cells.Count == 0)
                    continue;
                if (_places is null)
                {
                    _places = Header();
                    continue;
                }

                foreach (var (column, place, name) in _places)
                    Add(column, _cells.GetValueOrDefault(place), name, string.Create(CultureInfo.InvariantCulture, $"row {number}"));
                rows++;
            }
        }
        catch (XmlException e)
        {
            throw _file.Error($"its sheet is damaged: {e.Message}");
        }

        if (_places is null)
            throw _file.Error("its first sheet is empty; the first row names the columns.");
        return rows == 0 ? null : new Table<T>([.. _columns.Select(c => c.Build())]);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _xml.Dispose();
        _document.Dispose();
    }

    /// <summary>Reads the cells of the next row; null after the last.</summary>
    int? NextRow()
    {
        while (_xml.LocalName != "row" || _xml.NodeType != XmlNodeType.Element)
            if (!_xml.Read())
                return null;
        _cells.Clear();
        var number = int.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var (depth, next, isEmpty) = (_xml.Depth, 0, _xml.IsEmptyElement);
        _xml.Read();
        while (!isEmpty && _xml.Depth > depth)
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "c")
            {
                var place = Place(_xml.GetAttribute("r")) ?? next;
                next = place + 1;
                if (Cell.Read(_xml, _texts) is { } cell)
                    _cells[place] = cell;
            }
            else
            {
                _xml.Read();
            }

        return number;
    }

    (FileColumn, int, string)[] Header()
    {
        var places = _cells.Where(c => c.Value.Text.Length > 0).OrderBy(c => c.Key).ToArray();
        var names = places.Select(c => c.Value.Text).ToArray();
        return [.. _columns.Select(column =>
        {
            var found = FileColumns.Find<T>(column.Field, names, _file);
            return (column, places[found].Key, names[found]);
        })];
    }

    void Add(FileColumn column, Cell? cell, string name, string row)
    {
        if (cell is null && column.Field.Nullable)
            column.AddNull();
        else if (cell is null && column.Field.Kind != FieldKind.String)
            throw FileColumns.Missing(_file, row, name, column.Field);
        else if (!(cell ?? Cell.Empty).TryAdd(column, _texts))
            throw FileColumns.Mismatch(_file, row, name, column, (cell ?? Cell.Empty).Text);
    }

    /// <summary>The column of a cell, from 0: 27 of AB7.</summary>
    static int? Place(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = column * 26 + letter - 'A' + 1;
        }

        return column is > 0 and <= 16_384 ? column - 1 : null;
    }
}

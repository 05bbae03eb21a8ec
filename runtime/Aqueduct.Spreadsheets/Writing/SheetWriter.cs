using System.Globalization;
using System.Text;
using System.Xml;
using Aqueduct.Runtime;
using DocumentFormat.OpenXml.Packaging;

namespace Aqueduct.Spreadsheets.Writing;

/// <summary>Writes one sheet from top to bottom: a bold header that stays in sight and filters, columns as wide as their first rows, the cells.</summary>
static class SheetWriter
{
    /// <summary>What a sheet holds: ECMA-376 has no limit, every program has this one.</summary>
    public const int MostRows = 1_048_576, MostColumns = 16_384;

    const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const int RowsMeasured = 100, LeastWidth = 8, MostWidth = 60, RowsBetweenChecks = 1024;

    public static int Write(WorksheetPart part, FileSheet sheet, string name, FilePlace file, CancellationToken cancel)
    {
        if (sheet.Fields.Count > MostColumns)
            throw file.Error($"sheet '{name}' would have {sheet.Fields.Count.ToString("N0", CultureInfo.InvariantCulture)} columns; a sheet holds 16,384. Write .csv or .parquet.");
        using var stream = part.GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = true });
        using var batches = sheet.Batches(cancel).GetEnumerator();
        var first = batches.MoveNext() ? batches.Current : null;
        var columns = sheet.Fields.Select((f, i) => Letters(i)).ToArray();
        xml.WriteStartElement("worksheet", Namespace);
        View(xml);
        Widths(xml, sheet.Fields, first);
        xml.WriteStartElement("sheetData");
        Header(xml, sheet.Fields, columns, file);
        var rows = 0;
        for (var batch = first; batch is not null; batch = batches.MoveNext() ? batches.Current : null)
            rows = Rows(xml, batch, columns, rows, name, file, cancel);
        xml.WriteEndElement();
        xml.WriteStartElement("autoFilter");
        xml.WriteAttributeString("ref", string.Create(CultureInfo.InvariantCulture, $"A1:{columns[^1]}{rows + 1}"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        return rows;
    }

    static int Rows(XmlWriter xml, ITabular batch, string[] columns, int before, string name, FilePlace file, CancellationToken cancel)
    {
        if (before > MostRows - 1 - batch.Count)
            throw file.Error($"sheet '{name}' would have more than 1,048,576 rows, its header counted; a sheet holds no more. Write .csv or .parquet, or fewer rows.");
        var cells = columns.Select((_, i) => Cells.Of(batch.ColumnAt(i))).ToArray();
        for (var row = 0; row < batch.Count; row++)
        {
            if (row % RowsBetweenChecks == 0)
                cancel.ThrowIfCancellationRequested();
            var number = (before + row + 2).ToString(CultureInfo.InvariantCulture);
            xml.WriteStartElement("row");
            xml.WriteAttributeString("r", number);
            for (var c = 0; c < cells.Length; c++)
            {
                var reference = columns[c] + number;
                cells[c].Write(xml, reference, row, reason => file.Error($"sheet '{name}', cell {reference} {reason}"));
            }

            xml.WriteEndElement();
        }

        return before + batch.Count;
    }

    static void Header(XmlWriter xml, IReadOnlyList<Field> fields, string[] columns, FilePlace file)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", "1");
        for (var c = 0; c < columns.Length; c++)
            Cells.Text(xml, columns[c] + "1", ColumnNames.ForNew(fields[c]), reason => file.Error($"the name of column {c + 1} {reason}"), CellStyle.Header);
        xml.WriteEndElement();
    }

    static void View(XmlWriter xml)
    {
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane");
        xml.WriteAttributeString("ySplit", "1");
        xml.WriteAttributeString("topLeftCell", "A2");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Widths(XmlWriter xml, IReadOnlyList<Field> fields, ITabular? first)
    {
        xml.WriteStartElement("cols");
        for (var c = 0; c < fields.Count; c++)
        {
            var width = ColumnNames.ForNew(fields[c]).Length + 3; // room for the filter's button
            if (first is not null)
            {
                var cells = Cells.Of(first.ColumnAt(c));
                for (var row = 0; row < Math.Min(first.Count, RowsMeasured); row++)
                    width = Math.Max(width, cells.Width(row) + 1);
            }

            xml.WriteStartElement("col");
            xml.WriteAttributeString("min", (c + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("max", (c + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("width", Math.Clamp(width, LeastWidth, MostWidth).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>What a spreadsheet calls a column: A, …, Z, AA, …</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }
}

using System.Globalization;
using System.Text;
using System.Xml;
using Aqueduct.Spreadsheets.Writing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Aqueduct.Spreadsheets.Reading;

/// <summary>What the cells of a workbook refer to: texts that several have in common, and formats that make a number a date.</summary>
sealed class WorkbookTexts
{
    const int Days1904 = 1462;

    readonly List<string> _texts = [];
    readonly HashSet<int> _dateStyles = [];
    readonly double _offset;

    public WorkbookTexts(WorkbookPart workbook)
    {
        if (workbook.SharedStringTablePart is { } shared)
            Read(shared);
        if (workbook.WorkbookStylesPart?.Stylesheet is { } styles)
            Read(styles);
        _offset = workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true ? Days1904 : 0;
    }

    /// <summary>A shared text; null where there is none of that number.</summary>
    public string? TextAt(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < _texts.Count ? _texts[i] : null;

    /// <summary>Whether cells of a style show a date or a time.</summary>
    public bool IsDate(string? style) => style is not null && int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && _dateStyles.Contains(i);

    /// <summary>The time that a number stands for; null where it stands for none.</summary>
    public DateTime? Time(double number) => number + _offset is var days and >= 0 and < 2_958_466 ? DateTime.FromOADate(days) : null;

    /// <summary>The text of an <c>is</c> or <c>si</c>, whose runs have formats of their own; how it is pronounced is left out.</summary>
    public static string TextOf(XmlReader xml)
    {
        var (text, end) = (new StringBuilder(), xml.Depth);
        if (xml.IsEmptyElement)
            return "";
        xml.Read();
        while (xml.Depth > end)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                xml.Skip();
                continue;
            }

            // White space between elements is none of the text's.
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA || (xml.NodeType == XmlNodeType.Whitespace && xml.Depth > end + 1))
                text.Append(xml.Value);
            xml.Read();
        }

        return SheetText.Unescaped(text.ToString());
    }

    void Read(SharedStringTablePart part)
    {
        using var xml = XmlReader.Create(part.GetStream());
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                _texts.Add(TextOf(xml));
    }

    void Read(Stylesheet styles)
    {
        var formats = styles.NumberingFormats?.Elements<NumberingFormat>().Where(f => f.NumberFormatId is not null).ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "") ?? [];
        var index = 0;
        foreach (var cell in styles.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = cell.NumberFormatId?.Value ?? 0;
            // 14 to 22 and 45 to 47 are Excel's own formats of dates and times.
            if (id is >= 14 and <= 22 or >= 45 and <= 47 || (formats.TryGetValue(id, out var format) && HasTime(format)))
                _dateStyles.Add(index);
            index++;
        }
    }

    /// <summary>Whether a format names a part of a time outside of its quoted texts and bracketed colours.</summary>
    static bool HasTime(string format)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < format.Length; i++)
            switch (format[i])
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '[':
                    bracketed = true;
                    break;
                case ']':
                    bracketed = false;
                    break;
                case 'y' or 'm' or 'd' or 'h' or 's' or 'Y' or 'M' or 'D' or 'H' or 'S' when !quoted && !bracketed:
                    return true;
            }

        return false;
    }
}

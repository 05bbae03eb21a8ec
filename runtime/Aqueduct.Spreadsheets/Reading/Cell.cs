using System.Globalization;
using System.Xml;
using Aqueduct.Runtime;
using Aqueduct.Spreadsheets.Writing;

namespace Aqueduct.Spreadsheets.Reading;

/// <summary>The value of a cell.</summary>
/// <param name="Text">As it is written: a text, a number, 1 and 0 for true and false, #N/A of an error.</param>
/// <param name="IsNumber">Whether it is a number, which may be a date's.</param>
/// <param name="IsDate">Whether it is shown as a date or time.</param>
/// <param name="IsFlag">Whether it is true or false.</param>
sealed record Cell(string Text, bool IsNumber = false, bool IsDate = false, bool IsFlag = false)
{
    public static Cell Empty { get; } = new("");

    /// <summary>Reads the cell that the reader stands on, and goes behind it; null where it is empty.</summary>
    public static Cell? Read(XmlReader xml, WorkbookTexts texts)
    {
        var (type, style, depth, isEmpty) = (xml.GetAttribute("t"), xml.GetAttribute("s"), xml.Depth, xml.IsEmptyElement);
        string? value = null;
        xml.Read();
        while (!isEmpty && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
            {
                value = xml.ReadElementContentAsString();
                continue;
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
                value = WorkbookTexts.TextOf(xml);
            xml.Read();
        }

        if (!isEmpty)
            xml.Read();
        return (type, value) switch
        {
            (_, null) => null,
            ("s", _) => texts.TextAt(value) is { } shared ? new Cell(shared) : null,
            ("str", _) => new Cell(SheetText.Unescaped(value)),
            ("inlineStr" or "e" or "d", _) => new Cell(value),
            ("b", _) => new Cell(value, IsFlag: true),
            _ => new Cell(value, IsNumber: true, IsDate: texts.IsDate(style)),
        };
    }

    /// <summary>Adds the value to a column; false where it does not fit.</summary>
    public bool TryAdd(FileColumn column, WorkbookTexts texts)
    {
        var kind = column.Field.Kind;
        if (IsFlag && kind == FieldKind.String)
            return column.TryAdd(Text == "1" ? "true" : "false");
        if (!IsNumber || !double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return column.TryAdd(Text);
        if (kind is FieldKind.DateOnly or FieldKind.DateTime or FieldKind.TimeOnly || (IsDate && kind == FieldKind.String))
            return texts.Time(number) is { } time && column.TryAdd(AsText(kind, time));
        // A whole number may be written as 1E+16.
        return column.TryAdd(Text) || (number == Math.Truncate(number) && Math.Abs(number) < 1e19 && column.TryAdd(number.ToString("F0", CultureInfo.InvariantCulture)));
    }

    static string AsText(FieldKind kind, DateTime time) => time.ToString(kind switch
    {
        FieldKind.TimeOnly => "HH:mm:ss.FFFFFFF",
        FieldKind.DateTime => "O",
        _ when time.TimeOfDay == TimeSpan.Zero => "yyyy-MM-dd",
        _ => "O",
    }, CultureInfo.InvariantCulture);
}

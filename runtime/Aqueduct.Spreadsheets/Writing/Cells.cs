using System.Globalization;
using System.Xml;
using Aqueduct.Runtime;

namespace Aqueduct.Spreadsheets.Writing;

/// <summary>The cells of one column: the type is chosen once a column.</summary>
abstract class Cells
{
    /// <summary>A spreadsheet counts in doubles, and shows 15 digits.</summary>
    const int Digits = 15;

    /// <summary>The first day whose number all spreadsheets agree on.</summary>
    static readonly DateTime FirstDay = new(1900, 3, 1);

    /// <summary>The cells of a column.</summary>
    public static Cells Of(Column column) => column switch
    {
        Column<DateOnly> dates => new Times<DateOnly>(dates, static d => d.ToDateTime(TimeOnly.MinValue), CellStyle.Date, "yyyy-MM-dd"),
        Column<DateOnly?> dates => new Times<DateOnly?>(dates, static d => d?.ToDateTime(TimeOnly.MinValue), CellStyle.Date, "yyyy-MM-dd"),
        Column<DateTime> times => new Times<DateTime>(times, static t => t, CellStyle.DateTime, "O"),
        Column<DateTime?> times => new Times<DateTime?>(times, static t => t, CellStyle.DateTime, "O"),
        Column<TimeOnly> times => new Hours<TimeOnly>(times, static t => t),
        Column<TimeOnly?> times => new Hours<TimeOnly?>(times, static t => t),
        Column<bool> or Column<bool?> => new Flags(column),
        _ when IsNumber(column.Type) => new Numbers(column),
        _ => new Texts(column),
    };

    /// <summary>Writes the cell of a row; nothing for null.</summary>
    public abstract void Write(XmlWriter xml, string reference, int row, Func<string, ResourceException> error);

    /// <summary>About how many characters wide the cell of a row is.</summary>
    public abstract int Width(int row);

    static bool IsNumber(Type type) => FieldKinds.Of(type) is >= FieldKind.SByte and <= FieldKind.Decimal;

    static void Start(XmlWriter xml, string reference, CellStyle style, string? type)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", reference);
        if (style != CellStyle.General)
            xml.WriteAttributeString("s", ((int)style).ToString(CultureInfo.InvariantCulture));
        if (type is not null)
            xml.WriteAttributeString("t", type);
    }

    static void Value(XmlWriter xml, string reference, CellStyle style, string? type, string value)
    {
        Start(xml, reference, style, type);
        xml.WriteElementString("v", value);
        xml.WriteEndElement();
    }

    /// <summary>Writes a text, which is never looked at as a formula.</summary>
    public static void Text(XmlWriter xml, string reference, string text, Func<string, ResourceException> error, CellStyle style = CellStyle.General)
    {
        if (text.Length > SheetText.Longest)
            throw error($"is a text of {text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters; a cell holds 32,767. Cut it, or write .csv or .parquet.");
        Start(xml, reference, style == CellStyle.General && SheetText.LooksLikeFormula(text) ? CellStyle.Quoted : style, "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(SheetText.Escaped(text) ?? throw error("is text with half a surrogate pair, which is no valid Unicode."));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    sealed class Numbers(Column column) : Cells
    {
        public override void Write(XmlWriter xml, string reference, int row, Func<string, ResourceException> error)
        {
            if (column.TextAt(row) is not { } text)
                return;
            // An infinity, a NaN, or a number whose last digits would be lost.
            if (!char.IsAsciiDigit(text[^1]) || (column.Type != typeof(double) && column.Type != typeof(double?) && text.AsSpan().TrimStart("-0.").Length > Digits && Significant(text) > Digits))
                Text(xml, reference, text, error);
            else
                Value(xml, reference, CellStyle.General, null, text);
        }

        public override int Width(int row) => column.TextAt(row)?.Length ?? 0;

        static int Significant(string text) => text.Split('E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0').TrimEnd('0').Length;
    }

    sealed class Times<V>(Column<V> column, Func<V, DateTime?> time, CellStyle style, string format) : Cells
    {
        public override void Write(XmlWriter xml, string reference, int row, Func<string, ResourceException> error)
        {
            if (time(column.Items[row]) is not { } value)
                return;
            if (value < FirstDay)
                Text(xml, reference, value.ToString(format, CultureInfo.InvariantCulture), error);
            else
                Value(xml, reference, style, null, value.ToOADate().ToString("R", CultureInfo.InvariantCulture));
        }

        public override int Width(int row) => style == CellStyle.Date ? 10 : 19;
    }

    sealed class Hours<V>(Column<V> column, Func<V, TimeOnly?> time) : Cells
    {
        public override void Write(XmlWriter xml, string reference, int row, Func<string, ResourceException> error)
        {
            if (time(column.Items[row]) is { } value)
                Value(xml, reference, CellStyle.Time, null, ((double)value.Ticks / TimeSpan.TicksPerDay).ToString("R", CultureInfo.InvariantCulture));
        }

        public override int Width(int row) => 8;
    }

    sealed class Flags(Column column) : Cells
    {
        public override void Write(XmlWriter xml, string reference, int row, Func<string, ResourceException> error)
        {
            if (column.TextAt(row) is { } text)
                Value(xml, reference, CellStyle.General, "b", string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) ? "1" : "0");
        }

        public override int Width(int row) => 5;
    }

    sealed class Texts(Column column) : Cells
    {
        public override void Write(XmlWriter xml, string reference, int row, Func<string, ResourceException> error)
        {
            if (column.TextAt(row) is { } text)
                Text(xml, reference, text, error);
        }

        public override int Width(int row) => column.TextAt(row)?.Length ?? 0;
    }
}

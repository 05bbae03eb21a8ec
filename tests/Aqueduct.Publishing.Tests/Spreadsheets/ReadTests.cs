using System.IO.Compression;

namespace Aqueduct.Publishing.Tests.Spreadsheets;

/// <summary>Workbooks that other programs wrote.</summary>
public class ReadTests
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    const string Header = """<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>AMOUNT</t></is></c><c r="D2" t="str"><f>"da"&amp;"y"</f><v>day</v></c><c r="E2" t="inlineStr"><is><t>seen</t></is></c><c r="F2" t="inlineStr"><is><t>paid</t></is></c><c r="G2" t="inlineStr"><is><t>note</t></is></c></row>""";

    const string Shared = $"""<sst xmlns="{Main}"><si><r><t>na</t></r><r><rPr><b/></rPr><t>me</t></r><rPh sb="0" eb="1"><t>said</t></rPh></si><si><t xml:space="preserve"> Ada </t></si></sst>""";

    /// <summary>Style 1 is Excel's own date, style 2 a format of the person's own, style 3 none of a date.</summary>
    const string Styles = $"""<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="170" formatCode="dd\.mm\.yyyy hh:mm"/><numFmt numFmtId="171" formatCode="[Red]0.00&quot;days&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>""";

    static byte[] Workbook(string rows, string properties = "")
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", Package = "http://schemas.openxmlformats.org/package/2006/", Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
            Add("[Content_Types].xml", $"""<Types xmlns="{Package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Type}sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="{Type}worksheet+xml"/><Override PartName="/xl/t.xml" ContentType="{Type}sharedStrings+xml"/><Override PartName="/xl/y.xml" ContentType="{Type}styles+xml"/></Types>""");
            Add("_rels/.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="a" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="s" Type="{Office}/worksheet" Target="s.xml"/><Relationship Id="t" Type="{Office}/sharedStrings" Target="t.xml"/><Relationship Id="y" Type="{Office}/styles" Target="y.xml"/></Relationships>""");
            Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}">{properties}<sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>""");
            Add("xl/t.xml", Shared);
            Add("xl/y.xml", Styles);
            Add("xl/s.xml", $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");

            void Add(string name, string text)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }

    [Fact]
    public void Shared_and_formatted_texts_dates_formulas_and_empty_cells_are_read()
    {
        var rows = Sheets.Read<Foreign>(Workbook($"""<row r="1"/>{Header}<row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3" s="3"><f>1+1</f><v>2</v></c><c r="D3" s="1"><v>46053</v></c><c r="E3" s="2"><v>46053.5</v></c><c r="F3" t="b"><v>1</v></c></row><row r="4"/><row r="5"><c r="B5"><v>12</v></c><c r="C5"><v>1E-3</v></c><c r="D5" t="d"><v>2026-02-01</v></c><c r="F5"><v>0</v></c><c r="G5" s="1"><v>46053</v></c></row>"""));
        Assert.Equal([new Foreign(" Ada ", 2, new(2026, 1, 31), new DateTime(2026, 1, 31, 12, 0, 0), true, null), new Foreign("12", 0.001, new(2026, 2, 1), null, false, "2026-01-31")], rows);
    }

    [Fact]
    public void Days_may_be_counted_from_1904()
    {
        var row = """<row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3"><v>2</v></c><c r="D3" s="1"><v>44591</v></c><c r="F3" t="b"><v>1</v></c></row>""";
        Assert.Equal(new DateOnly(2026, 1, 31), Sheets.Read<Foreign>(Workbook(Header + row, """<workbookPr date1904="1"/>"""))[0].Day);
    }

    [Theory]
    [InlineData("""<c r="B3" t="s"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3"><v>46053</v></c><c r="F3" t="b"><v>1</v></c>""", "row 3, column AMOUNT is '#N/A'; member Amount (Double) takes numbers such as 1234.5.")]
    [InlineData("""<c r="B3" t="s"><v>1</v></c><c r="C3"><v>1</v></c><c r="F3" t="b"><v>1</v></c>""", "row 3, column day is empty, and member Day (DateOnly) may not be null. Make the member nullable, or leave such rows out of the file.")]
    [InlineData("""<c r="B3" t="s"><v>1</v></c><c r="C3"><v>1</v></c><c r="D3"><v>46053.25</v></c><c r="F3" t="b"><v>1</v></c>""", "row 3, column day is '46053.25'; member Day (DateOnly) takes")]
    [InlineData("""<c r="B3" t="s"><v>1</v></c><c r="C3"><v>1</v></c><c r="D3"><v>-5</v></c><c r="F3" t="b"><v>1</v></c>""", "row 3, column day is '-5'")]
    public void What_does_not_fit_is_named_with_its_row_and_column(string cells, string message) =>
        Assert.Contains(message, Sheets.Error(() => Sheets.Read<Foreign>(Workbook($"""{Header}<row r="3">{cells}</row>"""))), StringComparison.Ordinal);

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are() =>
        Assert.Contains("it has no column for member Value of Number; it has name, AMOUNT, day, seen, paid, note.", Sheets.Error(() => Sheets.Read<Number>(Workbook(Header))), StringComparison.Ordinal);

    [Fact]
    public void A_sheet_without_rows_is_refused() => Assert.Contains("its first sheet is empty; the first row names the columns.", Sheets.Error(() => Sheets.Read<Number>(Workbook(""))), StringComparison.Ordinal);

    [Fact]
    public void What_is_no_workbook_is_refused()
    {
        Assert.Contains("it is no .xlsx workbook:", Sheets.Error(() => Sheets.Read<Number>("id\n1\n"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("it is no .xlsx workbook:", Sheets.Error(() => Sheets.Read<Number>([])), StringComparison.Ordinal);
        Assert.Contains("its sheet is damaged:", Sheets.Error(() => Sheets.Read<Foreign>(Workbook(Header + "<row r=\"3\"><c"))), StringComparison.Ordinal);
    }
}

using System.IO.Compression;
using System.Xml.Linq;
using Aqueduct.Runtime;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Aqueduct.Publishing.Tests.Spreadsheets;

/// <summary>What is in a workbook that was written.</summary>
public class WriteTests
{
    static Table<Everything> Rows => new[]
    {
        new Everything(1, 123456789012345678, 0.1 + 0.2, 79228162514264337593543950335m, true, "Zoë 🚲", null, new(2026, 1, 31), new(2026, 1, 31, 12, 34, 56, 789), new(23, 59, 59), new(2026, 1, 31, 1, 2, 3, TimeSpan.FromHours(5)), Guid.Parse("11112222-3333-4444-5555-666677778888"), Size.Large, null, null, null, null, null),
        new Everything(-2, long.MinValue, double.NaN, -0.10m, false, "", " two\tlines\r\nand _x0041_ \u0001 ", new(1899, 12, 31), new(1850, 6, 1, 8, 0, 0), new(0, 0), DateTimeOffset.UnixEpoch, Guid.Empty, Size.Small, 7, double.PositiveInfinity, new(2000, 2, 29), false, new(9999, 12, 31, 23, 59, 59)),
    }.ToTable();

    [Fact]
    public void Every_value_is_read_back_as_it_was() => Assert.Equal(Rows, Sheets.Read<Everything>(Sheets.Write(Rows)));

    [Fact]
    public void A_workbook_keeps_to_the_schema_of_office_open_xml()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Sheets.Write(FileSheet.Of("rows", Rows), FileSheet.Of("none", Table<Number>.Empty))), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void Equal_tables_are_equal_bytes()
    {
        var first = Sheets.Write(Rows);
        Assert.Equal(first, Sheets.Write(Rows));
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.All(archive.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("=HYPERLINK(\"http://example.com\",\"click\")")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void A_text_that_looks_like_a_formula_stays_a_text(string text)
    {
        var bytes = Sheets.Write(new[] { new Text(text) }.ToTable());
        var cell = Cells(bytes, "sheet1").Single(c => c.Attribute("r")!.Value == "A2");
        Assert.Equal(("inlineStr", "5"), (cell.Attribute("t")!.Value, cell.Attribute("s")!.Value));
        Assert.DoesNotContain(cell.Descendants(), e => e.Name.LocalName == "f");
        Assert.Equal(text, Sheets.Read<Text>(bytes)[0].Value);
    }

    [Fact]
    public void Numbers_and_dates_are_numbers_with_a_format_and_what_they_cannot_hold_is_text()
    {
        var first = Cells(Sheets.Write(Rows), "sheet1").Where(c => c.Attribute("r")!.Value.EndsWith('2')).ToDictionary(c => c.Attribute("r")!.Value, c => (c.Attribute("t")?.Value, c.Attribute("s")?.Value, c.Value));
        Assert.Equal((null, null, "1"), first["A2"]);
        Assert.Equal(("inlineStr", null, "123456789012345678"), first["B2"]);
        Assert.Equal((null, null, "0.30000000000000004"), first["C2"]);
        Assert.Equal(("b", null, "1"), first["E2"]);
        Assert.Equal((null, "2", "46053"), first["H2"]);
        Assert.Equal((null, "3"), (first["I2"].Item1, first["I2"].Item2));
        Assert.DoesNotContain("G2", first.Keys); // null
    }

    [Fact]
    public void Each_table_has_a_sheet_of_its_name_and_a_header_that_stays()
    {
        var bytes = Sheets.Write(FileSheet.Of("churn", Rows), FileSheet.Of("Churn", new[] { new Number(1) }.ToTable()), FileSheet.Of(new string('x', 40), Table<Number>.Empty), FileSheet.Of("a/b:[c]", Table<Number>.Empty));
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Equal(["churn", "Churn 2", new string('x', 31), "a_b__c_"], document.WorkbookPart!.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value!));
        var sheet = XDocument.Load(new ZipArchive(new MemoryStream(bytes)).Entries.Single(e => e.FullName.EndsWith("sheet2.xml", StringComparison.Ordinal)).Open());
        Assert.Equal(["value", "1"], sheet.Descendants().Where(e => e.Name.LocalName == "c").Select(c => c.Value));
        Assert.Equal("A1:A2", sheet.Descendants().Single(e => e.Name.LocalName == "autoFilter").Attribute("ref")!.Value);
        Assert.Equal("frozen", sheet.Descendants().Single(e => e.Name.LocalName == "pane").Attribute("state")!.Value);
    }

    [Fact]
    public void A_sheet_holds_1048576_rows_with_its_header_and_no_more()
    {
        var full = Enumerable.Range(0, 1_048_575).Select(i => new Number(i)).ToTable();
        Assert.Equal(1_048_574, Sheets.Read<Number>(Sheets.Write(full))[^1].Value);
        Assert.Equal("Resource 'data', file 'a.xlsx': sheet 'rows' would have more than 1,048,576 rows, its header counted; a sheet holds no more. Write .csv or .parquet, or fewer rows.",
            Sheets.Error(() => Sheets.Write(full.Concat([new Number(0)]).ToTable())));
    }

    [Fact]
    public void A_cell_holds_32767_characters_and_no_more()
    {
        Assert.Equal(32_767, Sheets.Read<Text>(Sheets.Write(new[] { new Text(new string('a', 32_767)) }.ToTable()))[0].Value.Length);
        Assert.Equal("Resource 'data', file 'a.xlsx': sheet 'rows', cell A3 is a text of 32,768 characters; a cell holds 32,767. Cut it, or write .csv or .parquet.",
            Sheets.Error(() => Sheets.Write(new[] { new Text("a"), new Text(new string('a', 32_768)) }.ToTable())));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Contains("cell A2 is text with half a surrogate pair", Sheets.Error(() => Sheets.Write(new[] { new Text("\ud83d") }.ToTable())), StringComparison.Ordinal);

    static IEnumerable<XElement> Cells(byte[] bytes, string sheet)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return [.. XDocument.Load(archive.Entries.Single(e => e.FullName.EndsWith(sheet + ".xml", StringComparison.Ordinal)).Open()).Descendants().Where(e => e.Name.LocalName == "c")];
    }
}

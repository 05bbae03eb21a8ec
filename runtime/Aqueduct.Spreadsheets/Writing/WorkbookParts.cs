using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Aqueduct.Spreadsheets.Writing;

/// <summary>What a workbook holds beside its cells. Each part is given its id: the library would draw one.</summary>
static class WorkbookParts
{
    const uint FirstOwnFormat = 164; // those below are Excel's

    public static WorkbookPart Add(SpreadsheetDocument document, IReadOnlyList<string> names)
    {
        var part = document.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "workbook");
        part.Workbook = new Workbook(new Sheets(names.Select((name, i) => new Sheet { Name = name, SheetId = (uint)i + 1, Id = IdOf(i) })));
        part.Workbook.Save();
        part.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
        part.WorkbookStylesPart!.Stylesheet.Save();
        return part;
    }

    public static WorksheetPart AddSheet(WorkbookPart workbook, int index) => workbook.AddNewPart<WorksheetPart>(IdOf(index));

    static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"sheet{index + 1}");

    static Stylesheet Styles() => new(
        new NumberingFormats(((string[])["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"]).Select((format, i) => new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)i, FormatCode = format })) { Count = 3 },
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        // In the order of CellStyle.
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = FirstOwnFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = FirstOwnFormat + 1, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = FirstOwnFormat + 2, ApplyNumberFormat = true },
            new CellFormat { QuotePrefix = true }) { Count = 6 });
}

/// <summary>Positions among the formats of cells.</summary>
enum CellStyle
{
    General,
    Header,
    Date,
    DateTime,
    Time,

    /// <summary>Text that a spreadsheet must not take for a formula, also when somebody edits it.</summary>
    Quoted,
}

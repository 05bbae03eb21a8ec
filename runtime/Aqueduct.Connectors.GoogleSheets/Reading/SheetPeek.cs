using System.Text.Json;
using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>The first rows of a sheet below its header; rows without a value are passed over. A date is a number to a spreadsheet, and is shown as one.</summary>
static class SheetPeek
{
    // Above the rows that are wanted is the header, and people leave lines free. What is farther away is asked for only where this is not enough.
    const int MoreRows = 50;

    /// <summary>Reads them.</summary>
    public static TablePeek Of(SheetsDatabase database, SheetProperties sheet, PeekSize size, CancellationToken cancel)
    {
        var (pages, near) = (SheetPages.Of(database, sheet), Math.Min(sheet.Rows, size.Rows + MoreRows));
        SheetHeader? header = null;
        var rows = new List<JsonElement>();
        foreach (var (row, cells) in (pages with { LastRow = near }).Rows(cancel).Concat((pages with { FirstRow = near + 1 }).Rows(cancel)))
        {
            if (header is null)
                header = SheetHeader.Of(row, cells);
            else if (header.Places.Any(p => !SheetValue.IsEmpty(SheetPages.Cell(cells, p))))
                rows.Add(cells.Clone());
            if (rows.Count > size.Rows)
                break;
        }

        return header is null
            ? TablePeek.Of(new TableDescription(sheet.Title!, []), [], [], size)
            : TablePeek.Of(SheetDescriptions.Of(sheet.Title!, header, rows), header.Names, rows.Select(r => header.Places.Select(p => Cell(SheetPages.Cell(r, p))).ToArray()), size);
    }

    static object? Cell(JsonElement cell) => cell.ValueKind switch
    {
        _ when SheetValue.IsEmpty(cell) => null,
        JsonValueKind.Number => cell.GetDouble(),
        JsonValueKind.String => cell.GetString(),
        _ => cell.GetBoolean(),
    };
}

using System.Text.Json;
using Aqueduct.Connectors.GoogleSheets.Wire;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>An area of a sheet, some rows at a time: a sheet may hold millions of cells.</summary>
/// <param name="Database">The spreadsheet.</param>
/// <param name="Sheet">The sheet.</param>
/// <param name="FirstRow">The first row, from 1.</param>
/// <param name="FirstColumn">The first column, from 1.</param>
/// <param name="LastRow">The last row.</param>
/// <param name="LastColumn">The last column.</param>
sealed record SheetPages(SheetsDatabase Database, SheetProperties Sheet, int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    const int MostCells = 200_000;

    int PageRows => Math.Max(1, MostCells / Math.Max(1, LastColumn - FirstColumn + 1));

    /// <summary>The whole sheet.</summary>
    public static SheetPages Of(SheetsDatabase database, SheetProperties sheet) => new(database, sheet, 1, 1, sheet.Rows, sheet.Columns);

    /// <summary>The rows from the first on, with their numbers. A page's values are gone when the next is asked for.</summary>
    public IEnumerable<(int Row, JsonElement Cells)> Rows(CancellationToken cancel)
    {
        for (var first = FirstRow; first <= LastRow; first += PageRows)
        {
            using var page = Page(first, cancel);
            var row = first;
            foreach (var cells in RowsOf(page))
                yield return (row++, cells);
        }
    }

    /// <summary>The number of the last row that has a value in one of some columns; 0 where there is none. Asked from the end: most of a large sheet need not be read.</summary>
    /// <param name="columns">The columns, from 0, counted from the area's first.</param>
    /// <param name="cancel">Stops it.</param>
    public int LastWith(IReadOnlyCollection<int> columns, CancellationToken cancel)
    {
        for (var last = LastRow; last >= FirstRow; last -= PageRows)
        {
            var first = Math.Max(FirstRow, last - PageRows + 1);
            using var page = Database.Api.Values(SheetsApi.Range(Sheet.Title!, first, FirstColumn, last, LastColumn), cancel);
            var (row, found) = (first, 0);
            foreach (var cells in RowsOf(page))
            {
                if (columns.Any(c => c < cells.GetArrayLength() && !SheetValue.IsEmpty(cells[c])))
                    found = row;
                row++;
            }

            if (found > 0)
                return found;
        }

        return 0;
    }

    /// <summary>The cell of a row; none where the row ends before it.</summary>
    public static JsonElement Cell(JsonElement row, int column) => column < row.GetArrayLength() ? row[column] : default;

    JsonDocument Page(int first, CancellationToken cancel) =>
        Database.Api.Values(SheetsApi.Range(Sheet.Title!, first, FirstColumn, Math.Min(LastRow, first + PageRows - 1), LastColumn), cancel);

    static IEnumerable<JsonElement> RowsOf(JsonDocument page) => page.RootElement.TryGetProperty("values", out var values) ? values.EnumerateArray() : [];
}

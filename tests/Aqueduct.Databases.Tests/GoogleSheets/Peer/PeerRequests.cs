using System.Text.Json;

namespace Aqueduct.Databases.Tests.GoogleSheets.Peer;

/// <summary>The requests of a batchUpdate that the connector sends, and no others.</summary>
static class PeerRequests
{
    public static void Do(PeerSpreadsheet spreadsheet, JsonElement request, string place)
    {
        if (request.EnumerateObject().ToArray() is not [var one])
            throw PeerError.Invalid($"Invalid value at '{place}' (oneof)");
        var (at, body) = ($"{place}.{one.Name}", one.Value);
        switch (one.Name)
        {
            case "addSheet":
                Add(spreadsheet, body.Only(at, "properties").Need("properties").Only(at, "sheetId", "title", "hidden", "gridProperties"), at);
                break;
            case "deleteSheet":
                spreadsheet.Sheets.Remove(spreadsheet.ById(body.Only(at, "sheetId").Need("sheetId").GetInt32(), at));
                break;
            case "updateSheetProperties" when body.Only(at, "properties", "fields").Text("fields") == "gridProperties.rowCount":
                var properties = body.Need("properties").Only(at, "sheetId", "gridProperties");
                spreadsheet.ById(properties.Need("sheetId").GetInt32(), at).Rows = properties.Need("gridProperties").Only(at, "rowCount").Need("rowCount").GetInt32();
                break;
            case "appendDimension":
                Grow(spreadsheet.ById(body.Only(at, "sheetId", "dimension", "length").Need("sheetId").GetInt32(), at), body.Text("dimension")!, body.Need("length").GetInt32());
                break;
            case "insertDimension":
                Insert(spreadsheet, body.Only(at, "range", "inheritFromBefore"), at);
                break;
            case "updateCells":
                Update(spreadsheet, body.Only(at, "rows", "fields", "start", "range"), at);
                break;
            case "repeatCell":
                Repeat(spreadsheet, body.Only(at, "range", "cell", "fields"), at);
                break;
            case "copyPaste":
                Paste(spreadsheet, body.Only(at, "source", "destination", "pasteType", "pasteOrientation"), at);
                break;
            case "appendCells":
                var sheet = spreadsheet.ById(body.Only(at, "sheetId", "rows", "fields").Need("sheetId").GetInt32(), at);
                var first = sheet.Values.Count == 0 ? 0 : sheet.Values.Keys.Max(k => k.Row) + 1;
                sheet.Rows = Math.Max(sheet.Rows, first + body.Need("rows").GetArrayLength());
                Write(sheet, first, 0, body, at);
                break;
            default:
                throw PeerError.Invalid($"Invalid JSON payload received. Unknown name \"{one.Name}\" at '{place}': Cannot find field.");
        }
    }

    static void Add(PeerSpreadsheet spreadsheet, JsonElement properties, string at)
    {
        var grid = properties.Need("gridProperties").Only(at, "rowCount", "columnCount", "frozenRowCount");
        var sheet = new PeerSheet { Id = properties.Need("sheetId").GetInt32(), Title = properties.Text("title")!, Hidden = properties.TryGetProperty("hidden", out var hidden) && hidden.GetBoolean(), Rows = grid.Number("rowCount") ?? 1000, Columns = grid.Number("columnCount") ?? 26, Frozen = grid.Number("frozenRowCount") ?? 0 };
        if (sheet.Id < 0 || sheet.Rows < 1 || sheet.Columns < 1 || sheet.Title.Length is 0 or > 100)
            throw PeerError.Invalid($"Invalid {at}: properties");
        if (sheet.Frozen >= sheet.Rows)
            throw PeerError.Invalid($"Invalid {at}: You can't freeze all visible rows on the sheet.");
        if (spreadsheet.Sheets.Any(s => string.Equals(s.Title, sheet.Title, StringComparison.OrdinalIgnoreCase)))
            throw PeerError.Invalid($"Invalid {at}: A sheet with the name \"{sheet.Title}\" already exists. Please enter another name.");
        if (spreadsheet.Sheets.Any(s => s.Id == sheet.Id))
            throw PeerError.Invalid($"Invalid {at}: Sheet with id {sheet.Id} already exists.");
        spreadsheet.Sheets.Add(sheet);
    }

    static void Grow(PeerSheet sheet, string dimension, int length)
    {
        if (length < 1)
            throw PeerError.Invalid("Invalid appendDimension: length must be positive");
        (sheet.Rows, sheet.Columns) = dimension switch
        {
            "ROWS" => (sheet.Rows + length, sheet.Columns),
            "COLUMNS" => (sheet.Rows, sheet.Columns + length),
            _ => throw PeerError.Invalid("Invalid value at 'dimension'"),
        };
    }

    static void Insert(PeerSpreadsheet spreadsheet, JsonElement body, string at)
    {
        var range = body.Need("range").Only(at, "sheetId", "dimension", "startIndex", "endIndex");
        var sheet = spreadsheet.ById(range.Need("sheetId").GetInt32(), at);
        var (start, end) = (range.Need("startIndex").GetInt32(), range.Need("endIndex").GetInt32());
        if (range.Text("dimension") != "ROWS" || start < 0 || end <= start || start >= sheet.Rows)
            throw PeerError.Invalid($"Invalid {at}: range.startIndex[{start}] is outside of the grid of {sheet.Rows} rows");
        var inherit = body.Need("inheritFromBefore").GetBoolean();
        if (inherit && start == 0)
            throw PeerError.Invalid($"Invalid {at}: inheritFromBefore cannot be true if startIndex is 0");
        sheet.Insert(start, end - start, inherit);
    }

    static void Update(PeerSpreadsheet spreadsheet, JsonElement body, string at)
    {
        if (body.TryGetProperty("start", out var start))
        {
            start.Only(at, "sheetId", "rowIndex", "columnIndex");
            Write(spreadsheet.ById(start.Need("sheetId").GetInt32(), at), start.Need("rowIndex").GetInt32(), start.Need("columnIndex").GetInt32(), body, at);
            return;
        }

        // A range without rows is emptied.
        var (sheet, range) = Range(spreadsheet, body.Need("range"), at);
        if (body.TryGetProperty("rows", out _) || body.Text("fields") != "userEnteredValue")
            throw PeerError.Invalid($"Invalid {at}: fields");
        foreach (var cell in sheet.Values.Keys.Where(k => k.Row >= range.FirstRow && k.Row < range.EndRow && k.Column >= range.FirstColumn && k.Column < range.EndColumn).ToList())
            sheet.Values.Remove(cell);
    }

    static void Write(PeerSheet sheet, int row, int column, JsonElement body, string at)
    {
        if (body.Text("fields") != "userEnteredValue")
            throw PeerError.Invalid($"Invalid {at}: fields");
        foreach (var cells in body.Need("rows").EnumerateArray())
        {
            var at1 = column;
            foreach (var cell in cells.Only(at, "values").Need("values").EnumerateArray())
            {
                if (row >= sheet.Rows || at1 >= sheet.Columns)
                    throw PeerError.Invalid($"Invalid {at}: Attempting to write column: {at1}, beyond the last requested column of: {sheet.Columns - 1}");
                sheet.Put(row, at1++, cell.Only(at, "userEnteredValue").Need("userEnteredValue").Only(at, "stringValue").Text("stringValue"));
            }

            row++;
        }
    }

    static void Repeat(PeerSpreadsheet spreadsheet, JsonElement body, string at)
    {
        var (sheet, range) = Range(spreadsheet, body.Need("range"), at);
        var format = body.Need("cell").Only(at, "userEnteredFormat").Need("userEnteredFormat").Only(at, "numberFormat", "textFormat");
        var look = body.Text("fields") switch
        {
            "userEnteredFormat.textFormat.bold" when format.Need("textFormat").Only(at, "bold").Need("bold").GetBoolean() => "bold",
            "userEnteredFormat.numberFormat" when format.Need("numberFormat").Only(at, "type", "pattern").Text("type") is "DATE" or "DATE_TIME" or "TIME" => format.GetProperty("numberFormat").Text("pattern")!,
            var fields => throw PeerError.Invalid($"Invalid {at}: Invalid field: {fields}"),
        };
        for (var row = range.FirstRow; row < range.EndRow; row++)
            for (var column = range.FirstColumn; column < range.EndColumn; column++)
                sheet.Formats[(row, column)] = look;
    }

    static void Paste(PeerSpreadsheet spreadsheet, JsonElement body, string at)
    {
        var (source, from) = Range(spreadsheet, body.Need("source"), at);
        var (target, to) = Range(spreadsheet, body.Need("destination"), at);
        if (body.Text("pasteOrientation") is not (null or "NORMAL") || body.Text("pasteType") is not ("PASTE_VALUES" or "PASTE_FORMAT") || to.EndColumn - to.FirstColumn != from.EndColumn - from.FirstColumn || (to.EndRow - to.FirstRow) % (from.EndRow - from.FirstRow) != 0)
            throw PeerError.Invalid($"Invalid {at}: destination");
        var isValues = body.Text("pasteType") == "PASTE_VALUES";
        for (var row = to.FirstRow; row < to.EndRow; row++)
            for (var column = to.FirstColumn; column < to.EndColumn; column++)
            {
                var place = (from.FirstRow + ((row - to.FirstRow) % (from.EndRow - from.FirstRow)), from.FirstColumn + column - to.FirstColumn);
                if (isValues)
                    target.Put(row, column, source.Values.GetValueOrDefault(place));
                else if (source.Formats.TryGetValue(place, out var format))
                    target.Formats[(row, column)] = format;
                else
                    target.Formats.Remove((row, column));
            }
    }

    static (PeerSheet Sheet, (int FirstRow, int EndRow, int FirstColumn, int EndColumn) Range) Range(PeerSpreadsheet spreadsheet, JsonElement range, string at)
    {
        range.Only(at, "sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex");
        var sheet = spreadsheet.ById(range.Need("sheetId").GetInt32(), at);
        var area = (FirstRow: range.Need("startRowIndex").GetInt32(), EndRow: range.Need("endRowIndex").GetInt32(), FirstColumn: range.Need("startColumnIndex").GetInt32(), EndColumn: range.Need("endColumnIndex").GetInt32());
        return area.FirstRow >= 0 && area.FirstColumn >= 0 && area.EndRow > area.FirstRow && area.EndColumn > area.FirstColumn && area.EndRow <= sheet.Rows && area.EndColumn <= sheet.Columns
            ? (sheet, area)
            : throw PeerError.Invalid($"Invalid {at}: GridRange {area} is outside of the grid of {sheet.Rows} rows and {sheet.Columns} columns");
    }
}

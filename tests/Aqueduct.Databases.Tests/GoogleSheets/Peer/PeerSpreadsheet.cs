using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aqueduct.Databases.Tests.GoogleSheets.Peer;

/// <summary>A spreadsheet in memory, which answers the calls that the connector makes. Changes of one call happen together or not at all.</summary>
sealed partial class PeerSpreadsheet
{
    const long MostCells = 10_000_000;

    public List<PeerSheet> Sheets { get; private set; } = [];

    public string TimeZone { get; set; } = "Europe/Zurich";

    public PeerSheet this[string title] => Sheets.Single(s => s.Title == title);

    public object Describe() => new
    {
        properties = new { timeZone = TimeZone },
        sheets = Sheets.Select(s => new
        {
            properties = s.IsChart
                ? (object)new { sheetId = s.Id, title = s.Title, sheetType = "OBJECT" }
                : new { sheetId = s.Id, title = s.Title, sheetType = "GRID", hidden = s.Hidden, gridProperties = new { rowCount = s.Rows, columnCount = s.Columns } },
        }),
    };

    /// <summary>The values of a range, up to the last that is not empty.</summary>
    public object Values(string range)
    {
        var (sheet, firstRow, firstColumn, lastRow, lastColumn) = Parse(range);
        var inside = sheet.Values.Where(v => v.Key.Row >= firstRow && v.Key.Row <= lastRow && v.Key.Column >= firstColumn && v.Key.Column <= lastColumn).ToLookup(v => v.Key.Row);
        if (inside.Count == 0)
            return new { range, majorDimension = "ROWS" };
        var values = Enumerable.Range(firstRow, inside.Max(r => r.Key) - firstRow + 1).Select(row =>
        {
            var cells = inside[row].ToDictionary(c => c.Key.Column, c => c.Value);
            return cells.Count == 0 ? [] : Enumerable.Range(firstColumn, cells.Keys.Max() - firstColumn + 1).Select(c => cells.GetValueOrDefault(c, "")).ToArray();
        });
        return new { range, majorDimension = "ROWS", values };
    }

    /// <summary>Writes values as they are.</summary>
    public void Write(string range, JsonElement body)
    {
        var (sheet, firstRow, firstColumn, lastRow, lastColumn) = Parse(range);
        body.Only("data", "range", "majorDimension", "values");
        if (body.Text("majorDimension") is not (null or "ROWS") || body.Text("range") is { } named && named != range)
            throw PeerError.Invalid("Requested range does not match the value's range.");
        var row = firstRow;
        foreach (var cells in body.Need("values").EnumerateArray())
        {
            if (row > lastRow || firstColumn + cells.GetArrayLength() - 1 > lastColumn)
                throw PeerError.Invalid($"Requested writing within range [{range}], but tried writing to row [{row + 1}]");
            var column = firstColumn;
            foreach (var cell in cells.EnumerateArray())
            {
                if (cell.ValueKind != JsonValueKind.Null)
                    sheet.Put(row, column, Value(cell));
                column++;
            }

            row++;
        }
    }

    /// <summary>Carries out the requests of one call.</summary>
    public void Change(JsonElement body)
    {
        body.Only("", "requests");
        var before = Sheets;
        Sheets = [.. Sheets.Select(s => s.Copy())];
        try
        {
            var i = 0;
            foreach (var request in body.Need("requests").EnumerateArray())
                PeerRequests.Do(this, request, $"requests[{i++}]");
            if (Sheets.Sum(s => (long)s.Rows * s.Columns) > MostCells)
                throw PeerError.Invalid("Invalid requests: This action would increase the number of cells in the workbook above the limit of 10000000 cells.");
            if (Sheets.All(s => s.Hidden))
                throw PeerError.Invalid("Invalid requests: You can't remove all the visible sheets in a document.");
        }
        catch
        {
            Sheets = before;
            throw;
        }
    }

    public PeerSheet ById(int id, string place) => Sheets.SingleOrDefault(s => s.Id == id) ?? throw PeerError.Invalid($"Invalid {place}: No grid with id: {id}");

    static object Value(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String when cell.GetString()!.Length > 50_000 => throw PeerError.Invalid("Your input contains more than the maximum of 50000 characters in a single cell."),
        JsonValueKind.String => cell.GetString()!,
        JsonValueKind.Number => cell.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => cell.GetBoolean(),
        _ => throw PeerError.Invalid("Invalid values: list_value or struct_value"),
    };

    (PeerSheet Sheet, int FirstRow, int FirstColumn, int LastRow, int LastColumn) Parse(string range)
    {
        if (A1().Match(range) is not { Success: true } match || Sheets.SingleOrDefault(s => string.Equals(s.Title, match.Groups[1].Value.Replace("''", "'"), StringComparison.OrdinalIgnoreCase)) is not { IsChart: false } sheet)
            throw PeerError.Invalid($"Unable to parse range: {range}");
        var place = (sheet, int.Parse(match.Groups[3].Value) - 1, Column(match.Groups[2].Value), int.Parse(match.Groups[5].Value) - 1, Column(match.Groups[4].Value));
        return place.Item4 < sheet.Rows && place.Item5 < sheet.Columns ? place : throw PeerError.Invalid($"Range ({range}) exceeds grid limits. Max rows: {sheet.Rows}, max columns: {sheet.Columns}");
    }

    static int Column(string letters) => letters.Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1) - 1;

    [GeneratedRegex("^'((?:[^']|'')+)'!([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)$")]
    private static partial Regex A1();
}

using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>The sheets of a spreadsheet with their columns: nothing declares what is in a column, so some rows are looked at.</summary>
static class SheetDescriptions
{
    const int Looked = 100;

    /// <summary>The sheets that have a header.</summary>
    public static IReadOnlyList<TableDescription> Of(SheetsDatabase database, CancellationToken cancel)
    {
        var spreadsheet = database.Api.Spreadsheet(cancel);
        var sheets = SheetNames.OfPeople(spreadsheet).Select(n => spreadsheet.Find(n)!).Where(s => s is { Rows: > 0, Columns: > 0 }).ToArray();
        if (sheets.Length == 0)
            return [];
        using var answer = database.Api.Values(sheets.Select(s => SheetsApi.Range(s.Title!, 1, 1, Math.Min(Looked, s.Rows), s.Columns)), cancel);
        return [.. sheets.Zip(answer.RootElement.GetProperty("valueRanges").EnumerateArray(), (sheet, range) => Describe(sheet.Title!, range)).Where(t => t.Columns.Count > 0)];
    }

    static TableDescription Describe(string name, JsonElement range)
    {
        JsonElement[] rows = range.TryGetProperty("values", out var values) ? [.. values.EnumerateArray()] : [];
        var start = Array.FindIndex(rows, r => SheetHeader.Of(1, r) is not null);
        if (start < 0)
            return new(name, []);
        var header = SheetHeader.Of(1, rows[start])!;
        return Of(name, header, rows[(start + 1)..]);
    }

    /// <summary>The columns that a header names, by some rows below it.</summary>
    public static TableDescription Of(string name, SheetHeader header, IReadOnlyList<JsonElement> rows) =>
        new(name, [.. header.Names.Zip(header.Places, (column, place) => Column(column, [.. rows.Select(r => SheetPages.Cell(r, place))]))]);

    static ColumnDescription Column(string name, IReadOnlyList<JsonElement> cells)
    {
        var types = cells.Where(c => !SheetValue.IsEmpty(c)).Select(TypeOf).Distinct().Order(StringComparer.Ordinal).ToArray();
        return new(name, types.Length == 0 ? "empty" : string.Join(" or ", types), cells.Any(SheetValue.IsEmpty) ? true : null, HasDefault: false);
    }

    static string TypeOf(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.String => "text",
        _ => "true or false",
    };
}

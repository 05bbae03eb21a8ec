using System.Globalization;
using System.Text.Json;
using Aqueduct.Connectors.GoogleSheets.Reading;
using Aqueduct.Connectors.GoogleSheets.Wire;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>Notes in the hidden sheet <c>aqueduct_publications</c> what is published, together with it.</summary>
static class SheetPublications
{
    static readonly string[] Header = ["run", "node", "table_name", "rows", "published_at"];

    /// <summary>What is noted, by run and node.</summary>
    public static Dictionary<(string Run, string Node), (int Rows, DateTimeOffset At)> Read(SheetsDatabase database, Spreadsheet spreadsheet, CancellationToken cancel)
    {
        var notes = new Dictionary<(string, string), (int, DateTimeOffset)>();
        if (spreadsheet.Find(SheetNames.Publications) is not { } sheet)
            return notes;
        foreach (var (_, cells) in SheetPages.Of(database, sheet).Rows(cancel))
            if (Text(cells, 4) is var at && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) && int.TryParse(Text(cells, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
                notes[(Text(cells, 0), Text(cells, 1))] = (rows, time);
        return notes;
    }

    /// <summary>The changes that note publications.</summary>
    public static IEnumerable<SheetRequest> Add(Spreadsheet spreadsheet, IReadOnlyList<SheetNote> notes)
    {
        if (notes.Count == 0)
            yield break;
        var there = spreadsheet.Find(SheetNames.Publications);
        var id = there is null ? spreadsheet.NewId(SheetNames.Publications) : there.SheetId ?? 0;
        if (there is null)
            yield return new() { AddSheet = new(new SheetProperties(id, SheetNames.Publications, Hidden: true, GridProperties: new(1, Header.Length))) };
        var rows = notes.Select(n => RowData.Of([n.Run, n.Node, n.Table, n.Rows.ToString(CultureInfo.InvariantCulture), n.At.ToString("O", CultureInfo.InvariantCulture)]));
        yield return new() { AppendCells = new(id, [.. there is null ? rows.Prepend(RowData.Of(Header)) : rows], "userEnteredValue") };
    }

    static string Text(JsonElement cells, int column) => SheetValue.Text(SheetPages.Cell(cells, column));
}

/// <summary>A publication, to be noted.</summary>
sealed record SheetNote(string Run, string Node, string Table, int Rows, DateTimeOffset At);

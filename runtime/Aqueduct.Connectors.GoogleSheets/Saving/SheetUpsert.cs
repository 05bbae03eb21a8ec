using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Aqueduct.Connectors.GoogleSheets.Reading;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>Which rows of an upsert take the place of which that are there: the cells of the key show the same, whether they are numbers or text.</summary>
static class SheetUpsert
{
    /// <summary>The rows in the order in which they are staged: those that are there already by their places, behind them those that come, of several with one key the last.</summary>
    /// <returns>The batch and row of each, and the row from 0 that it replaces; null of one that comes.</returns>
    public static IReadOnlyList<(Column[] Batch, int Row, int? Replaces)> Order(SheetsDatabase database, SheetTarget target, TableSave save, CancellationToken cancel)
    {
        var there = target.Sheet is null || !target.HasRows ? [] : Keys(database, target, save, cancel);
        var rows = new Dictionary<string, (Column[] Batch, int Row, int? Replaces)>(StringComparer.Ordinal);
        var unkeyed = 0;
        foreach (var batch in save.Batches(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            var keys = save.Key.Select(k => Texts(batch[k])).ToArray();
            for (var row = 0; row < batch[0].Count; row++)
            {
                // A key that is null is like no other.
                var key = Joined(keys.Select(k => k(row))) ?? "\0" + unkeyed++.ToString(CultureInfo.InvariantCulture);
                var replaces = rows.TryGetValue(key, out var earlier) ? earlier.Replaces : there.TryGetValue(key, out var at) ? at : null;
                rows[key] = (batch, row, replaces);
            }
        }

        return [.. rows.Values.OrderBy(r => r.Replaces ?? int.MaxValue)];
    }

    /// <summary>The rows that are there, from 0, by their keys.</summary>
    static Dictionary<string, int?> Keys(SheetsDatabase database, SheetTarget target, TableSave save, CancellationToken cancel)
    {
        var keys = new Dictionary<string, int?>(StringComparer.Ordinal);
        var sheet = SheetPages.Of(database, target.Sheet!) with { FirstRow = target.HeaderRow + 1, LastRow = target.LastRow };
        foreach (var (row, cells) in sheet.Rows(cancel))
            if (Joined(save.Key.Select(k => Shown(SheetPages.Cell(cells, target.Places[k])))) is { } key && !keys.TryAdd(key, row - 1))
                throw database.Error($"sheet '{save.Table}' has the key of row {Words.Count(row)} twice, also in row {Words.Count(keys[key]!.Value + 1)}: an upsert needs columns that identify a row. Delete one of them, or name other columns in Key.");
        return keys;
    }

    static string? Joined(IEnumerable<string?> parts)
    {
        string?[] all = [.. parts];
        return all.Contains(null) ? null : string.Concat(all.Select(p => $"{p!.Length.ToString(CultureInfo.InvariantCulture)}:{p}"));
    }

    static string? Shown(JsonElement cell) => SheetValue.IsEmpty(cell) ? null : SheetValue.Text(cell);

    /// <summary>The values of a column as their cells show them.</summary>
    static Func<int, string?> Texts(Column column)
    {
        var write = SheetCells.Of(column, static (_, message) => new ResourceException("", message));
        var buffer = new ArrayBufferWriter<byte>();
        return row =>
        {
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer))
                write(json, row);
            using var cell = JsonDocument.Parse(buffer.WrittenMemory);
            return Shown(cell.RootElement);
        };
    }
}

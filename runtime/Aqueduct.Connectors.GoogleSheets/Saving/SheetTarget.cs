using Aqueduct.Connectors.GoogleSheets.Reading;
using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Rules;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>The sheet that a save is meant for, as it is now.</summary>
/// <param name="Sheet">The sheet; null where there is none yet.</param>
/// <param name="HeaderRow">The row that names its columns, from 1.</param>
/// <param name="LastRow">The last row that has a value in one of the save's columns; the header's where there is none.</param>
/// <param name="Places">The column of each of the save's columns, from 0.</param>
/// <param name="Added">Names of columns that the save adds, by their places.</param>
sealed record SheetTarget(SheetProperties? Sheet, int HeaderRow, int LastRow, IReadOnlyList<int> Places, IReadOnlyDictionary<int, string> Added)
{
    const int LongestName = 100;

    /// <summary>Whether there are rows already, whose looks those that come take over.</summary>
    public bool HasRows => LastRow > HeaderRow;

    /// <summary>Columns that stand beside each other, here and in the save: first column in the save, first column here, number.</summary>
    public IEnumerable<(int Source, int Place, int Count)> Groups
    {
        get
        {
            for (int first = 0, next; first < Places.Count; first = next)
            {
                for (next = first + 1; next < Places.Count && Places[next] == Places[next - 1] + 1; next++)
                {
                }

                yield return (first, Places[first], next - first);
            }
        }
    }

    /// <summary>Looks at the sheet that a save is meant for.</summary>
    /// <exception cref="ResourceException">It cannot be saved there.</exception>
    public static SheetTarget Of(SheetsDatabase database, Spreadsheet spreadsheet, TableSave save, CancellationToken cancel)
    {
        if (save.Table.Length > LongestName || !SheetNames.IsPeoples(save.Table) || save.Table.Any(char.IsControl))
            throw database.Error($"'{DatabaseTexts.Cut(save.Table)}' cannot be the name of a sheet: it is longer than {LongestName} characters, has characters that cannot be seen, or begins with what is Aqueduct's own.");
        var sheet = spreadsheet.Find(save.Table);
        if (sheet is not null && save.Mode == SaveMode.Fail)
            throw database.Error($"sheet '{save.Table}' exists already, and the save's mode is Fail. Delete the sheet, or choose Append, Replace or Upsert.");
        if (sheet is { IsGrid: false })
            throw database.Error($"sheet '{save.Table}' has no cells of its own: it is a chart, or shows a data source. Choose another name.");
        var pages = sheet is null ? null : SheetPages.Of(database, sheet);
        var header = pages is null ? null : SheetHeader.Find(pages, cancel);
        var added = new SortedDictionary<int, string>();
        var end = header is null ? 0 : header.Places[^1] + 1;
        int[] places = [.. save.Fields.Select(field =>
        {
            if (header is not null && header.Find(field, m => database.Error($"sheet '{save.Table}': {m}")) is >= 0 and var found)
                return header.Places[found];
            if (header is not null && save.Mode != SaveMode.Replace)
                throw database.Error($"sheet '{save.Table}' has no column for {field.Name}; it has {string.Join(", ", header.Names)}.{Nearest.Hint(ColumnNames.ForNew(field), header.Names)} Add it: write {ColumnNames.ForNew(field)} into the cell {SheetRange.Letters(end + 1)}{header.Row}.");
            added[end] = ColumnNames.ForNew(field);
            return end++;
        })];
        if (places.Length == 0)
            throw database.Error(DatabaseTexts.NoColumns(save.Table));
        if (places.Distinct().Count() < places.Length)
            throw database.Error($"sheet '{save.Table}' has one column for several members. Give each its own with [Column].");
        return new SheetTarget(sheet, header?.Row ?? 1, header is null ? 1 : Math.Max(header.Row, pages!.LastWith(places, cancel)), places, added);
    }
}

using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>The row that names the columns.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Names">The names that are there.</param>
/// <param name="Places">The column of each, from 0, counted from the area's first.</param>
sealed record SheetHeader(int Row, IReadOnlyList<string> Names, IReadOnlyList<int> Places)
{
    /// <summary>The names in a row; null where all of it is empty.</summary>
    public static SheetHeader? Of(int row, JsonElement cells)
    {
        var places = Enumerable.Range(0, cells.GetArrayLength()).Where(c => SheetValue.Text(cells[c]).Trim().Length > 0).ToArray();
        return places.Length == 0 ? null : new(row, [.. places.Select(c => SheetValue.Text(cells[c]).Trim())], places);
    }

    /// <summary>The first row of a sheet that is not empty; null where all are.</summary>
    public static SheetHeader? Find(SheetPages pages, CancellationToken cancel) => pages.Rows(cancel).Select(r => Of(r.Row, r.Cells)).FirstOrDefault(h => h is not null);

    /// <summary>Position among the names of a member's column; -1 where there is none.</summary>
    /// <exception cref="ResourceException">Several fit equally well.</exception>
    public int Find(Field field, Func<string, ResourceException> error)
    {
        try
        {
            return ColumnNames.Find(field, Names);
        }
        catch (InvalidOperationException)
        {
            throw error($"several columns fit member {field.Name}: {string.Join(", ", Names)}. Give them names that differ, or the member's with [Column].");
        }
    }
}

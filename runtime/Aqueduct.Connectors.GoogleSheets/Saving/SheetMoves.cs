using Aqueduct.Connectors.GoogleSheets.Wire;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>The changes that bring staged rows to their sheet. The sheet itself stays: what refers to it goes on doing so. Only values move; looks are those of the rows that are there.</summary>
static class SheetMoves
{
    /// <summary>Stretches that one request moves.</summary>
    public const int MostStretches = 10_000;

    const string Rows = "ROWS", Columns = "COLUMNS", Value = "userEnteredValue";

    /// <summary>By how many cells a sheet grows at most.</summary>
    public static long Growth(SheetTarget target, SaveMode mode, int rows)
    {
        var width = Math.Max(target.Sheet?.Columns ?? 0, target.Places.Max() + 1);
        var wider = target.Sheet is { } sheet ? (long)(width - sheet.Columns) * sheet.Rows : 0;
        return wider + (target.Sheet is null || mode != SaveMode.Replace ? (rows + 2L) * width : Math.Max(0, (long)target.HeaderRow + rows - target.Sheet.Rows) * width);
    }

    /// <summary>The changes, the hidden sheet's end among them.</summary>
    /// <param name="stage">The rows.</param>
    /// <param name="id">The sheet that they go to; where it is not there yet, the id that it gets.</param>
    public static IEnumerable<SheetRequest> Of(SheetStage stage, int id)
    {
        var (target, mode) = (stage.Target, stage.Save.Mode);
        // A sheet may not consist of frozen rows only.
        if (target.Sheet is null)
            yield return new() { AddSheet = new(new SheetProperties(id, stage.Save.Table, GridProperties: new(stage.Rows + 2, target.Places.Count, 1))) };
        else if (target.Places.Max() + 1 - target.Sheet.Columns is > 0 and var wider)
            yield return new() { AppendDimension = new(id, Columns, wider) };
        foreach (var (place, name) in target.Added)
            yield return new() { UpdateCells = new(Value, [RowData.Of([name])], new(id, target.HeaderRow - 1, place)) };
        if (target.Sheet is null)
            yield return new() { RepeatCell = new(new(id, 0, 1, 0, target.Places.Count), new(UserEnteredFormat: new(TextFormat: new(Bold: true))), "userEnteredFormat.textFormat.bold") };

        foreach (var request in mode == SaveMode.Replace ? Replace(stage, id) : Add(stage, id))
            yield return request;
        yield return new() { DeleteSheet = new(stage.Id) };
    }

    /// <summary>The rows take the place of all that is in their columns; columns beside them stay as they are.</summary>
    static IEnumerable<SheetRequest> Replace(SheetStage stage, int id)
    {
        var (target, first) = (stage.Target, stage.Target.HeaderRow);
        if (target.Sheet is { } sheet)
        {
            if (first + stage.Rows - sheet.Rows is > 0 and var longer)
                yield return new() { AppendDimension = new(id, Rows, longer) };
            if (target.HasRows)
                foreach (var (_, place, count) in target.Groups)
                    yield return new() { UpdateCells = new(Value, Range: new(id, first, Math.Max(sheet.Rows, first + stage.Rows), place, place + count)) };
        }

        foreach (var request in Paste(stage, id, 0, first, stage.Rows).Concat(Looks(stage, id, first, stage.Rows)))
            yield return request;
        if (target.HasRows && stage.Rows > 1)
            foreach (var (_, place, count) in target.Groups)
                yield return new() { CopyPaste = new(new(id, first, first + 1, place, place + count), new(id, first + 1, first + stage.Rows, place, place + count), CopyPaste.Format) };
    }

    /// <summary>Rows that are there are overwritten; for those that come, new ones are inserted behind the last, so that what somebody writes there meanwhile is only pushed down.</summary>
    static IEnumerable<SheetRequest> Add(SheetStage stage, int id)
    {
        var target = stage.Target;
        foreach (var (source, row, count) in stage.InPlace)
            foreach (var request in Paste(stage, id, source, row, count))
                yield return request;
        var known = stage.InPlace.Sum(s => s.Count);
        if (stage.Rows == known)
            yield break;
        var (first, rows) = (target.LastRow, stage.Rows - known);
        if (target.Sheet is { } sheet)
            yield return first < sheet.Rows
                ? new() { InsertDimension = new(new(id, Rows, first, first + rows), InheritFromBefore: target.HasRows) }
                : new() { AppendDimension = new(id, Rows, rows) };
        foreach (var request in Paste(stage, id, known, first, rows).Concat(Looks(stage, id, first, rows)))
            yield return request;
    }

    static IEnumerable<SheetRequest> Paste(SheetStage stage, int id, int source, int row, int rows) => rows == 0 ? [] :
        stage.Target.Groups.Select(g => new SheetRequest { CopyPaste = new(new(stage.Id, source, source + rows, g.Source, g.Source + g.Count), new(id, row, row + rows, g.Place, g.Place + g.Count), CopyPaste.Values) });

    /// <summary>Dates are shown as dates where no row says how they look.</summary>
    static IEnumerable<SheetRequest> Looks(SheetStage stage, int id, int row, int rows) => rows == 0 ? [] :
        from column in stage.Save.Fields.Zip(stage.Target.Places)
        where (!stage.Target.HasRows || stage.Target.Added.ContainsKey(column.Second)) && SheetCells.Format(column.First) is not null
        select new SheetRequest { RepeatCell = new(new(id, row, row + rows, column.Second, column.Second + 1), new(UserEnteredFormat: new(NumberFormat: SheetCells.Format(column.First))), "userEnteredFormat.numberFormat") };
}

namespace Aqueduct.Connectors.GoogleSheets.Wire;

/// <summary>Changes of a spreadsheet, which happen together or not at all.</summary>
sealed record BatchUpdate(IReadOnlyList<SheetRequest> Requests);

/// <summary>One change: exactly one member is there.</summary>
sealed record SheetRequest
{
    public AddSheet? AddSheet { get; init; }

    public DeleteSheet? DeleteSheet { get; init; }

    public UpdateSheetProperties? UpdateSheetProperties { get; init; }

    public AppendDimension? AppendDimension { get; init; }

    public InsertDimension? InsertDimension { get; init; }

    public UpdateCells? UpdateCells { get; init; }

    public RepeatCell? RepeatCell { get; init; }

    public CopyPaste? CopyPaste { get; init; }

    public AppendCells? AppendCells { get; init; }
}

sealed record AddSheet(SheetProperties Properties);

sealed record DeleteSheet(int SheetId);

/// <param name="Properties">The sheet's id, and what changes.</param>
/// <param name="Fields">Names of what changes.</param>
sealed record UpdateSheetProperties(SheetProperties Properties, string Fields);

/// <summary>Adds rows or columns at the end.</summary>
sealed record AppendDimension(int SheetId, string Dimension, int Length);

/// <summary>Pushes what is there aside.</summary>
sealed record InsertDimension(DimensionRange Range, bool InheritFromBefore);

sealed record DimensionRange(int SheetId, string Dimension, int StartIndex, int EndIndex);

/// <summary>Writes cells from <paramref name="Start"/> on, or empties those of <paramref name="Range"/>.</summary>
sealed record UpdateCells(string Fields, IReadOnlyList<RowData>? Rows = null, GridCoordinate? Start = null, GridRange? Range = null);

/// <summary>Gives all cells of a range what one has.</summary>
sealed record RepeatCell(GridRange Range, CellData Cell, string Fields);

sealed record CopyPaste(GridRange Source, GridRange Destination, string PasteType)
{
    /// <summary>Only the values.</summary>
    public const string Values = "PASTE_VALUES";

    /// <summary>Only how they look.</summary>
    public const string Format = "PASTE_FORMAT";

    public string PasteOrientation => "NORMAL";
}

/// <summary>Adds rows behind the last with data.</summary>
sealed record AppendCells(int SheetId, IReadOnlyList<RowData> Rows, string Fields);

/// <summary>Cells from the first to before the last, counted from 0.</summary>
sealed record GridRange(int SheetId, int StartRowIndex, int EndRowIndex, int StartColumnIndex, int EndColumnIndex);

sealed record GridCoordinate(int SheetId, int RowIndex, int ColumnIndex);

sealed record RowData(IReadOnlyList<CellData> Values)
{
    /// <summary>Cells with texts, which are never read as formulas.</summary>
    public static RowData Of(IEnumerable<string> texts) => new([.. texts.Select(t => new CellData(new ExtendedValue(StringValue: t)))]);
}

sealed record CellData(ExtendedValue? UserEnteredValue = null, CellFormat? UserEnteredFormat = null);

sealed record ExtendedValue(double? NumberValue = null, string? StringValue = null);

sealed record CellFormat(NumberFormat? NumberFormat = null, TextFormat? TextFormat = null);

sealed record NumberFormat(string Type, string Pattern);

sealed record TextFormat(bool Bold);

using System.Text.Json;
using Aqueduct.Rules;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>The rows of a sheet, gathered by column as far as they are asked for. The first row of the area that is not empty names the columns; rows without a value in one of the members' columns are passed over.</summary>
sealed class SheetRows<T> : RowSource<T>
{
    readonly SheetsDatabase _database;
    readonly SheetQuery _query;
    readonly FileColumn[] _columns;
    IEnumerator<(int Row, JsonElement Cells)>? _rows;
    TimeZoneInfo? _zone;
    int _firstColumn;
    (int Place, string Name)[] _places = [];

    public SheetRows(SheetsDatabase database, SheetQuery query)
    {
        (_database, _query) = (database, query);
        _columns = [.. RowType<T>.Instance.Fields.Select(f => f.Kind == FieldKind.Other ? throw database.Error(DatabaseTexts.NoColumns(typeof(T).Name)) : FileColumn.Of(f))];
    }

    /// <inheritdoc/>
    public override Table<T>? Next(int most, CancellationToken cancel) => SheetsFaults.Call(_database, () =>
    {
        _rows ??= Open(cancel);
        var rows = 0;
        while (rows < most && _rows.MoveNext())
        {
            var (row, cells) = _rows.Current;
            if (_places.All(p => SheetValue.IsEmpty(SheetPages.Cell(cells, p.Place))))
                continue;
            for (var i = 0; i < _columns.Length; i++)
                Add(_columns[i], SheetPages.Cell(cells, _places[i].Place), row, _places[i]);
            rows++;
        }

        return rows == 0 ? null : new Table<T>([.. _columns.Select(c => c.Build())]);
    });

    /// <inheritdoc/>
    public override void Dispose() => _rows?.Dispose();

    /// <summary>Finds the sheet, and goes behind its header.</summary>
    IEnumerator<(int Row, JsonElement Cells)> Open(CancellationToken cancel)
    {
        var spreadsheet = _database.Api.Spreadsheet(cancel);
        var names = SheetNames.OfPeople(spreadsheet);
        var sheet = spreadsheet.Find(_query.Sheet) is { IsGrid: true } found ? found
            : throw _database.Error($"there is no sheet '{_query.Sheet}' with cells.{(names.Count == 0 ? "" : DatabaseTexts.Tables(names, _query.Sheet))}");
        var range = _query.Range;
        if (range.FirstRow > sheet.Rows || range.FirstColumn > sheet.Columns)
            throw _database.Error($"the area begins outside of sheet '{sheet.Title}', which has {Words.Count(sheet.Rows)} rows and the columns A to {SheetRange.Letters(sheet.Columns)}.");
        _firstColumn = range.FirstColumn;
        _zone = spreadsheet.Properties?.TimeZone is { Length: > 0 } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : null;
        var rows = new SheetPages(_database, sheet, range.FirstRow, range.FirstColumn, Math.Min(range.LastRow, sheet.Rows), Math.Min(range.LastColumn, sheet.Columns)).Rows(cancel).GetEnumerator();
        while (rows.MoveNext())
            if (SheetHeader.Of(rows.Current.Row, rows.Current.Cells) is { } header)
            {
                _places = [.. _columns.Select(c => Position(header, c.Field)).Select(p => (header.Places[p], header.Names[p]))];
                return rows;
            }

        rows.Dispose();
        throw _database.Error($"{Place()} is empty; its first row names the columns.");
    }

    int Position(SheetHeader header, Field field) => header.Find(field, m => _database.Error($"{Place()}: {m}")) is >= 0 and var found ? found
        : throw _database.Error($"{Place()} has no column for member {field.Name} of {typeof(T).Name}; it has {string.Join(", ", header.Names)}.{Nearest.Hint(ColumnNames.ForNew(field), header.Names)} Name the member's column with [Column].");

    string Place() => $"sheet '{_query.Sheet}'";

    void Add(FileColumn column, JsonElement cell, int row, (int Place, string Name) place)
    {
        var isEmpty = SheetValue.IsEmpty(cell);
        var field = column.Field;
        if (isEmpty && field.Nullable)
            column.AddNull();
        else if (isEmpty && field.Kind is not (FieldKind.String or FieldKind.Bytes))
            throw _database.Error($"{At(row, place)} is empty, and member {DatabaseTexts.Member(field)} may not be null. Make the member nullable, or fill the cell.");
        else if (!SheetValue.TryAdd(column, cell, _zone))
            throw _database.Error($"{At(row, place)} is {SheetValue.Shown(cell)}; member {DatabaseTexts.Member(field)} takes {column.Expected}.");
    }

    string At(int row, (int Place, string Name) place) => FormattableString.Invariant($"{Place()}, cell {SheetRange.Letters(_firstColumn + place.Place)}{row} (column {place.Name})");
}

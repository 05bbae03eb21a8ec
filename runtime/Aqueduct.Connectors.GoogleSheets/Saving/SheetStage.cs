using System.Buffers;
using System.Text.Json;
using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>The rows of one save in a hidden sheet of their own, from its first cell on, until one request brings them to their place.</summary>
sealed class SheetStage
{
    /// <summary>Google advises to send no more than 2 MB at a time.</summary>
    const int MostBytes = 1_500_000;

    readonly SheetsDatabase _database;
    readonly TableSave _save;
    readonly SheetRoom _room;
    readonly CancellationToken _cancel;
    readonly ArrayBufferWriter<byte> _buffer = new();
    int _grid, _sent;

    public SheetStage(SheetsDatabase database, TableSave save, SheetTarget target, SheetRoom room, int id, CancellationToken cancel) =>
        (_database, _save, Target, _room, Id, _cancel) = (database, save, target, room, id, cancel);

    /// <summary>The hidden sheet.</summary>
    public int Id { get; }

    /// <summary>The sheet that the rows are meant for.</summary>
    public SheetTarget Target { get; }

    /// <summary>What is saved.</summary>
    public TableSave Save => _save;

    /// <summary>Rows here that take the place of rows there: first row here, first row there, number; all from 0.</summary>
    public IReadOnlyList<(int Source, int Row, int Count)> InPlace { get; private set; } = [];

    /// <summary>The number of rows here, those that come behind the others.</summary>
    public int Rows => _sent;

    /// <summary>How it is noted; null in a plain call.</summary>
    public SheetNote? Note { get; set; }

    /// <summary>Makes the hidden sheet and writes the rows.</summary>
    public void Fill()
    {
        var upsert = _save.Mode == SaveMode.Upsert ? SheetUpsert.Order(_database, Target, _save, _cancel) : null;
        _grid = Math.Max(1, upsert?.Count ?? _save.Rows);
        _room.Take((long)_grid * _save.Fields.Count, _save.Table);
        _room.Take(SheetMoves.Growth(Target, _save.Mode, _grid), _save.Table);
        _database.Api.Change([new SheetRequest { AddSheet = new(new SheetProperties(Id, SheetNames.StageOf(_save.Identity), Hidden: true, GridProperties: new(_grid, _save.Fields.Count))) }], _cancel);
        if (upsert is null)
            WriteAll();
        else
            Write(upsert);
    }

    void WriteAll()
    {
        foreach (var batch in _save.Batches(_cancel))
        {
            var cells = Cells(batch);
            Write(Enumerable.Range(0, batch[0].Count), (json, row) => Row(json, cells, row));
        }

        _save.Rows = _sent;
    }

    void Write(IReadOnlyList<(Column[] Batch, int Row, int? Replaces)> rows)
    {
        var cells = new Dictionary<Column[], Action<Utf8JsonWriter, int>[]>(ReferenceEqualityComparer.Instance);
        foreach (var batch in rows.Select(r => r.Batch).Distinct(ReferenceEqualityComparer.Instance).Cast<Column[]>())
            cells[batch] = Cells(batch);
        Write(rows, (json, row) => Row(json, cells[row.Batch], row.Row));
        InPlace = Stretches(rows);
        if (InPlace.Count * Target.Groups.Count() > SheetMoves.MostStretches)
            throw _database.Error($"the upsert into '{_save.Table}' changes {Words.Count(InPlace.Count)} stretches of rows that do not lie beside each other, which is more than one request takes. Sort the sheet by the key, or save by Replace.");
        _save.Rows = rows.Count;
    }

    static List<(int Source, int Row, int Count)> Stretches(IReadOnlyList<(Column[] Batch, int Row, int? Replaces)> rows)
    {
        var stretches = new List<(int Source, int Row, int Count)>();
        for (var i = 0; i < rows.Count && rows[i].Replaces is { } row; i++)
            if (stretches is [.., var last] && last.Row + last.Count == row)
                stretches[^1] = last with { Count = last.Count + 1 };
            else
                stretches.Add((i, row, 1));
        return stretches;
    }

    Action<Utf8JsonWriter, int>[] Cells(Column[] batch)
    {
        var before = _sent;
        return [.. batch.Zip(_save.Fields, (column, field) => SheetCells.Of(column, (row, message) => _database.Error($"sheet '{_save.Table}', row {Words.Count(before + row + 1)} of the table, column {field.Name}: it {message}")))];
    }

    static void Row(Utf8JsonWriter json, Action<Utf8JsonWriter, int>[] cells, int row)
    {
        json.WriteStartArray();
        foreach (var cell in cells)
            cell(json, row);
        json.WriteEndArray();
    }

    /// <summary>Writes rows, as many at a time as one request should hold.</summary>
    void Write<R>(IEnumerable<R> rows, Action<Utf8JsonWriter, R> write)
    {
        using var next = rows.GetEnumerator();
        var hasMore = next.MoveNext();
        while (hasMore)
        {
            _cancel.ThrowIfCancellationRequested();
            _buffer.ResetWrittenCount();
            var count = 0;
            using (var json = new Utf8JsonWriter(_buffer))
            {
                json.WriteStartObject();
                json.WriteString("majorDimension", "ROWS");
                json.WriteStartArray("values");
                for (; hasMore && _buffer.WrittenCount + json.BytesPending < MostBytes; hasMore = next.MoveNext(), count++)
                    write(json, next.Current);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            Send(count);
        }
    }

    void Send(int rows)
    {
        if (_sent + rows > _grid)
        {
            // A stream says only at its end how long it is.
            var longer = _sent + rows;
            _room.Take((long)(longer - _grid) * _save.Fields.Count + SheetMoves.Growth(Target, _save.Mode, longer) - SheetMoves.Growth(Target, _save.Mode, _grid), _save.Table);
            _grid = longer;
            _database.Api.Change([new SheetRequest { UpdateSheetProperties = new(new SheetProperties(Id, GridProperties: new(RowCount: _grid)), "gridProperties.rowCount") }], _cancel);
        }

        _database.Api.Write(SheetsApi.Range(SheetNames.StageOf(_save.Identity), _sent + 1, 1, _sent + rows, _save.Fields.Count), _buffer.WrittenMemory, _cancel);
        _sent += rows;
    }
}

/// <summary>The cells that a spreadsheet may still grow by.</summary>
sealed class SheetRoom(SheetsDatabase database, long there)
{
    /// <summary>A spreadsheet holds so many.</summary>
    public const long Most = 10_000_000;

    long _cells = there;

    /// <summary>Gives back what was counted.</summary>
    public void Give(long cells) => _cells -= cells;

    /// <summary>Takes room for cells that are about to be written.</summary>
    /// <exception cref="ResourceException">There is none.</exception>
    public void Take(long cells, string table)
    {
        _cells += cells;
        if (_cells > Most)
            throw database.Error($"the save into '{table}' needs room for {Words.Count(_cells)} cells in all, those that are there and those in which the rows wait included; a spreadsheet holds {Words.Count(Most)}, empty ones too. Nothing of it was published. Save fewer rows or columns, delete empty rows and columns, or save to a database.");
    }
}

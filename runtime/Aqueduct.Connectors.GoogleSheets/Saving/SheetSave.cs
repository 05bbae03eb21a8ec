using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Runtime;
using Google.Apis.Auth.OAuth2.Responses;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>
/// Publishes saves. Every save first fills a hidden sheet of its own; one request then brings the rows of all saves to their sheets, notes them and deletes the hidden sheets: all of it happens, or nothing.
/// The request cannot happen without the hidden sheets. An attempt that follows another whose request may still be on its way therefore deletes them first, and only then looks whether it is noted.
/// </summary>
sealed class SheetSave : SaveTransaction
{
    readonly SheetsDatabase _database;
    readonly CancellationToken _cancel;
    readonly List<SheetStage> _stages = [];
    readonly SheetRoom _room;
    Spreadsheet _spreadsheet;
    Dictionary<(string Run, string Node), (int Rows, DateTimeOffset At)>? _notes;
    bool _isDone;

    SheetSave(SheetsDatabase database, Spreadsheet spreadsheet, CancellationToken cancel) =>
        (_database, _spreadsheet, _cancel, _room) = (database, spreadsheet, cancel, new SheetRoom(database, spreadsheet.Cells));

    /// <summary>Looks at the spreadsheet.</summary>
    public static SheetSave Open(SheetsDatabase database, CancellationToken cancel) => new(database, database.Api.Spreadsheet(cancel), cancel);

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => SheetsFaults.Call(_database, () =>
    {
        _notes ??= SheetPublications.Read(_database, _spreadsheet, _cancel);
        return _notes.TryGetValue((run, node), out var note) ? note : ((int, DateTimeOffset)?)null;
    });

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node, SaveRequest save)
    {
        SheetsFaults.Call(_database, () =>
        {
            if (_spreadsheet.Find(SheetNames.StageOf(save.IdentityOf(run, node))) is { } left)
                Forget(left);
            return 0;
        });
        return FindPublication(run, node);
    }

    /// <inheritdoc/>
    public override void Stage(TableSave save, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_stages.Any(s => string.Equals(s.Save.Table, save.Table, StringComparison.OrdinalIgnoreCase)))
            throw _database.Error($"two saves of one run go into sheet '{save.Table}'. Join their rows to one table, and save that.");
        SheetsFaults.Call(_database, () =>
        {
            var stage = new SheetStage(_database, save, SheetTarget.Of(_database, _spreadsheet, save, cancel), _room, _spreadsheet.NewId(save.Identity), cancel);
            _stages.Add(stage);
            stage.Fill();
            return 0;
        });
    }

    /// <inheritdoc/>
    public override void Record(string run, string node, TableSave save, DateTimeOffset at) => _stages[^1].Note = new SheetNote(run, node, save.Table, save.Rows, at);

    /// <inheritdoc/>
    public override void Commit()
    {
        if (_stages.Count == 0)
            return;
        var moves = _stages.SelectMany(s => SheetMoves.Of(s, s.Target.Sheet is { } sheet ? sheet.SheetId ?? 0 : _spreadsheet.NewId($"{s.Save.Identity}\n{s.Save.Table}")));
        var notes = SheetPublications.Add(_spreadsheet, [.. _stages.Where(s => s.Note is not null).Select(s => s.Note!)]);
        SheetsFaults.Call(_database, () =>
        {
            _database.Api.Change([.. moves, .. notes], _cancel);
            return 0;
        });
        _isDone = true;
    }

    /// <summary>Deletes what waited, and with it what may still be on its way.</summary>
    public override void Dispose()
    {
        if (_isDone)
            return;
        foreach (var stage in _stages)
            try
            {
                _database.Api.Change([new SheetRequest { DeleteSheet = new(stage.Id) }], CancellationToken.None);
            }
            catch (Exception e) when (e is SheetsException or TokenResponseException)
            {
                // What went wrong is on its way to the person. The next attempt deletes the hidden sheet, or finds that it is published.
            }
    }

    /// <summary>Deletes the hidden sheet of an attempt before this one; where it is gone by now, its request has been carried out meanwhile.</summary>
    void Forget(SheetProperties stage)
    {
        SheetsException? refusal = null;
        try
        {
            _database.Api.Change([new SheetRequest { DeleteSheet = new(stage.SheetId ?? 0) }], _cancel);
        }
        catch (SheetsException e) when (e.Status == 400)
        {
            refusal = e;
        }

        _spreadsheet = _database.Api.Spreadsheet(_cancel);
        _notes = null;
        _room.Give((long)stage.Rows * stage.Columns);
        if (refusal is not null && _spreadsheet.Find(stage.Title!) is not null)
            throw refusal;
    }
}

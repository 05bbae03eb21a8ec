using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>
/// Publishes saves. Every save first fills a collection of its own. What replaces a collection, or makes one, takes its name in one step. What goes into one that is there
/// goes in one transaction together with its note, where the server has transactions; where it has none, appended documents are taken back when something fails.
/// </summary>
sealed class MongoSave : SaveTransaction
{
    readonly MongoDatabase _database;
    readonly MongoPublications _publications;
    readonly bool _hasTransactions;
    readonly CancellationToken _cancel;
    readonly List<MongoStage> _stages = [];

    MongoSave(MongoDatabase database, bool hasTransactions, CancellationToken cancel) =>
        (_database, _publications, _hasTransactions, _cancel) = (database, new MongoPublications(database), hasTransactions, cancel);

    /// <summary>Asks the server what it can do.</summary>
    public static MongoSave Open(MongoDatabase database, CancellationToken cancel)
    {
        var server = database.Server.RunCommand<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: cancel);
        return new MongoSave(database, server.Contains("setName") || server.GetValue("msg", "") == "isdbgrid", cancel);
    }

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => MongoFaults.Call(_database, () => _publications.Find(run, node, _cancel));

    /// <inheritdoc/>
    public override void Stage(TableSave save, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        MongoFaults.Call(_database, () =>
        {
            var stage = MongoStage.Of(_database, save, cancel);
            if (stage.NeedsTransaction && !_hasTransactions)
                throw _database.Error($"the save into '{save.Table}' changes documents that are there, or brings its own _id, and this server has no transactions: cut off in the middle, half of it would stay. Run the server as a replica set, which may have one member (--replSet), or save by Append without _id, or by Replace.");
            _stages.Add(stage);
            stage.Fill(cancel);
            return 0;
        });
    }

    /// <inheritdoc/>
    public override void Record(string run, string node, TableSave save, DateTimeOffset at) => _stages[^1].Note = new MongoNote(run, node, save.Table, save.Rows, at);

    /// <inheritdoc/>
    public override void Commit()
    {
        var moves = _stages.Where(s => !s.IsWhole).ToList();
        MongoFaults.Call(_database, () =>
        {
            if (moves.Count > 0 && _hasTransactions)
                MoveTogether(moves);
            else if (moves.Count > 0)
                MoveOneByOne(moves);
            foreach (var stage in _stages.Except(moves).ToList())
                Rename(stage);
            return 0;
        });
    }

    /// <summary>Drops what waited. What was perhaps renamed stays for the next attempt, which sees whether it was.</summary>
    public override void Dispose()
    {
        try
        {
            foreach (var stage in _stages.Where(s => !s.IsPending))
                _database.Server.DropCollection(stage.Name, CancellationToken.None);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            // What went wrong is on its way to the person, or the saves are published; a collection that waits harms nobody, and its name says whose it is.
        }
    }

    void MoveTogether(IReadOnlyList<MongoStage> moves)
    {
        using var session = _database.Server.Client.StartSession(cancellationToken: _cancel);
        session.WithTransaction((s, cancel) =>
        {
            foreach (var stage in moves)
            {
                stage.Move(s, cancel);
                if (stage.Note is { } note)
                    _publications.Add(s, note, null, cancel);
            }

            return 0;
        }, new TransactionOptions(ReadConcern.Snapshot, ReadPreference.Primary, WriteConcern.WMajority), _cancel);
    }

    void MoveOneByOne(IReadOnlyList<MongoStage> moves)
    {
        var moved = 0;
        try
        {
            foreach (var stage in moves)
            {
                moved++;
                stage.TakeBack(_cancel);
                stage.Move(null, _cancel);
                if (stage.Note is { } note)
                    _publications.Add(null, note, null, _cancel);
            }
        }
        catch
        {
            foreach (var stage in moves.Take(moved))
            {
                // The note first: while it is there, so are all of its documents.
                if (stage.Note is { } note)
                    _publications.Remove(note.Run, note.Node);
                stage.TakeBack(CancellationToken.None);
            }

            throw;
        }
    }

    void Rename(MongoStage stage)
    {
        stage.IsPending = stage.Note is not null;
        if (stage.Note is { } note)
            _publications.Add(null, note, stage.Name, _cancel);
        try
        {
            _database.Server.RenameCollection(stage.Name, stage.Target, new RenameCollectionOptions { DropTarget = stage.Replaces }, _cancel);
        }
        catch (MongoCommandException) when (stage.Note is not null)
        {
            _publications.Remove(stage.Note.Run, stage.Note.Node);
            stage.IsPending = false;
            throw;
        }

        _stages.Remove(stage);
        if (stage.Note is { } done)
            _publications.Settle(done.Run, done.Node, _cancel);
    }
}

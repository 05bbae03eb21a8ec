using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>Notes in <c>aqueduct_publications</c> what is published. What a renaming publishes is noted before it, with the name it has until then: whether that is gone tells whether it happened.</summary>
sealed class MongoPublications(MongoDatabase database)
{
    const string Stage = "stage";

    IMongoCollection<BsonDocument> Notes => database.Collection(MongoCollections.Publications);

    /// <summary>What an earlier attempt of the same run published; null when it did not.</summary>
    public (int Rows, DateTimeOffset At)? Find(string run, string node, CancellationToken cancel)
    {
        var note = Notes.Find(Id(run, node)).FirstOrDefault(cancel);
        if (note is null)
            return null;
        if (note.TryGetValue(Stage, out var stage))
        {
            if (MongoCollections.Find(database, stage.AsString, cancel) is not null)
            {
                // Stopped before the renaming: this attempt begins anew.
                Notes.DeleteOne(Id(run, node), cancel);
                database.Server.DropCollection(stage.AsString, cancel);
                return null;
            }

            Settle(run, node, cancel);
        }

        return (note["rows"].ToInt32(), new DateTimeOffset(note["at"].ToUniversalTime(), TimeSpan.Zero));
    }

    /// <summary>Notes a publication.</summary>
    /// <param name="session">The transaction that it belongs to; null where there is none.</param>
    /// <param name="note">What is published.</param>
    /// <param name="stage">The collection whose renaming will publish it; null of what is published.</param>
    /// <param name="cancel">Stops it.</param>
    public void Add(IClientSessionHandle? session, MongoNote note, string? stage, CancellationToken cancel)
    {
        var document = Id(note.Run, note.Node);
        document.AddRange(new BsonDocument { ["collection"] = note.Collection, ["rows"] = note.Rows, ["at"] = new BsonDateTime(note.At.UtcDateTime) });
        if (stage is not null)
            document[Stage] = stage;
        if (session is null)
            Notes.InsertOne(document, null, cancel);
        else
            Notes.InsertOne(session, document, null, cancel);
    }

    /// <summary>The renaming has happened.</summary>
    public void Settle(string run, string node, CancellationToken cancel) => Notes.UpdateOne(Id(run, node), new BsonDocument("$unset", new BsonDocument(Stage, 1)), null, cancel);

    /// <summary>The renaming was refused.</summary>
    public void Remove(string run, string node) => Notes.DeleteOne(Id(run, node), CancellationToken.None);

    static BsonDocument Id(string run, string node) => new("_id", new BsonDocument { ["run"] = run, ["node"] = node });
}

/// <summary>A publication, to be noted.</summary>
sealed record MongoNote(string Run, string Node, string Collection, int Rows, DateTimeOffset At);

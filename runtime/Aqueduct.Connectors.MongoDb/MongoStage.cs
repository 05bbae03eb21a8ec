using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>The documents of one save in a collection of their own, under the rules of the one they are meant for.</summary>
sealed class MongoStage
{
    const int Documents = 5_000;
    const string Id = "_id";

    readonly MongoDatabase _database;
    readonly TableSave _save;
    readonly BsonDocument? _target;
    readonly string[] _names;

    MongoStage(MongoDatabase database, TableSave save, BsonDocument? target, string[] names) => (_database, _save, _target, _names) = (database, save, target, names);

    /// <summary>Name of the collection that the documents wait in.</summary>
    public string Name { get; } = MongoCollections.Staging + Guid.NewGuid().ToString("N");

    /// <summary>Name of the collection that they are meant for.</summary>
    public string Target => _save.Table;

    /// <summary>Whether the collection takes the place of the one it is meant for; else its documents go there.</summary>
    public bool IsWhole => _save.Mode is SaveMode.Replace or SaveMode.Fail || _target is null;

    /// <summary>Whether that may be there.</summary>
    public bool Replaces => _save.Mode == SaveMode.Replace;

    /// <summary>Whether what was there cannot be told from what came, so that only a transaction takes it back.</summary>
    public bool NeedsTransaction => !IsWhole && (_save.Mode == SaveMode.Upsert || _names.Contains(Id));

    /// <summary>How it is noted; null in a plain call.</summary>
    public MongoNote? Note { get; set; }

    /// <summary>Whether it is noted that a renaming publishes it, and nobody knows yet whether that has happened.</summary>
    public bool IsPending { get; set; }

    /// <summary>The fields that identify a document in an upsert.</summary>
    public IReadOnlyList<string> Key => [.. _save.Key.Select(k => _names[k])];

    bool IsUpsert => _save.Mode == SaveMode.Upsert;

    /// <summary>Looks at the collection that a save is meant for.</summary>
    /// <exception cref="ResourceException">It cannot be saved there.</exception>
    public static MongoStage Of(MongoDatabase database, TableSave save, CancellationToken cancel)
    {
        if (save.Table.Contains('$') || save.Table.StartsWith("system.", StringComparison.Ordinal) || save.Table.StartsWith(MongoCollections.Staging, StringComparison.Ordinal) || !BsonCells.IsWhole(save.Table))
            throw database.Error($"'{save.Table}' cannot be the name of a collection: it holds a $, or begins with what is the server's or Aqueduct's own.");
        var target = MongoCollections.Find(database, save.Table, cancel);
        if (target is not null && save.Mode == SaveMode.Fail)
            throw database.Error(DatabaseTexts.Exists(save.Table));
        if (target is not null && target["type"] != "collection")
            throw database.Error($"'{save.Table}' is a {target["type"]}, and only collections are saved to.");
        return new MongoStage(database, save, target, NamesOf(database, save, target is null ? [] : MongoCollections.Fields(database, save.Table, cancel)));
    }

    /// <summary>Writes the documents.</summary>
    public void Fill(CancellationToken cancel)
    {
        var options = _target is null ? [] : _target["options"].AsBsonDocument;
        _database.Server.RunCommand<BsonDocument>(new BsonDocument("create", Name).AddRange(options), cancellationToken: cancel);
        var indexes = new MongoIndexes(_database);
        if (_target is not null && IsUpsert)
            indexes.RefuseWithout(Target, Key, cancel);
        if (_target is not null && IsWhole)
            indexes.Copy(Target, Name, cancel);
        if (IsUpsert)
            indexes.AddUnique(Name, Key, cancel);
        var collection = _database.Collection(Name);
        var rows = 0;
        foreach (var columns in _save.Batches(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            var writer = new MongoDocuments(_database, _save, _names, columns, rows, IsUpsert || _names.Contains(Id) ? null : Prefix);
            foreach (var batch in Enumerable.Range(0, writer.Count).Chunk(Documents))
                Write(collection, null, Array.ConvertAll(batch, writer.At), cancel);
            rows = checked(rows + writer.Count);
        }

        _save.Rows = rows;
    }

    /// <summary>Brings the documents to the collection that they are meant for.</summary>
    /// <param name="session">The transaction that does it; null where there is none.</param>
    /// <param name="cancel">Stops it.</param>
    public void Move(IClientSessionHandle? session, CancellationToken cancel)
    {
        var target = _database.Collection(Target);
        using var documents = _database.Collection(Name).FindSync(new BsonDocument(), new FindOptions<BsonDocument> { Sort = new BsonDocument(Id, 1), BatchSize = Documents }, cancel);
        while (documents.MoveNext(cancel))
            if (documents.Current.ToList() is { Count: > 0 } batch)
                Write(target, session, batch, cancel);
    }

    /// <summary>Takes back what this save, or an attempt at it that was cut off, has brought already.</summary>
    public void TakeBack(CancellationToken cancel) => _database.Collection(Target).DeleteMany(
        new BsonDocument(Id, new BsonDocument { ["$gte"] = IdOf(Prefix, 0), ["$lte"] = IdOf(Prefix, uint.MaxValue) }), cancel);

    /// <summary>The id of a row: the same however often its publication is tried.</summary>
    public static BsonObjectId IdOf(byte[] prefix, uint row)
    {
        var id = new byte[12];
        prefix.CopyTo(id, 0);
        BinaryPrimitives.WriteUInt32BigEndian(id.AsSpan(8), row);
        return new ObjectId(id);
    }

    byte[] Prefix => SHA256.HashData(Encoding.UTF8.GetBytes(_save.Identity))[..8];

    void Write(IMongoCollection<BsonDocument> collection, IClientSessionHandle? session, IReadOnlyList<BsonDocument> documents, CancellationToken cancel)
    {
        WriteModel<BsonDocument>[] writes = [.. documents.Select(d => IsUpsert ? (WriteModel<BsonDocument>)Upsert(d) : new InsertOneModel<BsonDocument>(d))];
        if (session is null)
            collection.BulkWrite(writes, null, cancel);
        else
            collection.BulkWrite(session, writes, null, cancel);
    }

    // Of documents with the same key the last counts; fields that the rows do not have stay.
    UpdateOneModel<BsonDocument> Upsert(BsonDocument document)
    {
        var filter = new BsonDocument(Key.Select(k => new BsonElement(k, document[k])));
        var set = new BsonDocument(document.Where(e => !filter.Contains(e.Name) && e.Name != Id));
        var update = new BsonDocument { { "$set", set, set.ElementCount > 0 } };
        // The id of a document never changes; rows that are nothing but their key are only added.
        if (_names.Contains(Id) && !filter.Contains(Id))
            update["$setOnInsert"] = new BsonDocument(Id, document[Id]);
        else if (set.ElementCount == 0)
            update["$setOnInsert"] = filter;
        return new UpdateOneModel<BsonDocument>(filter, update) { IsUpsert = true };
    }

    /// <summary>The names that documents have already where they fit; else each member's own.</summary>
    static string[] NamesOf(MongoDatabase database, TableSave save, IReadOnlyList<string> known)
    {
        try
        {
            var names = save.Fields.Select(f => ColumnNames.Find(f, known) is >= 0 and var place ? known[place] : ColumnNames.ForNew(f)).ToArray();
            return names.FirstOrDefault(n => n.Length == 0 || n[0] == '$' || n.Contains('.') || n.Contains('\0')) is { } wrong
                ? throw database.Error($"'{wrong}' cannot be the name of a field: it holds a dot, or begins with $. Give the member another name with [Column].")
                : names;
        }
        catch (InvalidOperationException e)
        {
            throw database.Error($"collection '{save.Table}': {e.Message}", e);
        }
    }
}

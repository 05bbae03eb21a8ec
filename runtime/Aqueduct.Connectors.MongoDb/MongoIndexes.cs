using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>The indexes of collections.</summary>
sealed class MongoIndexes(MongoDatabase database)
{
    /// <summary>Gives one collection the indexes of another.</summary>
    public void Copy(string from, string to, CancellationToken cancel)
    {
        var indexes = new BsonArray(Of(from, cancel).Where(i => i["name"] != "_id_").Select(Declared));
        if (indexes.Count > 0)
            Create(to, indexes, cancel);
    }

    /// <summary>Adds a unique index, unless it is that of the ids.</summary>
    public void AddUnique(string collection, IReadOnlyList<string> key, CancellationToken cancel)
    {
        if (!Of(collection, cancel).Any(i => IsUniqueOn(i, key)))
            Create(collection, [new BsonDocument { ["key"] = Keys(key), ["name"] = string.Join('_', key.Select(k => k + "_1")), ["unique"] = true }], cancel);
    }

    /// <summary>Refuses an upsert by fields that nothing keeps unique: it would look at every document for every row.</summary>
    public void RefuseWithout(string collection, IReadOnlyList<string> key, CancellationToken cancel)
    {
        if (!Of(collection, cancel).Any(i => IsUniqueOn(i, key)))
            throw database.Error($"the upsert into '{collection}' needs a unique index on {string.Join(", ", key)}. Create one: db.getCollection({new BsonString(collection).ToJson()}).createIndex({Keys(key).ToJson()}, {{ unique: true }})");
    }

    static bool IsUniqueOn(BsonDocument index, IReadOnlyList<string> key) =>
        (index.GetValue("unique", false).ToBoolean() || index["name"] == "_id_") && !index.Contains("partialFilterExpression") && index["key"].AsBsonDocument.Names.Order(StringComparer.Ordinal).SequenceEqual(key.Order(StringComparer.Ordinal));

    static BsonDocument Keys(IReadOnlyList<string> key) => new(key.Select(k => new BsonElement(k, 1)));

    // The server says of an index where it is and in which version, which a new one is not told.
    static BsonDocument Declared(BsonDocument index) => new(index.Where(e => e.Name is not ("ns" or "v")));

    List<BsonDocument> Of(string collection, CancellationToken cancel)
    {
        using var indexes = database.Collection(collection).Indexes.List(cancel);
        return indexes.ToList(cancel);
    }

    void Create(string collection, BsonArray indexes, CancellationToken cancel) =>
        database.Server.RunCommand<BsonDocument>(new BsonDocument { ["createIndexes"] = collection, ["indexes"] = indexes }, cancellationToken: cancel);
}

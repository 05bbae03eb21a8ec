using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>What collections there are, and what is in them: nothing declares their fields, so some documents are looked at.</summary>
static class MongoCollections
{
    /// <summary>The collection that notes what is published.</summary>
    public const string Publications = "aqueduct_publications";

    /// <summary>What the names of collections begin with that wait to be published.</summary>
    public const string Staging = "aqueduct_stage_";

    /// <summary>So many documents tell the fields of a collection.</summary>
    const int Looked = 100;

    /// <summary>The collections and views that people have made, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(MongoDatabase database, CancellationToken cancel)
    {
        using var names = database.Server.ListCollectionNames(cancellationToken: cancel);
        return [.. names.ToList(cancel).Where(IsPeoples).Order(StringComparer.Ordinal)];
    }

    /// <summary>What the server says of one collection; null where it is not there.</summary>
    public static BsonDocument? Find(MongoDatabase database, string name, CancellationToken cancel)
    {
        using var found = database.Server.ListCollections(new ListCollectionsOptions { Filter = new BsonDocument("name", name) }, cancel);
        return found.ToList(cancel).FirstOrDefault(c => c["name"].AsString == name);
    }

    /// <summary>The fields that some documents of a collection have, in the order they are met.</summary>
    public static IReadOnlyList<string> Fields(MongoDatabase database, string collection, CancellationToken cancel) =>
        [.. Sample(database, collection, cancel).SelectMany(d => d.Names).Distinct()];

    /// <summary>The collections with the fields of some documents.</summary>
    public static IReadOnlyList<TableDescription> Describe(MongoDatabase database, CancellationToken cancel) =>
        [.. Names(database, cancel).Select(name => new TableDescription(name, Columns(Sample(database, name, cancel))))];

    /// <summary>The first documents of a collection.</summary>
    public static List<BsonDocument> Sample(MongoDatabase database, string collection, CancellationToken cancel, int most = Looked)
    {
        using var found = database.Collection(collection).FindSync(new BsonDocument(), new FindOptions<BsonDocument> { Limit = most }, cancel);
        return found.ToList(cancel);
    }

    /// <summary>The fields of some documents.</summary>
    public static IReadOnlyList<ColumnDescription> Columns(List<BsonDocument> documents) =>
    [
        .. documents.SelectMany(d => d.Names).Distinct().Select(name =>
        {
            var values = documents.Where(d => d.Contains(name)).Select(d => d[name]).ToList();
            var types = values.Where(v => !v.IsBsonNull).Select(v => TypeOf(v.BsonType)).Distinct().Order(StringComparer.Ordinal).ToList();
            return new ColumnDescription(name, types.Count == 0 ? "null" : string.Join(" or ", types), values.Count < documents.Count || values.Any(v => v.IsBsonNull) ? true : null, HasDefault: false);
        }),
    ];

    // The names that $type knows.
    static string TypeOf(BsonType type) => type switch
    {
        BsonType.Boolean => "bool",
        BsonType.Int32 => "int",
        BsonType.Int64 => "long",
        BsonType.Decimal128 => "decimal",
        BsonType.DateTime => "date",
        BsonType.Document => "object",
        BsonType.Binary => "binData",
        _ => char.ToLowerInvariant($"{type}"[0]) + $"{type}"[1..],
    };

    static bool IsPeoples(string name) => name != Publications && !name.StartsWith(Staging, StringComparison.Ordinal) && !name.StartsWith("system.", StringComparison.Ordinal);
}

using Aqueduct.Connectors.MongoDb;
using Aqueduct.Databases.Tests.MongoDb.Peer;
using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Databases.Tests.MongoDb;

/// <summary>A database of its own, gone with the test.</summary>
sealed class MongoTest : ITestDatabase
{
    readonly IMongoClient _client;

    /// <param name="server">Address of the server, without a database.</param>
    /// <param name="peer">The server, where it is the tests' own.</param>
    public MongoTest(string server, MongoPeer? peer = null)
    {
        Peer = peer;
        var url = new MongoUrlBuilder(server) { DatabaseName = "t" + Guid.NewGuid().ToString("N") };
        _client = new MongoClient(new MongoUrlBuilder(server) { ApplicationName = "beside" }.ToMongoUrl());
        Beside = _client.GetDatabase(url.DatabaseName);
        Mongo = new MongoDatabase { Name = "shop", Address = MongoAddress.Parse("shop", url.ToString()) };
    }

    /// <summary>One that the tests run by themselves.</summary>
    public static MongoTest OfPeer(bool isReplicaSet = true)
    {
        var peer = new MongoPeer(isReplicaSet);
        return new($"mongodb://{peer.Address}/{(isReplicaSet ? "?replicaSet=rs0" : "")}", peer);
    }

    /// <summary>The server, where it is the tests' own.</summary>
    public MongoPeer? Peer { get; }

    public MongoDatabase Mongo { get; }

    public Database Database => Mongo;

    /// <summary>The same database beside Aqueduct.</summary>
    public IMongoDatabase Beside { get; }

    public IEnumerable<(Database Database, string Advice)> Wrong => [];

    /// <summary>Puts documents into a collection.</summary>
    public void Put(string collection, params string[] documents) => Beside.GetCollection<BsonDocument>(collection).InsertMany(documents.Select(d => BsonDocument.Parse(d)));

    /// <summary>Carries out a command beside Aqueduct.</summary>
    public void Do(string command) => Beside.RunCommand<BsonDocument>(BsonDocument.Parse(command));

    /// <summary>The documents of a collection, without their ids, in the order of what they hold.</summary>
    public string[] Rows(string collection) => [.. Beside.GetCollection<BsonDocument>(collection).Find(new BsonDocument()).ToList().Select(d =>
    {
        d.Remove("_id");
        return d.ToJson();
    }).Order(StringComparer.Ordinal)];

    /// <summary>Names of the collections, the record of publications and what waits among them.</summary>
    public string[] Collections => [.. Beside.ListCollectionNames().ToList().Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (Peer is null)
            _client.DropDatabase(Beside.DatabaseNamespace.DatabaseName);
        _client.Dispose();
        Peer?.Dispose();
    }
}

/// <summary>The server that AQUEDUCT_TEST_MONGODB names, a replica set.</summary>
static class MongoServer
{
    public static string? Address => Environment.GetEnvironmentVariable("AQUEDUCT_TEST_MONGODB") is { Length: > 0 } address ? address : null;

    public static string? Missing => Address is null ? "There is no MongoDB: Debian has none, and AQUEDUCT_TEST_MONGODB names no server (mongodb://127.0.0.1:27017/?replicaSet=rs0)." : null;
}

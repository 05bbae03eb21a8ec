using Aqueduct.Connectors.MongoDb;
using Aqueduct.Databases.Tests.MongoDb.Peer;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;
using MongoDB.Bson;

namespace Aqueduct.Databases.Tests.MongoDb;

/// <summary>Saves that are cut off at every command, and what the next attempt makes of it; servers without transactions; wrong addresses.</summary>
public sealed class MongoCutOffTests
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));

    [Theory]
    [InlineData(SaveMode.Append, false)]
    [InlineData(SaveMode.Replace, false)]
    [InlineData(SaveMode.Append, true)]
    [InlineData(SaveMode.Upsert, true)]
    public void Wherever_a_publication_is_cut_off_the_next_attempt_publishes_it_once(SaveMode mode, bool isReplicaSet)
    {
        var places = 0;
        for (var cut = 0; cut <= places; cut++)
            foreach (var after in (bool[])[false, true])
            {
                using var shop = MongoTest.OfPeer(isReplicaSet);
                shop.Do("{ createIndexes: 'sale', indexes: [{ key: { id: 1 }, name: 'by_id', unique: true }] }");
                shop.Put("sale", "{ id: 9, city: 'Wien', amount: 1.0 }");
                if (mode == SaveMode.Upsert)
                    shop.Put("sale", "{ id: 2, city: 'old', amount: 0.0 }");
                var seen = 0;
                using var ends = new CancellationTokenSource();
                Action<BsonDocument> breaks = command =>
                {
                    if (command.GetElement(0).Name is "hello" or "isMaster" or "ping" or "endSessions" || seen++ < cut)
                        return;
                    // The driver would begin the transaction again for two minutes: whoever is cut off here is gone.
                    if (isReplicaSet)
                        ends.Cancel();
                    throw new IOException("cut off");
                };
                (shop.Peer!.Before, shop.Peer.After) = after ? (null, breaks) : (breaks, (Action<BsonDocument>?)null);
                var isCut = Record.Exception(() => Publisher.Publish([("Save", Save(shop, mode))], "r1", TimeProvider.System, ends.Token)) is not null;
                (shop.Peer.Before, shop.Peer.After) = (null, null);
                places = isCut ? cut + 1 : places;

                _ = Publisher.Publish([("Save", Save(shop, mode))], "r1", TimeProvider.System, default);
                var rows = shop.Query<Sale>("""{ "find": "sale", "sort": { "id": 1 } }""");
                Assert.True(rows.SequenceEqual(mode == SaveMode.Replace ? Two : [.. Two, new Sale(9, "Wien", 1)]), $"cut {(after ? "after" : "before")} command {cut}: {string.Join(' ', rows)}");
                Assert.Single(shop.Rows("aqueduct_publications"));
            }

        Assert.InRange(places, 8, 60);
    }

    [Fact]
    public void Without_transactions_an_append_that_is_refused_is_taken_back()
    {
        using var shop = MongoTest.OfPeer(isReplicaSet: false);
        shop.Do("{ createIndexes: 'sale', indexes: [{ key: { id: 1 }, name: 'by_id', unique: true }] }");
        shop.Put("sale", "{ id: 2, city: 'Rome', amount: 1.0 }");
        Assert.Contains("E11000 duplicate key", shop.SaveError("sale", SaveMode.Append, Two).Message, StringComparison.Ordinal);
        Assert.Equal(["Rome"], shop.Query<Sale>("""{ "find": "sale" }""").Select(s => s.City));
        Assert.Contains(shop.Peer!.Commands, c => c.GetElement(0).Name == "insert" && c[0] == "sale" && c["documents"].AsBsonArray.Count == 2);
    }

    [Fact]
    public void Without_transactions_an_upsert_into_documents_that_are_there_is_refused()
    {
        using var shop = MongoTest.OfPeer(isReplicaSet: false);
        shop.Save("sale", SaveMode.Upsert, Two, "id");
        Assert.Contains("this server has no transactions", shop.SaveError("sale", SaveMode.Upsert, Two, "id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_replica_set_rows_and_note_are_one_transaction()
    {
        using var shop = MongoTest.OfPeer();
        shop.Put("sale", "{ id: 9, city: 'Wien', amount: 1.0 }");
        _ = Publisher.Publish([("Save", Save(shop, SaveMode.Append))], "r1", TimeProvider.System, default);
        var transaction = shop.Peer!.Commands.Where(c => c.Contains("autocommit")).ToList();
        Assert.Equal(["insert sale", "insert aqueduct_publications", "commitTransaction 1"], transaction.Select(c => $"{c.GetElement(0).Name} {c[0]}"));
        Assert.Single(transaction.Select(c => $"{c["lsid"]} {c["txnNumber"]}").Distinct());
        Assert.Equal(("majority", "snapshot"), (transaction[2]["writeConcern"]["w"].AsString, transaction[0]["readConcern"]["level"].AsString));
    }

    [Fact]
    public void A_wrong_address_says_what_to_do_and_nothing_secret()
    {
        using var peer = new MongoPeer(isReplicaSet: false) { Before = c => _ = c.GetElement(0).Name == "find" ? throw new PeerError(13, "Unauthorized", "not authorized on shop") : 0 };
        foreach (var (address, advice) in new[]
        {
            ("mongodb://nobody:s3cr3t@127.0.0.1:1/shop?serverSelectionTimeoutMS=300", "See whether the server runs and can be reached"),
            ($"mongodb://{peer.Address}/shop", "Let somebody who may grant this user the right"),
        })
        {
            var error = Assert.Throws<ResourceException>(() => new MongoDatabase { Name = "shop", Address = MongoAddress.Parse("shop", address) }.Query<Sale>("""{ "find": "sale" }""", [], default));
            Assert.Contains(advice, error.Message, StringComparison.Ordinal);
            Assert.StartsWith("Resource 'shop' ('mongodb://127.0.0.1:", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("postgres://aqueduct:s3cr3t@db/shop", "it is no address of MongoDB. Write mongodb://")]
    [InlineData("mongodb://aqueduct:s3cr3t@db", "it names no database. Write mongodb://")]
    [InlineData("", "has no \"connection\": such as \"${SHOP}\"")]
    public void Settings_that_are_wrong_are_refused_before_anything_is_connected(string connection, string reason)
    {
        MongoConnector.Register();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["resources:shop:type"] = "mongodb", ["resources:shop:connection"] = connection }).Build();
        var error = Assert.Throws<ResourceException>(() => new ResourceRegistry(configuration, ".").Database("shop"));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    static SaveRequest Save(MongoTest shop, SaveMode mode) => TableSave.Of(shop.Database, "sale", mode, Two, "id");
}

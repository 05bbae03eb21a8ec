using Aqueduct.Databases.Tests.GoogleSheets.Peer;
using Aqueduct.Databases.Tests.MongoDb.Peer;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Integration.Tests.Infrastructure;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>Apps whose data is in other databases: the package of each is one more line in the file.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class OtherDatabasesTests(PackedFeed feed)
{
    const string Source = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public record Order(int Id, string City, decimal Amount);

        public record Total(string City, int Orders, decimal Amount);

        public static partial class Totals
        {
            [Sql("shop", "SELECT `id`, city, amount FROM orders WHERE id >= @from")]
            public static partial Table<Order> Load(int from);

            [Operator]
            public static Table<Total> Sum(Table<Order> orders) =>
                orders.GroupBy(o => o.City).Select(g => new Total(g.Key, g.Count(), g.Sum(o => o.Amount))).OrderBy(t => t.City).ToTable();

            [Save("shop", "totals", SaveMode.Upsert, Key = "city")]
            public static partial void Publish(Table<Total> totals);

            [Workflow("Totals")]
            public static void Run(int from = 0) => Publish(Sum(Load(from)));
        }
        """;

    string New(string type, string head)
    {
        var folder = feed.NewFolder(type);
        File.WriteAllText(Path.Combine(folder, "totals.cs"), head + Source);
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), $$"""{ "resources": { "shop": { "type": "{{type}}", "connection": "${SHOP}" } } }""");
        return folder;
    }

    [MariaDbFact]
    public void MariaDB_is_read_and_published_to()
    {
        MariaDbServer.Shared.Do("CREATE DATABASE totals");
        MariaDbServer.Shared.Do("CREATE TABLE totals.orders(id integer PRIMARY KEY, city varchar(40) NOT NULL, amount decimal(10, 2) NOT NULL)");
        MariaDbServer.Shared.Do("INSERT INTO totals.orders VALUES (1, 'Zürich', 10.50), (2, 'Oslo', 1), (3, 'Zürich', 2.25)");
        var folder = New("mariadb", "#:package Aqueduct.Connectors.MySql@0.1.0\n");
        var dotnet = feed.DotNet.With(("SHOP", MariaDbServer.Shared.Url("totals")));
        Assert.Contains("shop: 1 table, orders", dotnet.Succeed(folder, "run", "totals.cs", "--", "schema", "pull").Text, StringComparison.Ordinal);
        dotnet.Succeed(folder, "run", "totals.cs");
        dotnet.Succeed(folder, "run", "totals.cs", "--", "run", "--from", "3");
        Assert.Equal("Oslo 1 1.00, Zürich 1 2.25", MariaDbServer.Shared.Do("SELECT GROUP_CONCAT(city, ' ', orders, ' ', ROUND(amount, 2) ORDER BY city SEPARATOR ', ') FROM totals.totals"));
        Assert.Equal(2L, MariaDbServer.Shared.Do("SELECT COUNT(*) FROM totals.aqueduct_publications WHERE table_name = 'totals'"));

        File.WriteAllText(Path.Combine(folder, "totals.cs"), "#:package Aqueduct.Connectors.MySql@0.1.0\n" + Source.Replace("`id`, city", "`id`, ctiy AS city", StringComparison.Ordinal));
        Assert.Contains("AQ4011", dotnet.Run(folder, "build", "totals.cs").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MongoDB_is_read_and_published_to()
    {
        using var peer = new MongoPeer(isReplicaSet: true);
        var address = $"mongodb://{peer.Address}/shop?replicaSet=rs0";
        using var client = new MongoClient(address);
        client.GetDatabase("shop").GetCollection<BsonDocument>("orders").InsertMany(new[] { "{ id: 1, city: 'Zürich', amount: 10.5 }", "{ id: 2, city: 'Oslo', amount: 1 }", "{ id: 3, city: 'Zürich', amount: 2.25 }" }.Select(BsonDocument.Parse));
        var folder = New("mongodb", "#:package Aqueduct.Connectors.MongoDb@0.1.0\n");
        var source = File.ReadAllText(Path.Combine(folder, "totals.cs")).Replace("\"SELECT `id`, city, amount FROM orders WHERE id >= @from\"", "\"\"\"{ \"find\": \"orders\", \"filter\": { \"id\": { \"$gte\": \"@from\" } } }\"\"\"", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "totals.cs"), source);
        // An upsert needs a unique index.
        client.GetDatabase("shop").RunCommand<BsonDocument>(BsonDocument.Parse("{ createIndexes: 'totals', indexes: [{ key: { city: 1 }, name: 'by_city', unique: true }] }"));
        var dotnet = feed.DotNet.With(("SHOP", address));
        dotnet.Succeed(folder, "run", "totals.cs");
        dotnet.Succeed(folder, "run", "totals.cs", "--", "run", "--from", "3");
        Assert.Equal(["Oslo 1 1", "Zürich 1 2.25"], client.GetDatabase("shop").GetCollection<BsonDocument>("totals").Find(new BsonDocument()).ToList().Select(d => $"{d["city"]} {d["orders"]} {d["amount"]}").Order(StringComparer.Ordinal));
        File.WriteAllText(Path.Combine(folder, "totals.cs"), source.Replace("\"filter\"", "\"fliter\"", StringComparison.Ordinal));
        Assert.Contains("AQ4042", dotnet.Run(folder, "build", "totals.cs").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Google_Sheets_is_read_and_published_to()
    {
        using var peer = new SheetsPeer();
        var orders = new PeerSheet { Id = 0, Title = "orders" };
        foreach (var (row, cells) in new object[][] { ["id", "city", "amount"], [1d, "Zürich", 10.5], [2d, "Oslo", 1d], [3d, "Zürich", 2.25] }.Select((cells, row) => (row, cells)))
            for (var column = 0; column < cells.Length; column++)
                orders.Put(row, column, cells[column]);
        peer.Spreadsheet.Sheets.Add(orders);
        var folder = New("google-sheets", "#:package Aqueduct.Connectors.GoogleSheets@0.1.0\n");
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), $$"""{ "resources": { "shop": { "type": "google-sheets", "spreadsheet": "{{SheetsPeer.Id}}", "key": "${SHOP}", "endpoint": "{{peer.Address}}" } } }""");
        var source = File.ReadAllText(Path.Combine(folder, "totals.cs")).Replace("SELECT `id`, city, amount FROM orders WHERE id >= @from", "@sheet!A:C", StringComparison.Ordinal)
            .Replace("int from)", "string sheet)", StringComparison.Ordinal).Replace("int from = 0", "string sheet = \"orders\"", StringComparison.Ordinal).Replace("Load(from)", "Load(sheet)", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "totals.cs"), source);
        var dotnet = feed.DotNet.With(("SHOP", peer.Key()));
        Assert.Contains("1 table", dotnet.Succeed(folder, "run", "totals.cs", "--", "resources", "test", "shop").Text, StringComparison.Ordinal);
        dotnet.Succeed(folder, "run", "totals.cs");
        peer.Spreadsheet["orders"].Put(2, 2, 7d);
        dotnet.Succeed(folder, "run", "totals.cs");
        var totals = peer.Spreadsheet["totals"];
        Assert.Equal(["city orders amount", "Oslo 1 7", "Zürich 2 12.75"], Enumerable.Range(0, 3).Select(row => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{totals.Values[(row, 0)]} {totals.Values[(row, 1)]} {totals.Values[(row, 2)]}")));
        Assert.Equal(3, peer.Spreadsheet["aqueduct_publications"].Values.Keys.Max(k => k.Row) + 1);
        File.WriteAllText(Path.Combine(folder, "totals.cs"), source.Replace("@sheet!A:C", "SELECT * FROM orders", StringComparison.Ordinal));
        Assert.Contains("AQ4043", dotnet.Run(folder, "build", "totals.cs").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlserver", "Aqueduct.Connectors.SqlServer", "sqlserver://etl:s3cr3t@127.0.0.1:1/shop?connect_timeout=1")]
    [InlineData("odbc", "Aqueduct.Connectors.Odbc", "Driver={No such driver};Server=127.0.0.1;PWD=s3cr3t")]
    public void A_database_that_is_not_reached_fails_the_run_and_says_which(string type, string package, string address)
    {
        var folder = New(type, $"#:package {package}@0.1.0\n");
        File.WriteAllText(Path.Combine(folder, "totals.cs"), File.ReadAllText(Path.Combine(folder, "totals.cs")).Replace("`id`", "id", StringComparison.Ordinal).Replace("SaveMode.Upsert, Key = \"city\"", "SaveMode.Append", StringComparison.Ordinal));
        var run = feed.DotNet.With(("SHOP", address)).Run(folder, "run", "totals.cs");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Resource 'shop' (", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", run.Text, StringComparison.Ordinal);
    }

    /// <summary>A fact that needs MariaDB.</summary>
    sealed class MariaDbFactAttribute : FactAttribute
    {
        public MariaDbFactAttribute() => Skip = MariaDbServer.Missing;
    }
}

using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Integration.Tests.Infrastructure;

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

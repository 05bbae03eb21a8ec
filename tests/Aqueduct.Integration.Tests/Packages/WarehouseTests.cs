using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>An app whose data is in PostgreSQL: one more line in the file, a resource in aqueduct.json, and a variable.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class WarehouseTests(PackedFeed feed)
{
    const string Package = "#:package Aqueduct.Connectors.Postgres@0.1.0\n";

    const string Source = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public enum Kind { Web, Shop }

        public record Order(int Id, string City, decimal Amount, DateOnly Day, Kind Kind, string? Note);

        public record Total(string City, int Orders, decimal Amount, DateOnly Last);

        public static partial class Totals
        {
            [Sql("warehouse", "SELECT id, city, amount, day, kind, note FROM orders WHERE day >= @from")]
            public static partial Table<Order> Load(DateOnly from);

            [Operator]
            public static Table<Total> Sum(Table<Order> orders) =>
                orders.GroupBy(o => o.City).Select(g => new Total(g.Key, g.Count(), g.Sum(o => o.Amount), g.Max(o => o.Day))).OrderBy(t => t.City).ToTable();

            [Save("warehouse", "totals", SaveMode.Upsert, Key = "city")]
            public static partial void Publish(Table<Total> totals);

            [Workflow("Totals")]
            public static void Run(DateOnly from = default) => Publish(Sum(Load(from)));
        }
        """;

    static string New(PackedFeed feed, string schema, string head)
    {
        var folder = feed.NewFolder("warehouse");
        File.WriteAllText(Path.Combine(folder, "totals.cs"), head + Source);
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), """{ "resources": { "warehouse": { "type": "postgres", "connection": "${WAREHOUSE}" } } }""");
        PostgresServer.Shared.Do($"""
            CREATE SCHEMA {schema};
            CREATE TABLE {schema}.orders(id integer PRIMARY KEY, city text NOT NULL, amount numeric(10, 2) NOT NULL, day date NOT NULL, kind text NOT NULL, note text);
            INSERT INTO {schema}.orders VALUES (1, 'Zürich', 10.50, '2026-01-30', 'Web', NULL), (2, 'Oslo', 1, '2026-01-31', 'Shop', 'x'), (3, 'Zürich', 2.25, '2026-02-01', 'Web', '')
            """);
        return folder;
    }

    DotNet With(string schema) => feed.DotNet.With(("WAREHOUSE", PostgresServer.Shared.Url(schema)));

    static object? Found(string schema) => PostgresServer.Shared.Do($"SELECT string_agg(concat_ws(' ', city, orders, amount, last), ', ' ORDER BY city) FROM {schema}.totals");

    [ServerFact]
    public void Rows_are_read_and_published_and_the_compiler_learns_the_tables()
    {
        var (schema, folder) = ("totals", New(feed, "totals", Package));
        var dotnet = With(schema);
        Assert.Contains("warehouse: 1 table, orders", dotnet.Succeed(folder, "run", "totals.cs", "--", "schema", "pull").Text, StringComparison.Ordinal);
        dotnet.Succeed(folder, "run", "totals.cs");
        PostgresServer.Shared.Do($"UPDATE {schema}.orders SET amount = 100 WHERE id = 2");
        dotnet.Succeed(folder, "run", "totals.cs", "--", "run", "--from", "2026-01-31");
        Assert.Equal("Oslo 1 100.00 2026-01-31, Zürich 1 2.25 2026-02-01", Found(schema));
        Assert.Equal(2L, PostgresServer.Shared.Do($"SELECT count(*) FROM {schema}.aqueduct_publications WHERE table_name = 'totals'"));

        File.WriteAllText(Path.Combine(folder, "totals.cs"), Package + Source.Replace("SELECT id, city", "SELECT id, ctiy AS city", StringComparison.Ordinal));
        Assert.Contains("AQ4011", dotnet.Run(folder, "build", "totals.cs").Text, StringComparison.Ordinal);
    }

    [ServerFact]
    public void Without_the_package_the_run_says_which_line_to_add()
    {
        var output = With("lacking").Run(New(feed, "lacking", ""), "run", "totals.cs");
        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("Resource 'warehouse' is of type 'postgres', which is in the package Aqueduct.Connectors.Postgres. Add it: #:package Aqueduct.Connectors.Postgres@0.1.0", output.Text, StringComparison.Ordinal);
    }
}

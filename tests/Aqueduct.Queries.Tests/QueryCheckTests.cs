using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Settings;
using Aqueduct.Queries.Sqlite;

namespace Aqueduct.Queries.Tests;

/// <summary>Which queries of a model are looked at, and what is said where they cannot be.</summary>
public class QueryCheckTests
{
    [Fact]
    public void Queries_of_maps_are_looked_at_and_a_query_that_is_called_twice_once()
    {
        var model = ModelJson.Parse("""
            {"schema":"aqueduct-model/v1","workflows":[{"name":"A","slug":"a","version":"0","nodes":[
              {"id":0,"name":"Read","inputs":[],"kind":"sql","method":"Shop.Read","query":"SELECT 1","resource":"demo"},
              {"id":1,"name":"Read#2","inputs":[],"kind":"sql","method":"Shop.Read","query":"SELECT 1","resource":"demo"},
              {"id":2,"name":"Each(part)","inputs":[],"kind":"map","method":"foreach","map":{"item":"part","source":{"node":0},"nodes":[
                {"id":0,"name":"Part","inputs":[],"kind":"sql","method":"Shop.Part","path":"sql/part.sql","query":"SELECT nofunction(1)","resource":"demo"}]}}]}]}
            """);

        Assert.Equal([new("Shop.Read", "demo", "SELECT 1"), new("Shop.Part", "demo", "SELECT nofunction(1)", "sql/part.sql")], AppQuery.Of(model));
        Assert.Equal("Shop.Part", Assert.Single(Queries.Run(model, null).Findings).Query.Method);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("mysql")]
    [InlineData("duckdb")]
    [InlineData("s3")]
    public void Other_databases_have_no_engine_here(string type)
    {
        var settings = AppSettings.Parse($$"""{ "resources": { "shop": { "type": "{{type}}" } } }""");
        var report = QueryCheck.Run(Queries.Model("shop", "SELEKT"), settings, null, Queries.Libraries, CancellationToken.None);

        Assert.Equal((0, 0, 0), (report.Count, report.Findings.Count, report.Unchecked.Count));
    }

    [Fact]
    public void A_demo_that_aqueduct_json_declares_is_what_it_says()
    {
        var settings = AppSettings.Parse("""{ "resources": { "demo": { "type": "sqlserver" } } }""");
        var report = QueryCheck.Run(Queries.Model("demo", "SELECT cust_idd FROM customers LIMIT 1"), settings, null, Queries.Libraries, CancellationToken.None);

        Assert.Equal("AQ9012", Assert.Single(report.Findings).Code);
    }

    [Fact]
    public void A_canceled_check_stops() => Assert.Throws<OperationCanceledException>(() =>
        QueryCheck.Run(Queries.Model("demo", "SELECT 1"), AppSettings.Empty, null, Queries.Libraries, new(canceled: true)));

    [Fact]
    public void An_app_for_another_platform_is_checked_by_the_library_of_this_one()
    {
        var foreign = Queries.Libraries.Where(l => l.Contains(OperatingSystem.IsWindows() ? "linux-arm64" : "win-arm64", StringComparison.Ordinal)).ToArray();

        Assert.Single(foreign);
        Assert.NotEmpty(SqliteLibrary.ForThisMachine(foreign));
        Assert.DoesNotContain(foreign[0], SqliteLibrary.ForThisMachine(foreign));
    }
}

using System.Text.Json;
using Aqueduct.Observability.Lineage;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Observability.Tests.Lineage;

/// <summary>What is told of a run's lineage.</summary>
[Collection("Orders")]
public sealed class LineageTests
{
    static string Job(JsonElement happened) => happened.GetProperty("job").GetProperty("name").GetString()!;

    static string Type(JsonElement happened) => happened.GetProperty("eventType").GetString()!;

    static JsonElement Facet(JsonElement happened, string of, string name) => happened.GetProperty(of).GetProperty("facets").GetProperty(name);

    static List<string> Names(JsonElement happened, string which) => [.. happened.GetProperty(which).EnumerateArray().Select(d => $"{d.GetProperty("namespace").GetString()} {d.GetProperty("name").GetString()}")];

    [Fact]
    public async Task A_run_starts_and_completes_with_what_it_read_and_wrote()
    {
        await using var home = new TestHome();
        var (run, events) = await LineageRun.RunAsync(home, new() { ["OPENLINEAGE_NAMESPACE"] = "shop" });
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
        var whole = events.Where(e => Job(e) == "scored-orders").ToList();
        Assert.Equal(["START", "COMPLETE"], whole.Select(Type));
        Assert.All(events, e => Assert.Equal("shop", e.GetProperty("job").GetProperty("namespace").GetString()));
        Assert.Single(whole.Select(e => e.GetProperty("run").GetProperty("runId").GetGuid()).Distinct());
        Assert.EndsWith(" customers", Assert.Single(Names(whole[1], "inputs")), StringComparison.Ordinal);
        Assert.StartsWith("sqlite://" + home.Folder, Names(whole[1], "inputs")[0], StringComparison.Ordinal);
        Assert.Equal([$"file {home.Folder}/scores.csv", Names(whole[1], "inputs")[0].Replace("customers", "scores", StringComparison.Ordinal)], Names(whole[1], "outputs"));
        var saved = whole[1].GetProperty("outputs")[1];
        Assert.Equal(run.Publications.First(p => p.Table == "scores").Rows, saved.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt32());
        Assert.Equal(["cust_id int32", "value double"], saved.GetProperty("facets").GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("name").GetString()} {f.GetProperty("type").GetString()}"));
        Assert.Equal("Scores customers by their size.", Facet(whole[0], "job", "documentation").GetProperty("description").GetString());
        Assert.Equal(run.Run.LogicalTime.UtcDateTime, Facet(whole[0], "run", "nominalTime").GetProperty("nominalStartTime").GetDateTime().ToUniversalTime(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Nodes_that_read_write_or_check_data_are_jobs_behind_the_runs()
    {
        await using var home = new TestHome();
        var (run, events) = await LineageRun.RunAsync(home, new() { ["OPENLINEAGE_PARENT_ID"] = "airflow/nightly.score/2b0e9f1c-7a56-4c3e-9d0f-0c4c2ad3b0aa" });
        var id = events[0].GetProperty("run").GetProperty("runId").GetGuid();
        Assert.Equal(LineageEvent.IdOf(run.Run.Id), id);
        Assert.Equal("nightly.score", Facet(events[0], "run", "parent").GetProperty("job").GetProperty("name").GetString());
        var nodes = events.Where(e => Job(e) != "scored-orders").ToList();
        Assert.Equal(["Customers", "HasMany", "IsNotNegative", "SaveScores", "WriteScores"], nodes.Select(e => Job(e)["scored-orders.".Length..]).Distinct().Order());
        Assert.All(nodes, e => Assert.Equal(id, Facet(e, "run", "parent").GetProperty("run").GetProperty("runId").GetGuid()));
        Assert.All(nodes, e => Assert.Equal("nightly.score", Facet(e, "run", "parent").GetProperty("root").GetProperty("job").GetProperty("name").GetString()));
        var query = Facet(nodes.Last(e => Job(e).EndsWith("Customers", StringComparison.Ordinal)), "job", "sql");
        Assert.Equal("sqlite", query.GetProperty("dialect").GetString());
        Assert.StartsWith("WITH big AS", query.GetProperty("query").GetString(), StringComparison.Ordinal);
        // What was read is checked as what was read, what was made as what was published of it.
        var many = nodes.Last(e => Job(e).EndsWith("HasMany", StringComparison.Ordinal));
        var assertion = many.GetProperty("inputs")[0].GetProperty("inputFacets").GetProperty("dataQualityAssertions").GetProperty("assertions")[0];
        Assert.Equal(("HasMany", false, "warn"), (assertion.GetProperty("assertion").GetString(), assertion.GetProperty("success").GetBoolean(), assertion.GetProperty("severity").GetString()));
        Assert.Equal(["customers"], many.GetProperty("inputs").EnumerateArray().Select(d => d.GetProperty("name").GetString()));
        var positive = nodes.Last(e => Job(e).EndsWith("IsNotNegative", StringComparison.Ordinal));
        Assert.Equal([$"{home.Folder}/scores.csv", "scores"], positive.GetProperty("inputs").EnumerateArray().Select(d => d.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_has_written_nothing()
    {
        await using var home = new TestHome();
        var (_, events) = await LineageRun.RunAsync(home, [], ("fails", "true"));
        var end = events.Last(e => Job(e) == "scored-orders");
        Assert.Equal("FAIL", Type(end));
        Assert.Contains("no score", Facet(end, "run", "errorMessage").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(end.GetProperty("outputs").EnumerateArray());
        Assert.Single(end.GetProperty("inputs").EnumerateArray());
    }

    [SchemaFact]
    public async Task Every_event_and_every_facet_is_as_its_schema_says()
    {
        await using var home = new TestHome();
        var parent = new Dictionary<string, string> { ["OPENLINEAGE_PARENT_ID"] = "airflow/nightly.score/2b0e9f1c-7a56-4c3e-9d0f-0c4c2ad3b0aa" };
        var (_, events) = await LineageRun.RunAsync(home, parent);
        var (_, failed) = await LineageRun.RunAsync(home, parent, ("fails", "true"));
        Assert.All([.. events, .. failed], e => Assert.Empty(Schemas.Errors(e)));
        Assert.Equal(["aqueduct_run", "dataQualityAssertions", "documentation", "errorMessage", "jobType", "nominalTime", "outputStatistics", "parent", "processing_engine", "schema", "sql"],
            events.Concat(failed).SelectMany(Schemas.Facets).Select(f => f.Name).Distinct().Order(StringComparer.Ordinal));
        // The schemas are asked: what breaks them is found.
        var broken = JsonDocument.Parse(events[0].GetRawText().Replace("\"runId\":\"", "\"runId\":\"no", StringComparison.Ordinal).Replace("nominalStartTime", "nominalBeginning", StringComparison.Ordinal));
        Assert.True(Schemas.Errors(broken.RootElement).Count >= 2);
    }

    [Theory]
    [InlineData("postgres", "postgres://db:5433/shop", null, "orders", "postgres://db:5433 shop.public.orders")]
    [InlineData("postgres", "postgres://db:5432/shop?schema=sales", null, "orders", "postgres://db:5432 shop.sales.orders")]
    [InlineData("mysql", "mysql://db:3306/shop", null, "orders", "mysql://db:3306 shop.orders")]
    [InlineData("sqlserver", "sqlserver://db/shop", "sales", "orders", "mssql://db:1433 shop.sales.orders")]
    [InlineData("mongodb", "mongodb://db:27017/shop", null, "orders", "mongodb://db:27017 shop.orders")]
    [InlineData("sqlite", "/data/shop.db", "main", "orders", "sqlite:///data/shop.db orders")]
    public void Tables_have_the_names_that_OpenLineage_gives_them(string type, string location, string? schema, string table, string expected)
    {
        var dataset = Dataset.OfTable(type, location, schema, table);
        Assert.Equal(expected, $"{dataset.Namespace} {dataset.Name}");
    }

    [Theory]
    [InlineData("/data/out", "a/b.csv", "file /data/out/a/b.csv")]
    [InlineData("s3://lake/raw", "a/b.csv", "s3://lake raw/a/b.csv")]
    [InlineData("gs://lake", "b.csv", "gs://lake b.csv")]
    [InlineData("https://sales.blob.core.windows.net/lake/raw", "b.csv", "wasbs://lake@sales.blob.core.windows.net raw/b.csv")]
    public void Files_have_the_names_that_OpenLineage_gives_them(string location, string path, string expected)
    {
        var dataset = Dataset.OfFile(location, path);
        Assert.Equal(expected, $"{dataset.Namespace} {dataset.Name}");
    }

    [Theory]
    [InlineData("postgres", "SELECT * FROM sales.orders o JOIN customers c USING (id) WHERE c.region IN (SELECT region FROM regions)", "customers regions sales.orders")]
    [InlineData("sqlite", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n, (SELECT max(x) FROM t) m", "t")]
    [InlineData("mongodb", """{ "find": "orders", "filter": { "size": @least } }""", "orders")]
    [InlineData("odbc", "SELECT * FROM orders", "")]
    [InlineData("sqlite", "PRAGMA table_info(orders)", "")]
    public void The_tables_of_a_query_are_found_where_it_is_understood(string type, string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', QueryTables.Of(type, query).Select(t => t.Schema is null ? t.Name : $"{t.Schema}.{t.Name}").Order(StringComparer.Ordinal)));
}

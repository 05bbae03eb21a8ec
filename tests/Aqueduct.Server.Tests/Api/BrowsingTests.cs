using System.Net;
using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Tests.Api;

/// <summary>What can be looked at over HTTP.</summary>
public class BrowsingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Runs_come_page_by_page_and_filtered(string store)
    {
        await using var server = await ApiServer.StartAsync(store);
        foreach (var rows in new[] { 5, 1, 6, 7 })
            await server.RunAsync(rows);

        var all = await server.GetAsync("runs?limit=3");
        var ids = all.EnumerateArray().Select(r => r.GetProperty("id").GetString()!).ToList();
        var rest = await server.GetAsync($"runs?before={ids[^1]}");
        var warned = await server.GetAsync("runs?workflow=orders-of-the-day&state=SucceededWithWarnings,Failed");
        var found = await server.GetAsync("runs?text=%22rows%22%3A%226%22");

        Assert.Equal(["7", "6", "1"], all.EnumerateArray().Select(Rows));
        Assert.Equal(["5"], rest.EnumerateArray().Select(Rows));
        Assert.Equal(["1"], warned.EnumerateArray().Select(Rows));
        Assert.Equal(["6"], found.EnumerateArray().Select(Rows));
        Assert.Equal(0, (await server.GetAsync("runs?workflow=none")).GetArrayLength());

        static string? Rows(JsonElement run) => run.GetProperty("parameters").GetProperty("rows").GetString();
    }

    [Fact]
    public async Task A_filter_that_is_misspelt_is_refused()
    {
        await using var server = await ApiServer.StartAsync();

        var problem = await server.GetAsync("runs?workflw=orders&limit=0", HttpStatusCode.BadRequest);
        var state = await server.GetAsync("runs?state=Sucess", HttpStatusCode.BadRequest);
        var before = await server.GetAsync("runs?before=20200101", HttpStatusCode.NotFound);

        Assert.Equal("workflw", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Contains("Succeeded", state.GetProperty("errors")[0].GetProperty("expected").GetString());
        Assert.Contains("20200101", before.GetProperty("detail").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_workflow_shows_its_last_run_versions_metrics_and_checks(string store)
    {
        await using var server = await ApiServer.StartAsync(store);
        await server.RunAsync(4);
        var last = await server.RunAsync(2);

        var workflow = (await server.GetAsync("workflows")).EnumerateArray().Single();
        var metrics = await server.GetAsync("workflows/orders-of-the-day/metrics");
        var history = await server.GetAsync("workflows/orders-of-the-day/metrics/Mean?last=1");
        var checks = await server.GetAsync("workflows/orders-of-the-day/checks");

        Assert.Equal(last.Run.Id, workflow.GetProperty("lastRun").GetProperty("id").GetString());
        Assert.EndsWith("-02-29T00:00:00.0000000Z", workflow.GetProperty("next").GetString());
        Assert.Equal(2, (await server.GetAsync("workflows/orders-of-the-day/versions"))[0].GetProperty("runs").GetInt32());
        Assert.Equal("Load", (await server.GetAsync("workflows/orders-of-the-day")).GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(0.75, metrics[0].GetProperty("value").GetDouble());
        Assert.Equal("Mean below 1000", history.GetProperty("values")[0].GetProperty("checks")[0].GetProperty("name").GetString());
        Assert.Equal([("HasRows", false), ("Mean below 1000", true)],
            checks.EnumerateArray().Where(c => c.GetProperty("run").GetString() == last.Run.Id).Select(c => (c.GetProperty("name").GetString()!, c.GetProperty("passed").GetBoolean())).Order());
        Assert.Contains("Did you mean 'orders-of-the-day'?", (await server.GetAsync("workflows/orders-of-the-dy/metrics", HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        Assert.Contains("There is Mean.", (await server.GetAsync("workflows/orders-of-the-day/metrics/Median", HttpStatusCode.NotFound)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_run_is_shown_as_on_the_command_line_with_its_logs()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.RunAsync(3);

        var shown = await server.GetAsync("runs/" + run.Run.Id);

        Assert.Equal(["Load", "Total", "Mean", "HasRows", "Serve"], shown.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()));
        Assert.Equal("adding up\nadded up\n", await server.Client.GetStringAsync($"/api/v1/runs/{run.Run.Id}/logs?node=total"));
        Assert.Equal("── Total\nadding up\nadded up\n", await server.Client.GetStringAsync($"/api/v1/runs/{run.Run.Id}/logs"));
        Assert.Contains("'20200101-000000-000000'", (await server.GetAsync("runs/20200101-000000-000000", HttpStatusCode.NotFound)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Two_runs_are_compared_by_name()
    {
        await using var server = await ApiServer.StartAsync();
        var (one, two) = (await server.RunAsync(3), await server.RunAsync(2));

        var difference = await server.GetAsync($"runs/{one.Run.Id}/compare/{two.Run.Id}");

        var parameter = difference.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "rows");
        Assert.Equal(("3", "2", false), (parameter.GetProperty("left").GetString(), parameter.GetProperty("right").GetString(), parameter.GetProperty("same").GetBoolean()));
        Assert.Equal(["Load:True", "Total:True", "Mean:True", "HasRows:False", "Serve:True"], difference.GetProperty("nodes").EnumerateArray().Select(n => $"{n.GetProperty("name").GetString()}:{n.GetProperty("same").GetBoolean()}"));
        Assert.Contains(difference.GetProperty("metrics").EnumerateArray(), m => !m.GetProperty("same").GetBoolean() && m.GetProperty("left").GetProperty("value").GetDouble() == 1.5);
    }
}

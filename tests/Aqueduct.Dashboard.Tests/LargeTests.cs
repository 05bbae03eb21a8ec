using System.Diagnostics;
using Aqueduct.Dashboard.Tests.Support;
using Aqueduct.Runtime;
using static Microsoft.Playwright.Assertions;

namespace Aqueduct.Dashboard.Tests;

/// <summary>A store with a past, and a graph of a thousand nodes.</summary>
[Collection(InBrowser.Name)]
public sealed class LargeTests(Browser browser, Xunit.Abstractions.ITestOutputHelper output)
{
    const int Runs = 100_000, Nodes = 1_000;

    [BrowserTheory]
    [InlineData("/ui")]
    [InlineData("/ui/runs")]
    [InlineData("/ui/workflows/customer-churn")]
    public async Task Pages_are_painted_soon_with_a_hundred_thousand_runs_in_the_store(string path)
    {
        await using var server = await DashboardServer.StartAsync();
        var run = await server.RunAsync();
        // The rows that many runs leave, written as they are: running them would take an hour.
        server.Home.Change($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Runs})
            INSERT INTO runs(id, workflow, slug, version, parameters, logical_time, state, started_at, finished_at, owner_lock, process_id, host)
            SELECT printf('20200101-%06d-past00', i), r.workflow, r.slug, r.version, r.parameters, r.logical_time, 'Succeeded', strftime('%Y-%m-%dT%H:%M:%S', '2020-01-01', i || ' minutes') || '.0000000Z', r.finished_at, r.owner_lock, r.process_id, r.host FROM n, runs r
            WHERE r.id = '{run.Run.Id}'
            """);
        await using var visit = await browser.VisitAsync(server, "/ui/resources");
        await visit.Page.GotoAsync(path);
        var paint = await visit.Page.EvaluateAsync<double>("new Promise(done => new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint').forEach(e => done(e.startTime))).observe({ type: 'paint', buffered: true }))");
        output.WriteLine($"{path}: first paint after {paint:0} ms with {Runs} runs");
        Assert.True(paint < 2_000, $"{path} was painted after {paint:0} ms");
    }

    [BrowserFact]
    public async Task A_graph_of_a_thousand_nodes_can_be_walked_through()
    {
        await using var server = await DashboardServer.StartAsync();
        var run = await server.RunAsync();
        // Layers of ten nodes, each behind two of the layer before.
        server.Home.Change($"""
            DELETE FROM nodes WHERE run = '{run.Run.Id}';
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Nodes - 1})
            INSERT INTO nodes(run, node, name, kind, state, attempts, output, inputs)
            SELECT '{run.Run.Id}', i, 'Node' || i, 'Operator', 'Succeeded', 1, '', CASE WHEN i < 10 THEN '' ELSE (i / 10 * 10 - 10 + i % 10) || ',' || (i / 10 * 10 - 10 + (i + 3) % 10) END FROM n
            """);
        await using var visit = await browser.VisitAsync(server, "/ui/resources");
        var watch = Stopwatch.StartNew();
        await visit.OpenAsync($"/ui/runs/{run.Run.Id}");
        await Expect(visit.Page.Locator("a.node")).ToHaveCountAsync(Nodes);
        output.WriteLine($"{Nodes} nodes: drawn and connected after {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        await visit.Page.Locator("a.node", new() { HasText = "Node777" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("aside h2")).ToHaveTextAsync("Node777");
        output.WriteLine($"{Nodes} nodes: one chosen after {watch.ElapsedMilliseconds} ms");
        var box = await visit.Page.Locator("svg[data-zoom]").GetAttributeAsync("viewBox");
        await visit.Page.Locator("svg[data-zoom]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("+");
        Assert.NotEqual(box, await visit.Page.Locator("svg[data-zoom]").GetAttributeAsync("viewBox"));
        await visit.Page.Keyboard.PressAsync("0");
        Assert.Equal(box, await visit.Page.Locator("svg[data-zoom]").GetAttributeAsync("viewBox"));
    }
}

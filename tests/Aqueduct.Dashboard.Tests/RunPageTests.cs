using System.Text.RegularExpressions;
using Aqueduct.Dashboard.Tests.Support;
using Aqueduct.Runtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aqueduct.Dashboard.Tests;

/// <summary>A run, looked at while it goes on and after it.</summary>
[Collection(InBrowser.Name)]
public sealed class RunPageTests(Browser browser)
{
    [BrowserFact]
    public async Task A_run_is_watched_live_from_its_start_to_its_end()
    {
        await using var server = await DashboardServer.StartAsync();
        Churn.Gate = new TaskCompletionSource();
        await using var visit = await browser.VisitAsync(server, "/ui/workflows/customer-churn");
        var page = visit.Page;
        await page.GetByLabel("waits").CheckAsync();
        await page.GetByLabel("shift").FillAsync("0.3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a run" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/ui/runs/"));
        var predict = page.Locator("a.node", new() { HasText = "Predict" });
        await Expect(predict).ToHaveAttributeAsync("data-state", "Running");
        await predict.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("scoring 800 customers");
        await Expect(page.Locator(".head .state")).ToHaveTextAsync("Running");

        Churn.Gate.SetResult();
        await Expect(page.Locator(".head .state")).ToHaveTextAsync("Succeeded with warnings");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("scored");
        await Expect(page.Locator("a.node", new() { HasText = "AverageChurn" })).ToContainTextAsync("0.5");
        await Expect(page.Locator("a.node.st-running")).ToHaveCountAsync(0);
        Assert.Empty(visit.Errors);
    }

    [BrowserFact]
    public async Task A_failed_node_shows_its_error_its_tip_and_its_stack_trace_and_the_run_can_go_on_from_there()
    {
        await using var server = await DashboardServer.StartAsync();
        var failed = await server.RunAsync(("breaks", "true"));
        await using var visit = await browser.VisitAsync(server, $"/ui/runs/{failed.Run.Id}");
        var page = visit.Page;
        await page.Locator("aside").GetByRole(AriaRole.Link, new() { Name = "Summarise" }).ClickAsync();
        await Expect(page.Locator("aside")).ToContainTextAsync("The template of the report has no place for 'Notes'.");
        await Expect(page.Locator("aside")).ToContainTextAsync("Churn.Summarise");

        await page.GetByRole(AriaRole.Button, new() { Name = "From failed" }).ClickAsync();
        await Expect(page.Locator("a.node", new() { HasText = "LoadCustomers" })).ToHaveAttributeAsync("data-state", "Cached");
        Assert.DoesNotContain(failed.Run.Id, page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_node_shows_the_code_it_had()
    {
        await using var server = await DashboardServer.StartAsync();
        var run = await server.RunAsync();
        await using var visit = await browser.VisitAsync(server, $"/ui/runs/{run.Run.Id}?node=Train");
        await visit.Page.Locator("aside summary", new() { HasText = "Code" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Code" })).ToContainTextAsync("""for (var epoch = 1; epoch <= 5; epoch++)""");
    }

    [BrowserFact]
    public async Task A_run_is_stopped_from_its_page()
    {
        await using var server = await DashboardServer.StartAsync();
        Churn.Gate = new TaskCompletionSource();
        var running = server.RunAsync(("waits", "true"));
        while (server.Home.Store.Read(q => q.NewestOf("customer-churn", 1)).Count == 0)
            await Task.Yield();
        var id = server.Home.Store.Read(q => q.NewestOf("customer-churn", 1))[0].Id;
        await using var visit = await browser.VisitAsync(server, $"/ui/runs/{id}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();
        await Expect(visit.Page.Locator(".head .state")).ToHaveTextAsync("Canceled");
        Assert.Equal(RunState.Canceled, (await running).Run.State);
    }

    [BrowserFact]
    public async Task A_page_goes_on_when_the_server_was_away()
    {
        await using var server = await DashboardServer.StartAsync();
        var run = await server.RunAsync();
        await using var visit = await browser.VisitAsync(server, $"/ui/runs/{run.Run.Id}", timeout: 60_000);
        await visit.Page.EvaluateAsync("window.before = true");
        await server.RestartAsync();
        // The page that has lost its server waits, is loaded again, and connects.
        while (await visit.IsStillAsync("window.before === true"))
            await Task.Delay(50);
        await visit.ConnectedAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "List", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("LoadCustomers");
    }

    [BrowserFact]
    public async Task The_page_says_what_the_run_and_each_of_its_nodes_cost()
    {
        await using var server = await DashboardServer.StartAsync();
        var run = await server.RunAsync();
        var costs = new RunCosts(server.Home.Store.Read(q => q.Find(run.Run.Id))!);
        await using var visit = await browser.VisitAsync(server, $"/ui/runs/{run.Run.Id}?view=list");
        await Expect(visit.Page.Locator(".facts")).ToContainTextAsync(Words.Cpu(costs.Whole!.Spent)!);
        await Expect(visit.Page.Locator(".facts")).ToContainTextAsync(Words.Bytes(costs.Whole.BytesOut) + " out");
        var load = run.Nodes.Single(n => n.Name == "LoadCustomers");
        var row = visit.Page.GetByRole(AriaRole.Row, new() { Name = "LoadCustomers" });
        await Expect(row.Locator("td").Nth(4)).ToHaveTextAsync(new Regex(@"^(≥ )?\d.*s$"));
        await Expect(row.Locator("td").Nth(7)).ToHaveTextAsync(Words.Bytes(costs.Of(load)!.BytesOut));
    }
}

using System.Text.RegularExpressions;
using Aqueduct.Dashboard.Tests.Support;
using Aqueduct.Runtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aqueduct.Dashboard.Tests;

/// <summary>The tables of databases, and their rows.</summary>
[Collection(InBrowser.Name)]
public sealed class ResourceTests(Browser browser) : IAsyncLifetime
{
    DashboardServer _server = null!;

    public async Task InitializeAsync() => _server = await DashboardServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [BrowserTheory, InlineData(false), InlineData(true)]
    public async Task A_table_is_found_opened_and_walked_through_by_keys(bool isPhone)
    {
        await using var visit = await browser.VisitAsync(_server, "/ui/resources", isPhone: isPhone);
        var page = visit.Page;
        var demo = page.GetByRole(AriaRole.Region, new() { Name = "demo" });
        await demo.GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await demo.GetByRole(AriaRole.Link, new() { Name = "customers", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape("/ui/resources?resource=demo&table=customers")));
        await Expect(page.Locator("h1")).ToHaveTextAsync("customers");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("the first 100 rows");
        var rows = page.GetByRole(AriaRole.Region, new() { Name = "Rows of customers" });
        await Expect(rows.Locator("tbody tr")).ToHaveCountAsync(100);
        await rows.FocusAsync();
        await page.Keyboard.PressAsync("End");
        while (await rows.EvaluateAsync<double>("r => r.scrollTop") == 0)
            await Task.Delay(20);
        await page.Locator("summary", new() { HasText = "Columns" }).ClickAsync();
        await Expect(page.Locator("dl")).ToContainTextAsync("cust_id");
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Resources", Exact = true }).Last.ClickAsync();
        await Expect(demo.GetByRole(AriaRole.Link, new() { Name = "customers", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }

    [BrowserFact]
    public async Task The_rows_are_taken_along_as_csv()
    {
        await using var visit = await browser.VisitAsync(_server, "/ui/resources?resource=demo&table=customers");
        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "as CSV" }).ClickAsync());
        Assert.Equal("customers.csv", file.SuggestedFilename);
        Assert.StartsWith("cust_id,", (await File.ReadAllLinesAsync(await file.PathAsync()))[0], StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/ui/resources?resource=demo&table=custmers", "Did you mean 'customers'?")]
    [InlineData("/ui/resources?resource=dmo&table=customers", "Did you mean 'demo'?")]
    public async Task What_cannot_be_shown_is_said_in_its_place(string path, string said)
    {
        await using var visit = await browser.VisitAsync(_server, path);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(said);
    }

    [BrowserFact]
    public async Task Whose_session_has_ended_opens_no_table()
    {
        await using var visit = await browser.VisitAsync(_server, "/ui/resources");
        await visit.Page.GetByRole(AriaRole.Region, new() { Name = "demo" }).GetByRole(AriaRole.Button).ClickAsync();
        await _server.Home.Store.WriteAsync(t => AccessUsers.Add(t, "ada", Role.Admin, Passwords.Hash("correct horse battery staple"), DateTimeOffset.UtcNow));
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "customers", Exact = true }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/ui/login"));
    }
}

using System.Text.RegularExpressions;
using Aqueduct.Dashboard.Tests.Support;
using Aqueduct.Runtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aqueduct.Dashboard.Tests;

/// <summary>The bell, and the page behind it.</summary>
[Collection(InBrowser.Name)]
public sealed class NotificationTests(Browser browser) : IAsyncLifetime
{
    DashboardServer _server = null!;

    public async Task InitializeAsync() => _server = await DashboardServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [BrowserTheory, InlineData(false), InlineData(true)]
    public async Task A_failure_rings_the_bell_and_is_read_and_leads_to_its_run(bool isPhone)
    {
        await using var visit = await browser.VisitAsync(_server, "/ui", isPhone: isPhone);
        var bell = visit.Page.Locator(".bell");
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications");
        var failed = await _server.RunAsync(("breaks", "true"));
        await _server.RunAsync();
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications, 1 unread", new() { Timeout = 20_000 });
        await Expect(bell.Locator("b")).ToHaveTextAsync("1");

        await visit.Page.Keyboard.PressAsync("n");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Notifications");
        var row = visit.Page.Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("Customer churn failed");
        await Expect(row).ToContainTextAsync("Summarise: ");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Mark as read: run {failed.Run.Id}" }).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications");
        Assert.Equal(0, _server.Home.Store.Read(q => q.Unread()));

        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex(Regex.Escape($"/ui/runs/{failed.Run.Id}")));
    }
}

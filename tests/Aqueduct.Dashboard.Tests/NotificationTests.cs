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

    [BrowserTheory, InlineData(false), InlineData(true)]
    public async Task Nothing_moves_while_a_message_is_tried_again_and_is_read(bool isPhone)
    {
        var failed = await _server.RunAsync(("breaks", "true"));
        while (_server.Home.Store.Read(q => q.Unread()) == 0)
            await Task.Delay(20);
        foreach (var channel in (string[])["chat", "operations"])
            _server.Home.Change($"INSERT INTO notifications(run, channel, slug, run_state, ended_at, title, summary, state, attempts) SELECT run, '{channel}', slug, run_state, ended_at, title, summary, 'Pending', 0 FROM notifications WHERE run = '{failed.Run.Id}' AND channel = 'in-app'");
        await using var visit = await browser.VisitAsync(_server, "/ui/notifications", isPhone: isPhone);
        var row = visit.Page.Locator("tbody tr");
        await Expect(row).ToContainTextAsync("operations: to be sent");

        await ChangeAsync("attempts = 12, error = 'The server answered with 503.' WHERE channel = 'operations'", "operations: tried 12 times");
        await ChangeAsync("state = 'Sent' WHERE channel = 'chat'", "chat: sent");
        await ChangeAsync("state = 'Failed' WHERE channel = 'operations'", "operations: given up");
        await ChangeAsync("read_at = ended_at WHERE channel = 'in-app'", "");
        await Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        var (shift, what) = await visit.ShiftAsync();
        Assert.True(shift < 0.001, $"jumped by {shift}: {what}");

        async Task ChangeAsync(string change, string said)
        {
            _server.Home.Change($"UPDATE notifications SET {change}");
            await Expect(row).ToContainTextAsync(said);
        }
    }
}

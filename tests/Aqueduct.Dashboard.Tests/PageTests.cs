using Aqueduct.Dashboard.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Aqueduct.Dashboard.Tests;

/// <summary>What holds for every page: all can read it, nothing jumps, nothing is asked of another host, and no script of the page's own is refused.</summary>
[Collection(InBrowser.Name)]
public sealed class PageTests(Browser browser, Showcase showcase) : IClassFixture<Showcase>
{
    // Where the pictures of docs/images are written when somebody wants new ones.
    static readonly string? Pictures = Environment.GetEnvironmentVariable("AQUEDUCT_SCREENSHOTS");

    public static TheoryData<string> Names => [.. (string[])["workflows", "run", "run-failed", "run-list", "run-gantt", "runs", "workflow", "metric", "compare", "data", "resources", "table", "notifications", "access", "login"]];

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task A_page_is_for_everybody_light_and_dark_wide_and_narrow(string name)
    {
        foreach (var (isDark, isPhone) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            await using var visit = await browser.VisitAsync(showcase.Server, showcase.Pages[name], isDark, isPhone);
            // What comes a moment after the connection, a preview's rows for instance, belongs to the page.
            await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (Pictures is not null)
                await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"dashboard-{name}{(isDark ? "-dark" : "")}{(isPhone ? "-phone" : "")}.png") });
            var found = await visit.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(v => v.Nodes.Select(n => $"{(isDark ? "dark" : "light")} {(isPhone ? "phone" : "desktop")} {v.Id}: {v.Help} {n.Html}"))));
            Assert.Empty(visit.Errors);
            Assert.All(visit.Requests, url => Assert.StartsWith(showcase.Server.Address, url, StringComparison.Ordinal));
            var (shift, what) = await visit.ShiftAsync();
            Assert.True(shift < 0.001, $"{name} jumped by {shift}: {what}");
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task Nothing_moves_when_cells_say_something_longer(string name)
    {
        await using var visit = await browser.VisitAsync(showcase.Server, showcase.Pages[name]);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("""
            () => {
                const cells = [...document.querySelectorAll('main th, main td')];
                const boxes = () => cells.map(c => JSON.stringify(c.getBoundingClientRect()));
                const before = boxes();
                for (const live of document.querySelectorAll('main td time, main td .state span, main td .chip, main td.num, main td .pair'))
                    live.textContent += ' and more than there was';
                const after = boxes();
                return cells.filter((_, i) => before[i] !== after[i]).map(c => c.outerHTML.slice(0, 120));
            }
            """));
    }
}

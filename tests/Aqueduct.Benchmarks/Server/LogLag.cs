using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Playwright;

namespace Aqueduct.Benchmarks.Server;

/// <summary>From the moment a node writes a line until who follows its run has it: a client of the API, and a page in a browser. Every line is the time at which it was written.</summary>
static class LogLag
{
    const double Most = 500;

    const string Browser = "/usr/bin/chromium-headless-shell";

    // Notes how old each line is when it comes to stand in the page, of those that were written after the page was live.
    const string Watch = """
        window.seen = [];
        let known = 0, live = Infinity;
        new MutationObserver(() => {
            const now = Date.now(), lines = (document.querySelector('pre.log')?.textContent ?? '').split('\n').slice(0, -1);
            if (live > now && document.querySelector('main[data-live]'))
                live = now;
            window.seen.push(...lines.slice(known).map(Number).filter(written => written >= live).map(written => now - written));
            known = lines.length;
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    public static async Task<bool> PrintAsync(HttpClient client, Uri address, int lines)
    {
        Console.WriteLine("| who follows | p50 | p99 | at most | lines | target, p99 |\n| --- | --- | --- | --- | --- | --- |");
        var isMet = Line("a client of the API's events", await OfEventsAsync(client, address, lines));
        if (File.Exists(Browser))
            return isMet & Line("the run's page in Chromium", await OfPageAsync(client, address, lines));
        Console.WriteLine($"| the run's page in Chromium | {Browser} is not here |");
        return isMet;
    }

    static bool Line(string who, IReadOnlyCollection<double> lags)
    {
        double[] sorted = [.. lags.Order()];
        double At(double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {who} | {At(0.5):F0} | {At(0.99):F0} | {sorted[^1]:F0} | {sorted.Length} | {Most:F0} |"));
        return At(0.99) <= Most;
    }

    static async Task<IReadOnlyCollection<double>> OfEventsAsync(HttpClient client, Uri address, int lines)
    {
        var lags = new List<double>();
        await using var stream = await client.GetStreamAsync(new Uri(address, $"api/v1/runs/{await StartAsync(client, address, lines)}/events"));
        await foreach (var told in SseParser.Create(stream).EnumerateAsync())
        {
            var now = (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;
            if (told.EventType == "log")
                lags.AddRange(JsonElement.Parse(told.Data).GetProperty("text").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => now - double.Parse(l, CultureInfo.InvariantCulture)));
        }

        return lags;
    }

    static async Task<IReadOnlyCollection<double>> OfPageAsync(HttpClient client, Uri address, int lines)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Browser, Args = ["--headless", "--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(address, $"ui/runs/{await StartAsync(client, address, lines)}?node=Write").ToString());
        await page.GetByText("Succeeded").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        return await page.EvaluateAsync<double[]>("window.seen");
    }

    /// <summary>Starts a run that writes so many lines, and gives its id.</summary>
    static async Task<string> StartAsync(HttpClient client, Uri address, int lines)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(address, "api/v1/workflows/lines/runs"), new { parameters = new { lines } });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}

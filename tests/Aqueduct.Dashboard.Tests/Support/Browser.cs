using Microsoft.Playwright;

namespace Aqueduct.Dashboard.Tests.Support;

/// <summary>A Chromium of this machine, started once for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    // Debian's, first the one without windows: the others draw one around each page, unseen. Names that others give it.
    static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    static readonly string[] Arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>Where it is; null where this machine has none.</summary>
    public static string? Path { get; } = Places.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        // Machines that build something else at the same time are slow.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments });
    }

    /// <summary>Opens a page as somebody new.</summary>
    internal async Task<Visit> VisitAsync(DashboardServer server, string path, bool isDark = false, bool isPhone = false, int timeout = 20_000)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = isPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1360, Height = 860 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(timeout);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.OpenAsync(path);
        return visit;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>Somebody's page, and what went wrong in it.</summary>
sealed class Visit : IAsyncDisposable
{
    readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: scripts that threw, what the content policy refused.</summary>
    public List<string> Errors { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>Opens a page and waits until it has connected.</summary>
    public async Task OpenAsync(string path)
    {
        // Sums up, from the first paint on, what jumped without anybody having pressed anything.
        await Page.AddInitScriptAsync("window.shift = 0; window.place = r => [r.x, r.y, r.width, r.height].map(Math.round); new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) { window.shift += e.value; window.moved = e.sources.map(s => `${s.node?.outerHTML?.slice(0, 120)} from ${place(s.previousRect)} to ${place(s.currentRect)}`); } }).observe({ type: 'layout-shift', buffered: true });");
        await Page.GotoAsync(path);
        if (path.StartsWith("/ui", StringComparison.Ordinal) && !Page.Url.Contains("/login", StringComparison.Ordinal))
            await ConnectedAsync();
    }

    public Task ConnectedAsync() => Page.Locator("main[data-live]").WaitForAsync();

    /// <summary>Whether something holds; not while another page is being loaded.</summary>
    public async Task<bool> IsStillAsync(string script)
    {
        try
        {
            return await Page.EvaluateAsync<bool>(script);
        }
        catch (PlaywrightException)
        {
            return true;
        }
    }

    /// <summary>How far what was on the screen has jumped by itself, and what it was.</summary>
    public async Task<(double Shift, string What)> ShiftAsync() => (await Page.EvaluateAsync<double>("window.shift"), await Page.EvaluateAsync<string>("String(window.moved)"));

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}

/// <summary>A test that needs a browser; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Path is null ? "There is no Chromium on this machine: apt-get install chromium" : null;
}

/// <summary>The same, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Path is null ? "There is no Chromium on this machine: apt-get install chromium" : null;
}

[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}

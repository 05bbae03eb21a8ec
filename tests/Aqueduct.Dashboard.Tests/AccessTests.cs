using System.Net;
using System.Text.RegularExpressions;
using Aqueduct.Dashboard.Tests.Support;
using Aqueduct.Runtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aqueduct.Dashboard.Tests;

/// <summary>Who may look, and who may do something.</summary>
[Collection(InBrowser.Name)]
public sealed partial class AccessTests(Browser browser) : IAsyncLifetime
{
    const string Password = "correct horse battery staple";

    DashboardServer _server = null!;
    string _run = "";

    public async Task InitializeAsync()
    {
        _server = await DashboardServer.StartAsync();
        _run = (await _server.RunAsync()).Run.Id;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    async Task AddAsync(string name, Role role)
    {
        var hash = Passwords.Hash(Password);
        await _server.Home.Store.WriteAsync(t => AccessUsers.Add(t, name, role, hash, DateTimeOffset.UtcNow));
        // The server remembers for two seconds that nobody was given access.
        await Task.Delay(2_100);
    }

    static async Task SignInAsync(Visit visit, string name)
    {
        await visit.Page.GetByLabel("Name").FillAsync(name);
        await visit.Page.GetByLabel("Password").FillAsync(Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visit.ConnectedAsync();
    }

    [BrowserFact]
    public async Task Who_is_not_signed_in_signs_in_and_comes_to_the_page_that_was_asked_for()
    {
        await AddAsync("vera", Role.Viewer);
        await using var visit = await browser.VisitAsync(_server, $"/ui/runs/{_run}");
        Assert.Contains("/ui/login", visit.Page.Url, StringComparison.Ordinal);
        await SignInAsync(visit, "vera");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(_run);
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" })).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Access" })).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/ui/login"));
    }

    [BrowserFact]
    public async Task A_wrong_password_is_said_and_nothing_is_shown()
    {
        await AddAsync("vera", Role.Viewer);
        await using var visit = await browser.VisitAsync(_server, "/ui");
        await visit.Page.GetByLabel("Name").FillAsync("vera");
        await visit.Page.GetByLabel("Password").FillAsync("wrong");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no user of that name and password");
    }

    [BrowserFact]
    public async Task A_session_that_was_ended_can_do_nothing_more_in_a_page_that_is_open()
    {
        await AddAsync("omar", Role.Operator);
        await using var visit = await browser.VisitAsync(_server, $"/ui/runs/{_run}");
        await SignInAsync(visit, "omar");
        var again = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" });
        await Expect(again).ToBeVisibleAsync();
        foreach (var token in _server.Home.Store.Read(q => q.Tokens()))
            await _server.Home.Store.WriteAsync(t => AccessTokens.Revoke(t, token.Id));
        await again.ClickAsync();
        await Expect(visit.Page.Locator(".mud-snackbar")).ToContainTextAsync("this takes operator");
        Assert.Single(_server.Home.Store.Read(q => q.NewestOf("customer-churn", 10)));
    }

    [BrowserFact]
    public async Task An_open_page_shows_nothing_more_once_its_session_is_ended()
    {
        await AddAsync("vera", Role.Viewer);
        await using var visit = await browser.VisitAsync(_server, "/ui");
        await SignInAsync(visit, "vera");
        foreach (var token in _server.Home.Store.Read(q => q.Tokens()))
            await _server.Home.Store.WriteAsync(t => AccessTokens.Revoke(t, token.Id));
        await _server.RunAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/ui/login"));
    }

    [BrowserFact]
    public async Task An_admin_adds_and_removes_users_and_tokens_and_the_log_has_who_did_it()
    {
        await using var visit = await browser.VisitAsync(_server, "/ui/access");
        var (users, tokens) = (visit.Page.GetByRole(AriaRole.Region, new() { Name = "Users" }), visit.Page.GetByRole(AriaRole.Region, new() { Name = "Tokens and sessions" }));
        await users.GetByLabel("Name").FillAsync("ada");
        await users.GetByLabel("Password").FillAsync(Password);
        await users.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        // From now on there is somebody, and nobody is let in without signing in.
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/ui/login"));
        await Task.Delay(2_100);
        await SignInAsync(visit, "ada");

        await tokens.GetByLabel("For").FillAsync("nightly");
        await tokens.GetByLabel("Role").SelectOptionAsync("operator");
        await tokens.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
        await Expect(tokens.Locator(".secret")).ToContainTextAsync(new Regex("^aq_"));
        var hash = AccessTokens.HashOf(await tokens.Locator(".secret").InnerTextAsync());
        var made = _server.Home.Store.Read(q => q.TokenOf(hash))!;
        Assert.Equal(("nightly", Role.Operator), (made.Name, made.Role));
        await tokens.GetByRole(AriaRole.Button, new() { Name = "End nightly" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(tokens.GetByText("nightly", new() { Exact = true })).ToHaveCountAsync(0);

        await users.GetByRole(AriaRole.Button, new() { Name = "Remove ada" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).Last.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/ui/login"));
        Assert.Equal(["user.remove ada", "token.revoke " + made.Id, "token.create nightly", "user.add ada"],
            _server.Home.Store.Read(q => q.Audit(9)).Select(e => $"{e.Entry.Action} {e.Entry.Target}").Where(e => !e.StartsWith("session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_session_neither_a_page_nor_its_connection_is_answered()
    {
        await AddAsync("vera", Role.Viewer);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_server.Address) };
        var page = await client.GetAsync("/ui/runs");
        Assert.Equal((HttpStatusCode.Redirect, "/ui/login?to=%2Fui%2Fruns"), (page.StatusCode, page.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    [Fact]
    public async Task A_page_says_what_it_may_load_and_its_files_are_kept_for_good_and_sent_small()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_server.Address) };
        var page = await client.GetAsync("/ui");
        var policy = string.Join(' ', page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        var text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(InlineScript(), text);
        var files = Files().Matches(text).Select(m => m.Value).ToList();
        Assert.Equal(8, files.Count);
        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { { "Accept-Encoding", "gzip, br" } } };
            var answer = await client.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, file);
            Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalDays: >= 365 });
            Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        }
    }

    [GeneratedRegex("<script(?![^>]*\\ssrc=)")]
    private static partial Regex InlineScript();

    [GeneratedRegex("/ui/assets/[0-9a-f]{16}/[a-z.]+")]
    private static partial Regex Files();
}

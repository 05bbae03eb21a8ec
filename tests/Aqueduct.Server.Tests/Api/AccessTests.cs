using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Tests.Api;

/// <summary>Who may do what.</summary>
public partial class AccessTests
{
    /// <summary>Every operation of the OpenAPI document with every role: refused below its own, let through from it on.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(Role.Client)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Admin)]
    public async Task Every_operation_takes_its_role(object? given)
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.RunAsync(3);
        await server.ActAsync((Role?)given ?? Role.Client);
        var document = JsonDocument.Parse(await server.Client.GetStringAsync("/openapi/v1.json")).RootElement;
        if (given is null)
            server.Client.DefaultRequestHeaders.Authorization = null;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Method: o.Name, Operation: o.Value))).ToList();
        var refused = 0;
        foreach (var (path, method, operation) in operations)
        {
            var address = Braces().Replace(path, part => part.Groups[1].Value switch { "workflow" => "orders-of-the-day", "run" or "other" => run.Run.Id, "artifact" => "orders", "metric" => "Mean", "endpoint" => "orders", "resource" => "demo", _ => "nobody" });
            var isBegin = operation.GetProperty("operationId").GetString() == "session.begin";
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address);
            if (method == "post")
                // No body that is right: who is let through is told so, and nothing is changed for the operations after it.
                request.Content = new StringContent("[]", System.Text.Encoding.UTF8, "application/json");
            using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var isOpen = operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
            var needed = isOpen ? (Role?)null : Enum.Parse<Role>(operation.GetProperty("x-aqueduct-role").GetString()!, ignoreCase: true);
            var expected = isOpen || (Role?)given >= needed ? null : given is null ? HttpStatusCode.Unauthorized : (HttpStatusCode?)HttpStatusCode.Forbidden;
            if (expected is { } refusal)
                Assert.True(answer.StatusCode == refusal, $"{method} {path}: {(int)answer.StatusCode}, not {(int)refusal}");
            else
                Assert.True(answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), $"{method} {path}: {(int)answer.StatusCode}");
            refused += expected is null ? 0 : 1;
            Assert.Equal(isBegin, isOpen);
        }

        Assert.True(operations.Count >= 25, $"{operations.Count} operations");
        Assert.Equal(given is Role.Admin, refused == 0);
    }

    [Fact]
    public async Task Without_anybody_who_has_access_this_machine_has_all_of_it_and_nobody_else_any()
    {
        await using var server = await ApiServer.StartAsync();
        Assert.Equal("admin", (await server.GetAsync("session")).GetProperty("role").GetString());

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runs");
        request.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_changes_nothing(string header, string value)
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens") { Content = new StringContent("""{"name":"mine","role":"admin"}""", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(request)).StatusCode);
        Assert.Empty(server.Home.Store.Read(q => q.Tokens()));
        using var upgrade = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runs");
        upgrade.Headers.Add("Upgrade", "websocket");
        upgrade.Headers.Connection.Add("Upgrade");
        upgrade.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(upgrade)).StatusCode);
    }

    [Fact]
    public async Task No_answer_lets_other_sites_read_it()
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runs");
        request.Headers.Add("Origin", "https://evil.example");

        var answer = await server.Client.SendAsync(request);

        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_and_refused_when_revoked()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await ApiServer.StartAsync(clock: clock);
        await server.ActAsync(Role.Admin);

        var made = await server.PostAsync("tokens", """{"name":"nightly","role":"viewer","days":3}""", HttpStatusCode.Created);
        var secret = made.GetProperty("secret").GetString()!;
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + secret);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/runs")).StatusCode);
        Assert.DoesNotContain(secret, (await server.GetAsync("tokens")).GetRawText());
        Assert.DoesNotContain(server.Home.Texts("SELECT hash FROM access_tokens"), h => h.Contains(secret, StringComparison.Ordinal));

        await ApiServer.ReadAsync(await server.Client.DeleteAsync("/api/v1/tokens/" + made.GetProperty("id").GetString()), HttpStatusCode.NoContent);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/runs")).StatusCode);
    }

    [Fact]
    public async Task A_token_ends_by_itself()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await ApiServer.StartAsync(clock: clock);
        await server.ActAsync(Role.Viewer);
        await server.GetAsync("runs");

        clock.Advance(TimeSpan.FromDays(2));

        await server.GetAsync("runs", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_token_of_endpoints_sees_nothing_of_runs()
    {
        await using var server = await ApiServer.StartAsync(token: "0123456789abcdef0123456789abcdef");
        server.Client.DefaultRequestHeaders.Add("Authorization", "Bearer 0123456789abcdef0123456789abcdef");

        Assert.Equal("client", (await server.GetAsync("session")).GetProperty("role").GetString());
        Assert.Contains("this takes viewer", (await server.GetAsync("runs", HttpStatusCode.Forbidden)).GetProperty("detail").GetString());
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}

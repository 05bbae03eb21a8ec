using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Aqueduct.Server.Api;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Server.Tests.Api;

/// <summary>The API of the workflow <see cref="Orders"/>, on a free port of this machine.</summary>
sealed class ApiServer : IAsyncDisposable
{
    readonly HttpServer _server;

    ApiServer(TestHome home, HttpServer server) => (Home, _server, Client) = (home, server, ClientOf(server.Address));

    public TestHome Home { get; }

    public HttpClient Client { get; private set; }

    public string Address => _server.Address;

    public static async Task<ApiServer> StartAsync(string store = "sqlite", string? token = null, TimeProvider? clock = null, params Workflow[] others)
    {
        var home = new TestHome { Options = new RunOptions { Grace = TimeSpan.Zero } };
        TestStores.Use(home.Folder, store);
        clock ??= TimeProvider.System;
        var settings = new ServeSettings(IPAddress.Loopback, 0, token, 1 << 20);
        var environment = new HostEnvironment { Home = home.Folder, Store = TestStores.Of, Out = TextWriter.Null, Error = TextWriter.Null, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = clock };
        var context = new ServeContext(environment, home.Store, [Orders.Workflow, .. others], settings, new ConnectorSettings(new ConfigurationBuilder().Build().GetSection("serve"), "."), _ => { });
        var schedules = new SchedulePart(context, WebhookTokens.Of([], context.Configuration), 4, TimeSpan.FromSeconds(5));
        var trail = new AuditTrail(home.Store, clock);
        var api = new ApiPart(ApiOperations.Of(context, new Actions(context, trail, () => schedules.Scheduler?.Pool), trail));
        return new ApiServer(home, await HttpServer.StartAsync(settings, new Gate(home.Store, token, clock), [api, schedules], Console.Error.WriteLine, CancellationToken.None));
    }

    /// <summary>A client that follows no redirect and keeps no cookies, so that tests see what is sent.</summary>
    static HttpClient ClientOf(string address) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };

    public Task<RunDetails> RunAsync(int rows, bool waits = false) => Home.RunAsync(Orders.Workflow, ("rows", rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("waits", waits ? "true" : "false"));

    /// <summary>Makes a token of that role, and sends it with every request from now on.</summary>
    public async Task<string> ActAsync(Role role)
    {
        var (_, secret) = await Home.Store.WriteAsync(t => AccessTokens.Create(t, $"{role}-{Guid.NewGuid():N}", role, isSession: false, DateTimeOffset.UtcNow, TimeSpan.FromDays(1)));
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return secret;
    }

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await Client.GetAsync("/api/v1/" + path), expected);

    public async Task<JsonElement> PostAsync(string path, string body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Client.PostAsync("/api/v1/" + path, new StringContent(body, Encoding.UTF8, "application/json")), expected);

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await Home.DisposeAsync();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Server.Tests;

/// <summary>Requests start workflows.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    const string Token = "0123456789abcdef0123456789abcdef", Other = "fedcba9876543210fedcba9876543210";

    readonly TestHome _home = new();
    readonly SemaphoreSlim _free = new(0);
    readonly HttpClient _client = new();
    HttpServer _server = null!;

    Workflow[] Workflows =>
    [
        new FakeWorkflow { Webhook = true }.Named("Import").Parameter("size").Overlapping(Overlap.Skip).OperatorAsync("One", async run =>
        {
            await _free.WaitAsync(run.Cancellation);
            return 1;
        }),
        new FakeWorkflow { Webhook = true }.Named("Other").Parameter("size", required: true).Operator("One", _ => 1),
        new FakeWorkflow().Named("Closed").Operator("One", _ => 1),
    ];

    static ConnectorSettings Serve(params (string Slug, string Token)[] tokens) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(tokens.ToDictionary(t => $"serve:webhooks:{t.Slug}", t => (string?)t.Token)).Build().GetSection("serve"), ".");

    public async Task InitializeAsync()
    {
        var environment = new HostEnvironment
        {
            Home = _home.Folder,
            Store = TestStores.Of,
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OpenOut = () => Stream.Null,
            Terminal = false,
            Colors = false,
            Clock = TimeProvider.System,
            Options = _home.Options,
        };
        var settings = new ServeSettings(IPAddress.Loopback, 0, "the-token-of-the-server", 1 << 20);
        var context = new ServeContext(environment, _home.Store, Workflows, settings, Serve(("import", Token), ("other", Other)), _ => { });
        var part = new SchedulePart(context, WebhookTokens.Of(Workflows, context.Configuration), most: 2, grace: TimeSpan.Zero);
        _server = await HttpServer.StartAsync(settings, new Gate(_home.Store, settings.Token, TimeProvider.System), [part], _ => { }, CancellationToken.None);
        _client.BaseAddress = new Uri(_server.Address);
        while (part.Scheduler is null)
            await Task.Delay(10);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _free.Dispose();
        await _home.DisposeAsync();
    }

    async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string slug, string? token, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/triggers/" + slug) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    [Fact]
    public async Task It_is_answered_with_the_id_of_the_run_that_has_begun()
    {
        var (status, body) = await PostAsync("import", Token, """{ "size": 2.5 }""");
        Assert.Equal((HttpStatusCode.Accepted, "Running"), (status, body.GetProperty("state").GetString()));
        var run = _home.Store.Read(q => q.Newest(9)).Single();
        Assert.Equal((run.Id, "2.5"), (body.GetProperty("run").GetString(), run.Parameters["size"]));
        Assert.Equal(("webhook", "127.0.0.1"), _home.Store.Read(q => q.CauseOf(run.Id)));
        // The workflow's Overlap is Skip.
        (status, body) = await PostAsync("import", Token);
        Assert.Equal((HttpStatusCode.Conflict, 1), (status, _home.Store.Read(q => q.Newest(9)).Count));
        Assert.Contains($"Run {run.Id} of 'Import' is under way", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        _free.Release();
    }

    [Theory]
    [InlineData("import", null), InlineData("import", "0123456789abcdef0123456789abcdee"), InlineData("import", Other), InlineData("import", "the-token-of-the-server"), InlineData("closed", Token), InlineData("nothing", Token)]
    public async Task Only_the_workflows_own_token_opens(string slug, string? token)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(slug, token)).Status);
        Assert.Empty(_home.Store.Read(q => q.Newest(9)));
    }

    [Theory]
    [InlineData("""{ "sise": 1 }""", "Did you mean 'size'?")]
    [InlineData("""{ "size": "many" }""", "Parameter 'size' is double; 'many' is not.")]
    [InlineData("""{ "size": [1] }""", "is of kind Array")]
    [InlineData("""{ }""", "has no default and was not given")]
    [InlineData("""[1]""", "it is of kind Array")]
    [InlineData("""{ "size": 1, "size": 2 }""", "The body is no JSON object")]
    [InlineData("""{ "size": """, "The body is no JSON object")]
    public async Task Wrong_parameters_are_refused_and_nothing_runs(string body, string expected)
    {
        var (status, problem) = await PostAsync("other", Other, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(expected, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_home.Store.Read(q => q.Newest(9)));
    }

    [Fact]
    public async Task A_paused_workflow_is_not_started()
    {
        await _home.Store.WriteAsync(t =>
        {
            t.Write(new WorkflowPaused(new Pause("other", DateTimeOffset.UtcNow, "ann", "the source moves")));
            return true;
        });
        var (status, problem) = await PostAsync("other", Other, """{ "size": 1 }""");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("the source moves", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_lists_it()
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "the-token-of-the-server");
        var paths = JsonDocument.Parse(await _client.GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("paths");
        Assert.Equal(["/triggers/import", "/triggers/other"], paths.EnumerateObject().Select(p => p.Name));
        Assert.Equal("size", paths.GetProperty("/triggers/other").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("required")[0].GetString());
    }

    [Fact]
    public void A_token_that_is_missing_short_or_of_nothing_is_refused_before_anything_is_served()
    {
        Assert.Contains("no token is configured for it. Write \"serve\": { \"webhooks\": { \"other\"", Refusal(("import", Token)), StringComparison.Ordinal);
        Assert.Contains("shorter than 16 characters", Refusal(("import", Token), ("other", "short")), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'import'?", Refusal(("imprt", Token), ("import", Token), ("other", Other)), StringComparison.Ordinal);
    }

    string Refusal(params (string Slug, string Token)[] tokens) => Assert.Throws<RefusedException>(() => WebhookTokens.Of(Workflows, Serve(tokens))).Message;
}

using System.Net;
using System.Text;
using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Serving.Tests;

/// <summary>The app's endpoints, served on a free port of this machine.</summary>
sealed class Served : IAsyncDisposable
{
    readonly HttpServer _server;

    Served(TestHome home, HttpServer server, StringWriter log)
    {
        (Home, _server, Log) = (home, server, log);
        Client = new HttpClient { BaseAddress = new Uri(server.Address) };
    }

    public TestHome Home { get; }

    public HttpClient Client { get; }

    public StringWriter Log { get; }

    public static TestHome NewHome() => new() { Options = new RunOptions { Grace = TimeSpan.Zero } };

    public static async Task<Served> StartAsync(TestHome? home = null, string? token = null, long maxBody = 1 << 20)
    {
        home ??= NewHome();
        var log = new StringWriter();
        var lines = ServeCommand.Log(log, TimeProvider.System);
        return new Served(home, await HttpServer.StartAsync(new ServeSettings(IPAddress.Loopback, 0, token, maxBody), new Gate(home.Store, token, TimeProvider.System), [new EndpointPart(home.Store, EndpointCatalog.All(), lines)], lines, CancellationToken.None), log);
    }

    /// <summary>Runs the workflow, which publishes.</summary>
    public Task<RunDetails> RunAsync(int batch, params (string Name, string Value)[] more) => RunAsync(Home, batch, more);

    public static Task<RunDetails> RunAsync(TestHome home, int batch, params (string Name, string Value)[] more) =>
        home.RunAsync(Shop.Workflow, [("batch", batch.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. more]);

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> GetAsync(string path) => await ReadAsync(await Client.GetAsync(path));

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> PostAsync(string path, string body, string type = "application/json") =>
        await ReadAsync(await Client.PostAsync(path, new StringContent(body, Encoding.UTF8, type)));

    /// <summary>Asks until the endpoint serves a version; the server looks four times a second.</summary>
    public async Task WaitForAsync(int version)
    {
        while ((await GetAsync("/churn?size=1")) is not { Status: HttpStatusCode.OK } answer || answer.Body.GetProperty("version").GetInt32() != version)
            await Task.Yield();
    }

    static async Task<(HttpStatusCode, JsonElement, HttpResponseMessage)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, response);
    }

    /// <summary>Stops the server and leaves the home.</summary>
    public async Task StopAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Home.DisposeAsync();
    }
}

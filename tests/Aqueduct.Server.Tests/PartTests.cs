using System.Net;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Aqueduct.Tests.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server.Tests;

/// <summary>A server is made of parts.</summary>
public sealed class PartTests : IAsyncLifetime
{
    sealed class Part : IServePart
    {
        readonly TaskCompletionSource _fails = new();

        public List<string> Order { get; } = [];

        public Task PrepareAsync(CancellationToken cancel)
        {
            Order.Add("prepared");
            return Task.CompletedTask;
        }

        public void Map(WebApplication app)
        {
            app.MapGet("/guarded", (RequestDelegate)(context => context.Response.WriteAsync("guarded")));
            app.MapGet("/open", (RequestDelegate)(context => context.Response.WriteAsync("open"))).WithMetadata(Requires.Nothing);
        }

        public void Fail() => _fails.SetException(new InvalidOperationException("the work broke"));

        public async Task RunAsync(CancellationToken stop)
        {
            Order.Add("working");
            using (stop.Register(() => _fails.TrySetResult()))
                await _fails.Task;
            Order.Add("stopped");
        }
    }

    const string Token = "0123456789abcdef";

    readonly TestHome _home = new();

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    public Task InitializeAsync() => Task.CompletedTask;

    Task<HttpServer> StartAsync(IServePart part) =>
        HttpServer.StartAsync(new ServeSettings(IPAddress.Loopback, 0, Token, 1 << 20), new Gate(_home.Store, Token, TimeProvider.System), [part], _ => { }, CancellationToken.None);

    [Fact]
    public async Task A_parts_addresses_need_the_servers_token_unless_they_have_a_gate_of_their_own()
    {
        await using var server = await StartAsync(new Part());
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/guarded")).StatusCode);
        Assert.Equal("open", await client.GetStringAsync("/open"));
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Token);
        Assert.Equal("guarded", await client.GetStringAsync("/guarded"));
    }

    [Fact]
    public async Task A_part_makes_itself_ready_then_works_and_is_waited_for_at_the_end()
    {
        var part = new Part();
        await using (await StartAsync(part))
            Assert.Equal(["prepared", "working"], part.Order);
        Assert.Equal("stopped", part.Order[^1]);
    }

    [Fact]
    public async Task A_part_whose_work_fails_ends_the_server()
    {
        var part = new Part();
        await using var server = await StartAsync(part);
        part.Fail();
        Assert.Equal("the work broke", (await Assert.ThrowsAsync<InvalidOperationException>(() => server.WaitAsync(CancellationToken.None))).Message);
    }
}

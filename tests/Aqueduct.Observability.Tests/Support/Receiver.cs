using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Observability.Tests;

/// <summary>A server on this machine that keeps what it is sent.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;

    Receiver(Func<int, int> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Requests.Enqueue((context.Request.Path, context.Request.Headers.Authorization.ToString(), body.ToArray()));
            context.Response.StatusCode = answer(Requests.Count);
        });
    }

    public ConcurrentQueue<(string Path, string Authorization, byte[] Body)> Requests { get; } = [];

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="answer">The status of the answer to a request, by its number from 1.</param>
    public static async Task<Receiver> StartAsync(Func<int, int>? answer = null)
    {
        var receiver = new Receiver(answer ?? (_ => StatusCodes.Status200OK));
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

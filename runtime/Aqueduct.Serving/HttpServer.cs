using Aqueduct.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Serving;

/// <summary>The HTTP server: Kestrel with the routes of its parts, and nothing that was not asked for.</summary>
sealed class HttpServer : IAsyncDisposable
{
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    readonly WebApplication _app;
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _work;

    HttpServer(WebApplication app, IReadOnlyList<IServePart> parts)
    {
        _app = app;
        _work = [.. parts.Select(p => p.RunAsync(_stop.Token))];
    }

    /// <summary>Where requests are taken.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Lets every part make itself ready, then takes requests.</summary>
    /// <param name="settings">Where, and from whom.</param>
    /// <param name="gate">Says who asks.</param>
    /// <param name="parts">What is served.</param>
    /// <param name="log">Receives what failed, a line each.</param>
    /// <param name="cancel">Stops the start.</param>
    /// <exception cref="RefusedException">The address is taken.</exception>
    public static async Task<HttpServer> StartAsync(ServeSettings settings, Gate gate, IReadOnlyList<IServePart> parts, Action<string> log, CancellationToken cancel)
    {
        foreach (var part in parts)
            await part.PrepareAsync(cancel).ConfigureAwait(false);

        // Neither configuration files nor environment variables change what the command line says.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxBody;
            kestrel.Listen(settings.Address, settings.Port);
        });
        builder.Services.AddRoutingCore();
        foreach (var part in parts)
            part.AddTo(builder);
        var app = builder.Build();
        // First the route: it may say that its address has a gate of its own.
        app.UseRouting();
        app.Use(next => context => AnswerAsync(context, next, gate, log));
        Routes.Map(app, parts);
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new RefusedException($"{settings.Address}:{settings.Port} cannot be listened on: {e.Message} Choose another --port; 0 takes a free one.");
        }

        return new HttpServer(app, parts);
    }

    /// <summary>Waits until it is to stop, or a part can work no longer.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancel.Register(stopped.SetResult))
        {
            var open = _work.Append(stopped.Task).ToList();
            // A part without work of its own ends at once; one that fails ends the server.
            while (!stopped.Task.IsCompleted)
            {
                var ended = await Task.WhenAny(open).ConfigureAwait(false);
                await ended.ConfigureAwait(false);
                open.Remove(ended);
            }
        }
    }

    /// <summary>Takes no further requests, gives those under way a few seconds, and waits for the parts' work to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        using (var grace = new CancellationTokenSource(Grace))
            await _app.StopAsync(grace.Token).ConfigureAwait(false);
        // What failed was thrown to who waited.
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    static async Task AnswerAsync(HttpContext context, RequestDelegate next, Gate gate, Action<string> log)
    {
        try
        {
            if (!await gate.AdmitsAsync(context).ConfigureAwait(false))
                return;
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status404NotFound)
                await Answers.ProblemAsync(context, StatusCodes.Status404NotFound, "No such address", "Nothing is served here. The document /openapi/v1.json lists what is.").ConfigureAwait(false);
            else if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
                await Answers.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, "Another method", $"This address takes {context.Response.Headers.Allow}.").ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            await Answers.ProblemAsync(context, e.StatusCode, "A wrong request", e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is larger than this server takes. Send less at once, or start it with a larger --max-body." : e.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log($"error: {context.Request.Method} {context.Request.Path}: {e}");
            await Answers.ProblemAsync(context, StatusCodes.Status500InternalServerError, "The server failed", "The server's log says why.").ConfigureAwait(false);
        }
    }
}

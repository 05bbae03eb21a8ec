using Aqueduct.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Endpoint = Aqueduct.Runtime.Endpoint;

namespace Aqueduct.Serving;

/// <summary>The HTTP server: Kestrel with the routes of the endpoints, and nothing that was not asked for.</summary>
sealed class EndpointServer : IAsyncDisposable
{
    /// <summary>How often the run store is asked for new versions.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    readonly WebApplication _app;
    readonly IReadOnlyList<Endpoint> _endpoints;
    readonly CurrentVersions _versions;
    readonly CancellationTokenSource _stop = new();
    readonly Task _watch;

    EndpointServer(WebApplication app, IReadOnlyList<Endpoint> endpoints, CurrentVersions versions)
    {
        (_app, _endpoints, _versions) = (app, endpoints, versions);
        _watch = versions.WatchAsync(Interval, _stop.Token);
    }

    /// <summary>Where requests are taken.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Loads the current versions, then takes requests.</summary>
    /// <exception cref="RefusedException">The address is taken.</exception>
    public static async Task<EndpointServer> StartAsync(RunStore store, IReadOnlyList<Endpoint> endpoints, ServeSettings settings, TimeProvider clock, TextWriter log, CancellationToken cancel)
    {
        var lines = TextWriter.Synchronized(log);
        void Log(string line) => lines.WriteLine($"{Words.Instant(clock.GetUtcNow())} {line}");
        var versions = new CurrentVersions(store, [.. endpoints.OfType<PublishedEndpoint>()], Log);
        await versions.RefreshAsync(cancel).ConfigureAwait(false);

        // Neither configuration files nor environment variables change what the command line says.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxBody;
            kestrel.Listen(settings.Address, settings.Port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var gate = new TokenGate(settings.Token);
        app.Use(next => context => AnswerAsync(context, next, gate, Log));
        app.UseRouting();
        Routes.Map(app, endpoints, versions, Log);
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new RefusedException($"{settings.Address}:{settings.Port} cannot be listened on: {e.Message} Choose another --port; 0 takes a free one.");
        }

        return new EndpointServer(app, endpoints, versions);
    }

    /// <summary>What is served, a line for each.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var endpoint in _endpoints)
            if (endpoint is FunctionEndpoint)
                yield return $"POST /{endpoint.Name}";
            else if (endpoint is PublishedEndpoint { IsInternal: false })
                yield return $"GET  /{endpoint.Name}  {(_versions.Contents.TryGetValue(endpoint.Name, out var content) ? $"version {content.Version.Version}, {Words.Rows(content.Version.Rows)}, run {content.Version.Run}" : "nothing published yet")}";
    }

    /// <summary>Waits until it is to stop.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancel.Register(stopped.SetResult))
            await stopped.Task.ConfigureAwait(false);
    }

    /// <summary>Takes no further requests, and gives those under way a few seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        using (var grace = new CancellationTokenSource(Grace))
            await _app.StopAsync(grace.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    static async Task AnswerAsync(HttpContext context, RequestDelegate next, TokenGate gate, Action<string> log)
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

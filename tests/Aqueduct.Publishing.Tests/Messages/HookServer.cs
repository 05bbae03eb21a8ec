using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Aqueduct.Publishing.Tests.Messages;

/// <summary>What a receiver was sent.</summary>
sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Id => Headers["webhook-id"];
}

/// <summary>A receiver on a free port of this machine; it says yes unless it is told otherwise.</summary>
sealed class HookServer : IDisposable
{
    readonly HttpListener _listener = new();
    readonly ConcurrentQueue<Received> _received = new();
    readonly Task _loop;

    public HookServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}/"));
        _listener.Start();
        _loop = Task.Run(LoopAsync);
    }

    public int Port { get; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/hook/T0/secret");

    /// <summary>How the request of a number, counted from 1, is answered.</summary>
    public Func<int, HttpListenerContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Received> Received => [.. _received];

    /// <summary>A receiver that answers these statuses in turn, and then yes.</summary>
    public static HookServer Saying(params int[] statuses) => new()
    {
        Answer = (number, context) =>
        {
            context.Response.StatusCode = number <= statuses.Length ? statuses[number - 1] : 200;
            return Task.CompletedTask;
        },
    };

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait();
    }

    async Task LoopAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // closed
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _received.Enqueue(new Received(context.Request.RawUrl!, context.Request.Headers.AllKeys.ToDictionary(k => k!.ToLowerInvariant(), k => context.Request.Headers[k]!), body.ToArray()));
            try
            {
                await Answer(_received.Count, context);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The answer said itself how it ends, or nobody waits for it any more.
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aqueduct.Tests.Hosting;

/// <summary>Gives events and takes answers; a program that asks when there is none waits, as it does there.</summary>
sealed class FakeLambda : IDisposable
{
    readonly HttpListener _listener = new();
    readonly Task _serving;
    int _given;

    public FakeLambda()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Host = free.LocalEndpoint.ToString()!;
        }

        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Host { get; }

    /// <summary>How long a call may take.</summary>
    public TimeSpan Time { get; set; } = TimeSpan.FromMinutes(15);

    public BlockingCollection<string> Events { get; } = [];

    public ConcurrentQueue<(string Path, string Body, string? ErrorType)> Answers { get; } = [];

    public void Dispose()
    {
        Events.CompleteAdding();
        _listener.Close();
        _serving.Wait();
        Events.Dispose();
    }

    async Task ServeAsync()
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
                return;
            }

            var path = context.Request.Url!.AbsolutePath.Replace("/2018-06-01/runtime/", "", StringComparison.Ordinal);
            if (path == "invocation/next")
                _ = Task.Run(() => Give(context.Response));
            else
                await TakeAsync(path, context);
        }
    }

    void Give(HttpListenerResponse response)
    {
        foreach (var given in Events.GetConsumingEnumerable().Take(1))
        {
            response.Headers["Lambda-Runtime-Aws-Request-Id"] = $"event-{Interlocked.Increment(ref _given)}";
            response.Headers["Lambda-Runtime-Deadline-Ms"] = (DateTimeOffset.UtcNow + Time).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            response.OutputStream.Write(Encoding.UTF8.GetBytes(given));
            response.Close();
        }
    }

    async Task TakeAsync(string path, HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        Answers.Enqueue((path, await reader.ReadToEndAsync(), context.Request.Headers["Lambda-Runtime-Function-Error-Type"]));
        context.Response.StatusCode = 202;
        context.Response.Close();
    }
}

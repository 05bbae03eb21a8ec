using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aqueduct.Artifacts.Tests.Images;

/// <summary>Answers on loopback as a registry that asks for tokens: pushes are let in with the token that its token service gives to one user only.</summary>
sealed class FakeRegistry : IDisposable
{
    readonly HttpListener _listener = new();
    readonly string _user;

    public FakeRegistry(string user)
    {
        _user = user;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Host = $"localhost:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Host { get; }

    /// <summary>Where layers are sent to; null: here.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>What goes wrong before anything is looked at, by method and path; each is taken once. A status of 0 breaks the connection within the answer.</summary>
    public List<(string Asked, int Status, string? RetryAfter)> Troubles { get; } = [];

    /// <summary>What was asked for, in order: method and path.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The authorizations that came with it.</summary>
    public List<string?> Authorizations { get; } = [];

    public void Dispose() => _listener.Close();

    async Task ServeAsync()
    {
        while (_listener.IsListening)
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

            await context.Request.InputStream.CopyToAsync(Stream.Null);
            var asked = $"{context.Request.HttpMethod} {context.Request.Url!.PathAndQuery}";
            if (Troubles.FindIndex(t => asked.StartsWith(t.Asked, StringComparison.Ordinal)) is >= 0 and var trouble)
            {
                var (_, status, retryAfter) = Troubles[trouble];
                Troubles.RemoveAt(trouble);
                Asked.Add($"{asked}: {status}");
                if (status == 0)
                {
                    context.Response.ContentLength64 = 10;
                    context.Response.OutputStream.WriteByte(1);
                    context.Response.Abort();
                    continue;
                }

                context.Response.StatusCode = status;
                if (retryAfter is not null)
                    context.Response.Headers["Retry-After"] = retryAfter;
            }
            else
            {
                Answer(context.Request, context.Response);
            }

            context.Response.Close();
        }
    }

    void Answer(HttpListenerRequest request, HttpListenerResponse response)
    {
        Asked.Add($"{request.HttpMethod} {request.Url!.PathAndQuery}");
        var authorization = request.Headers["Authorization"];
        Authorizations.Add(authorization);
        if (request.Url.AbsolutePath == "/token")
        {
            var isKnown = authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_user));
            response.StatusCode = isKnown ? 200 : 401;
            response.OutputStream.Write(isKnown ? """{ "token": "let-me-in" }"""u8 : "{}"u8);
            return;
        }

        if (authorization != "Bearer let-me-in")
        {
            response.StatusCode = 401;
            response.Headers["WWW-Authenticate"] = $"Bearer realm=\"http://{Host}/token\",service=\"fake\",scope=\"repository:churn:pull,push\"";
            return;
        }

        (response.StatusCode, var location) = (request.HttpMethod, request.Url.AbsolutePath) switch
        {
            ("HEAD", _) => (404, null),
            ("POST", _) when Elsewhere is { } other => (202, other),
            ("POST", _) => (202, "/v2/churn/blobs/uploads/1?state=x"), // relative, and with a query of its own
            _ => (201, null),
        };
        if (location is not null)
            response.Headers["Location"] = location;
    }
}

using System.Collections.Concurrent;
using Amazon.Runtime;

namespace Aqueduct.Objects.Tests.Servers;

/// <summary>Sees each request on its way to the server, and may answer in its place.</summary>
public sealed class Requests : DelegatingHandler
{
    readonly ConcurrentQueue<string> _seen = [];

    public Requests()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>Method and address of each request, in order: <c>PUT /artifacts/ab/cd?partNumber=1</c>.</summary>
    public IReadOnlyList<string> Seen => [.. _seen];

    /// <summary>Answers in place of the server; null lets the request through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Changes what the server is asked.</summary>
    public Func<HttpRequestMessage, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Changes what the server has answered.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage, Task> Afterwards { get; set; } = (_, _) => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _seen.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (Instead(request) is { } answer)
        {
            answer.RequestMessage = request;
            return answer;
        }

        await Before(request);
        var response = await base.SendAsync(request, cancellationToken);
        await Afterwards(request, response);
        return response;
    }
}

/// <summary>Lets the client of S3 send through <see cref="Requests"/>.</summary>
sealed class Watched(Requests requests) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(requests, disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Aqueduct.Observability.Lineage;

/// <summary>Posts events to a server.</summary>
sealed class HttpTransport : ILineageTransport
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };
    readonly Uri _url;

    public HttpTransport(Uri url, string? key)
    {
        _url = url;
        if (key is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <inheritdoc/>
    public async Task SendAsync(string json, CancellationToken cancel)
    {
        try
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var response = await _client.PostAsync(_url, content, cancel).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new LineageException($"{_url} answers {(int)response.StatusCode} {response.ReasonPhrase}", response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);
        }
        catch (HttpRequestException e)
        {
            throw new LineageException($"{_url} cannot be reached: {e.Message}", true, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new LineageException($"{_url} does not answer within {Timeout.TotalSeconds:0} s", true, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }
}

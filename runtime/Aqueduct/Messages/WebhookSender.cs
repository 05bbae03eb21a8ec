using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.Retry;

namespace Aqueduct.Runtime;

/// <summary>Sends to one webhook: signed, to addresses that are allowed, and again where the receiver asks for patience.</summary>
/// <param name="settings">The webhook.</param>
/// <param name="clock">Dates what is sent, and waits.</param>
/// <param name="resolve">Finds addresses; null asks the machine.</param>
/// <param name="tries">How often it tries what passes.</param>
sealed class WebhookSender(WebhookSettings settings, TimeProvider clock, Resolve? resolve = null, int tries = WebhookSender.MostTries) : IDisposable
{
    const int MostTries = 7;
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(5);
    static readonly ProductInfoHeaderValue Agent = new("Aqueduct", typeof(WebhookSender).Assembly.GetName().Version!.ToString(3));

    readonly GuardedConnector _connector = new(settings.Guard, resolve ?? Dns.GetHostAddressesAsync);
    readonly Lazy<HttpClient> _client = new(() => new HttpClient(new GuardedConnector(settings.Guard, resolve ?? Dns.GetHostAddressesAsync).Handler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan });

    /// <summary>Connects and hangs up: whether anybody is there, before anything is published.</summary>
    /// <exception cref="ResourceException">Nobody is, or nobody that something may be sent to.</exception>
    public Task ConnectAsync(CancellationToken cancel) => PatientlyAsync(async token =>
    {
        await using var _ = await _connector.ConnectAsync(new DnsEndPoint(settings.Url.IdnHost.Trim('[', ']'), settings.Url.Port), token).ConfigureAwait(false);
    }, cancel);

    /// <summary>Sends; once it returns, the receiver has taken it.</summary>
    /// <param name="id">The same for each try: a receiver that gets a message twice knows it by that.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ResourceException">The receiver cannot be reached, or does not take it.</exception>
    public Task SendAsync(string id, byte[] body, CancellationToken cancel) => PatientlyAsync(async token =>
    {
        using var request = Request(id, body);
        using var response = await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw WebhookErrors.Of(settings, response, await BeginningAsync(response, token).ConfigureAwait(false), clock.GetUtcNow(), LongestWait);
    }, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    HttpRequestMessage Request(string id, byte[] body)
    {
        var at = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(Agent.Product!));
        foreach (var (name, value) in settings.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (settings.Keys.Count > 0)
            request.Headers.Add("webhook-signature", WebhookSignature.Of(settings.Keys, id, at, body));
        return request;
    }

    async Task PatientlyAsync(Func<CancellationToken, Task> call, CancellationToken cancel)
    {
        var again = tries == 1 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = tries - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstWait,
            ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is WebhookException { IsPassing: true }),
            DelayGenerator = static a => ValueTask.FromResult(a.Outcome.Exception is WebhookException { After: { } after } ? after : (TimeSpan?)null),
        }).Build();
        try
        {
            await again.ExecuteAsync(async token => await OnceAsync(call, token).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch (WebhookException e)
        {
            throw new ResourceException(settings.Name, $"Resource '{settings.Name}': {e.Message}{(e.IsPassing && tries > 1 ? string.Create(CultureInfo.InvariantCulture, $" It was tried {tries} times.") : "")}", e.InnerException) { IsSystem = e.IsSystem };
        }
    }

    async Task OnceAsync(Func<CancellationToken, Task> call, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.Timeout);
        try
        {
            await call(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && WebhookErrors.Of(settings, e) is { } error)
        {
            throw error;
        }
    }

    /// <summary>The first part of an answer, to be shown: what a server sends without end is not read.</summary>
    static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        const int Shown = 200;
        var bytes = new byte[4 * Shown];
        await using var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(bytes, 0, await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false));
        var line = string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Words.Begin(line, Shown);
    }
}

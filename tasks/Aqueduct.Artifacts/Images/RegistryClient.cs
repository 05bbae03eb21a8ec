using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Polly;

namespace Aqueduct.Artifacts.Images;

/// <summary>Speaks to a registry as the OCI distribution specification says.</summary>
/// <param name="reference">The image.</param>
/// <param name="address">The registry's address, up to <c>/v2/</c>.</param>
/// <param name="credentials">User and password as basic authentication sends them; null where there are none.</param>
/// <param name="retry">Tries again what did not go well for a moment; without, everything is tried once.</param>
sealed partial class RegistryClient(RegistryReference reference, Uri address, string? credentials, ResiliencePipeline? retry = null) : IDisposable
{
    // A layer of hundreds of megabytes takes what it takes; whether anybody answers at all is known sooner.
    readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = Timeout.InfiniteTimeSpan };
    readonly ResiliencePipeline _retry = retry ?? ResiliencePipeline.Empty;
    AuthenticationHeaderValue? _authorization = credentials is null ? null : new("Basic", credentials);

    /// <summary>Digest of the image, as far as the registry says it; null where it has no such image.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or does not let us look.</exception>
    public async Task<string?> FindAsync(CancellationToken cancel) => await _retry.ExecuteAsync(async stop => await FindOnceAsync(stop).ConfigureAwait(false), cancel).ConfigureAwait(false);

    async Task<string?> FindOnceAsync(CancellationToken cancel)
    {
        using var answer = await SendAsync(() => new(HttpMethod.Head, Url($"manifests/{reference.Tag}"))
        {
            Headers = { { "Accept", [ImageLayout.ManifestType, "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.docker.distribution.manifest.list.v2+json"] } },
        }, "pull", cancel).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        Ok(answer);
        return answer.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.First() : "";
    }

    /// <summary>Brings an image there; what the registry has already is not sent again.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or refuses.</exception>
    public async Task PushAsync(ImageLayout image, Action<string> progress, CancellationToken cancel)
    {
        foreach (var blob in image.Blobs().Where(b => b.MediaType != ImageLayout.ManifestType).DistinctBy(b => b.Digest))
            await _retry.ExecuteAsync(async stop => await SendBlobAsync(image, blob, progress, stop).ConfigureAwait(false), cancel).ConfigureAwait(false);
        await _retry.ExecuteAsync(async stop =>
        {
            using var named = await SendAsync(() => new(HttpMethod.Put, Url($"manifests/{reference.Tag}")) { Content = Body(File.OpenRead(image.PathOf(image.Manifest)), ImageLayout.ManifestType) }, "pull,push", stop).ConfigureAwait(false);
            Ok(named);
        }, cancel).ConfigureAwait(false);
    }

    // Tried again, it is asked for again and begun anew: an upload that broke off may be gone, and may have arrived.
    async Task SendBlobAsync(ImageLayout image, Descriptor blob, Action<string> progress, CancellationToken cancel)
    {
        using (var known = await SendAsync(() => new(HttpMethod.Head, Url($"blobs/{blob.Digest}")), "pull,push", cancel).ConfigureAwait(false))
            if (known.StatusCode == HttpStatusCode.OK)
                return;
        progress($"Sending {blob.Digest[..19]} ({blob.Size / 1e6:0.0} MB) to {reference.Registry}");
        Uri place;
        using (var begun = await SendAsync(() => new(HttpMethod.Post, Url("blobs/uploads/")) { Content = new ByteArrayContent([]) }, "pull,push", cancel).ConfigureAwait(false))
        {
            Ok(begun);
            place = new(address, begun.Headers.Location ?? throw new HttpRequestException("the registry did not say where to send a layer"));
        }

        var whole = new UriBuilder(place) { Query = $"{place.Query.TrimStart('?')}{(place.Query.Length > 1 ? "&" : "")}digest={blob.Digest}" }.Uri;
        using var sent = await SendAsync(() => new(HttpMethod.Put, whole) { Content = Body(File.OpenRead(image.PathOf(blob)), "application/octet-stream") }, "pull,push", cancel).ConfigureAwait(false);
        Ok(sent);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    Uri Url(string path) => new(address, $"{reference.Repository}/{path}");

    static StreamContent Body(Stream content, string mediaType) => new(content) { Headers = { ContentType = new(mediaType) } };

    /// <summary>Sends a request, and once more with what the registry asks for when it asks who we are.</summary>
    async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, string actions, CancellationToken cancel)
    {
        var answer = await OnceAsync().ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || answer.Headers.WwwAuthenticate.FirstOrDefault(h => h.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) is not { Parameter: { } challenge })
            return answer;
        answer.Dispose();
        _authorization = new("Bearer", await TokenAsync(challenge, actions, cancel).ConfigureAwait(false));
        return await OnceAsync().ConfigureAwait(false);

        async Task<HttpResponseMessage> OnceAsync()
        {
            using var message = request();
            // A layer may go to another host, which then has its own way to know us: ours is the registry's only.
            message.Headers.Authorization = message.RequestUri!.Authority == address.Authority ? _authorization : null;
            return await _http.SendAsync(message, cancel).ConfigureAwait(false);
        }
    }

    async Task<string> TokenAsync(string challenge, string actions, CancellationToken cancel)
    {
        var asked = Pair().Matches(challenge).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        var realm = asked.GetValueOrDefault("realm") ?? throw new HttpRequestException("the registry asks for a token and does not say from whom");
        var scope = asked.GetValueOrDefault("scope") ?? $"repository:{reference.Repository}:{actions}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{realm}?service={Uri.EscapeDataString(asked.GetValueOrDefault("service") ?? "")}&scope={Uri.EscapeDataString(scope)}");
        request.Headers.Authorization = credentials is null ? null : new("Basic", credentials);
        using var answer = await _http.SendAsync(request, cancel).ConfigureAwait(false);
        Ok(answer);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false));
        return (json?["token"] ?? json?["access_token"])?.GetValue<string>() ?? throw new HttpRequestException($"{new Uri(realm).Host} gave no token");
    }

    static void Ok(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var wait = answer.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - DateTimeOffset.UtcNow : null;
        throw new RegistryAnswerException(answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"the registry does not let us in ({(int)answer.StatusCode})",
            HttpStatusCode.NotFound => "the registry has no such repository (404)",
            var other => $"the registry answered {(int)other} {answer.ReasonPhrase}{(wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" and asks to wait {time.TotalSeconds:0} s") : "")}",
        }, answer.StatusCode, wait > TimeSpan.Zero ? wait : null);
    }

    [GeneratedRegex("([a-z]+)=\"([^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}

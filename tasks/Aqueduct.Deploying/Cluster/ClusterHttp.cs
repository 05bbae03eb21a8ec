using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace Aqueduct.Deploying;

/// <summary>Requests to a cluster's API, and what its answers mean. KubernetesClient knows the way there: certificates and logins.</summary>
/// <param name="client">The client.</param>
/// <param name="space">The namespace that is spoken of, for what to do next.</param>
sealed class ClusterHttp(Kubernetes client, string space) : IDisposable
{
    const string Json = "application/json";

    /// <summary>Sends a request and reads the answer as JSON.</summary>
    /// <param name="what">What is asked or applied, in words.</param>
    /// <param name="missingIsNull">Whether there may be nothing of that name.</param>
    /// <exception cref="Artifacts.ArtifactException">AQ9017: nobody answers. AQ9018: the answer is no.</exception>
    public async Task<JsonObject?> AskAsync(HttpMethod method, string path, string what, CancellationToken cancel, JsonObject? body = null, string contentType = Json, bool missingIsNull = false)
    {
        using var answer = await SendAsync(method, path, cancel, body, contentType).ConfigureAwait(false);
        var text = await GuardAsync(() => answer.Content.ReadAsStringAsync(cancel), cancel).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound && missingIsNull)
            return null;
        return answer.IsSuccessStatusCode ? Parse(text) as JsonObject ?? throw DeployErrors.Refused(what, $"{client.BaseUri} does not answer as a cluster does") : throw DeployErrors.Refused(what, Reason(answer, text));
    }

    /// <summary>Sends a request and hands out the answer, whatever it is, before its end has come.</summary>
    /// <exception cref="Artifacts.ArtifactException">AQ9017: nobody answers.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancel, JsonObject? body = null, string contentType = Json) => GuardAsync(async () =>
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path));
        request.Headers.Accept.Add(new(Json));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        if (client.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancel).ConfigureAwait(false);
        return await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
    }, cancel);

    async Task<T> GuardAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw DeployErrors.NoCluster($"{client.BaseUri} {(e is OperationCanceledException ? "does not answer" : "cannot be reached: " + (e.InnerException ?? e).Message.TrimEnd('.'))}", e);
        }
    }

    string Reason(HttpResponseMessage answer, string text)
    {
        var message = Parse(text)?["message"]?.GetValue<string>() ?? $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        var next = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => ". Log in to the cluster again",
            HttpStatusCode.Forbidden => ". Ask for the right to do that in this namespace, or choose another with AqueductNamespace or --namespace",
            HttpStatusCode.NotFound when message.Contains("namespaces \"", StringComparison.Ordinal) => $". Make the namespace with 'kubectl create namespace {space}', or choose another with AqueductNamespace or --namespace",
            HttpStatusCode.Conflict => ". Somebody else may be deploying at the same time: look with 'aqueduct deploy status', then do it again",
            _ => "",
        };
        return message.TrimEnd('.') + next;
    }

    static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null; // a proxy's page: its status says enough
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

using System.Text.Json.Nodes;
using Aqueduct.Artifacts;
using k8s;

namespace Aqueduct.Deploying;

/// <summary>Speaks to a cluster. Objects go as the JSON they are, whatever their form.</summary>
public sealed class KubernetesCluster : ICluster, IDisposable
{
    readonly ClusterHttp _http;
    readonly Dictionary<string, IReadOnlyDictionary<string, ResourcePath>> _known = [];

    /// <summary>Prepares to speak; nothing is asked yet.</summary>
    /// <exception cref="ArtifactException">AQ9017: no cluster is named.</exception>
    public KubernetesCluster(ClusterAddress address)
    {
        var configuration = address.Read();
        Namespace = !string.IsNullOrEmpty(address.Namespace) ? address.Namespace : !string.IsNullOrEmpty(configuration.Namespace) ? configuration.Namespace : "default";
        Place = $"namespace '{Namespace}' of {(configuration.CurrentContext is { } context ? $"context '{context}'" : configuration.Host)}";
        _http = new(new Kubernetes(configuration), Namespace);
    }

    /// <inheritdoc/>
    public string Namespace { get; }

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public async Task<int> MinorVersionAsync(CancellationToken cancel)
    {
        var version = await _http.AskAsync(HttpMethod.Get, "version", "the question for its version", cancel).ConfigureAwait(false);
        var minor = new string([.. (version?["minor"]?.GetValue<string>() ?? "").TakeWhile(char.IsAsciiDigit)]); // managed clusters say "29+"
        return int.TryParse(minor, out var number) ? number : throw DeployErrors.Refused("the question for its version", $"its answer is '{version?.ToJsonString()}'");
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(ResourceType type, CancellationToken cancel) => (await KindsAsync(type.ApiVersion, cancel).ConfigureAwait(false)).ContainsKey(type.Kind);

    /// <inheritdoc/>
    public async Task<Manifest?> FindAsync(ResourceType type, string name, CancellationToken cancel) =>
        await _http.AskAsync(HttpMethod.Get, await PathAsync(type, name, cancel).ConfigureAwait(false), $"the question for {type.Kind}/{name}", cancel, missingIsNull: true).ConfigureAwait(false) is { } found ? new(found) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Manifest>> ListAsync(ResourceType type, string labels, CancellationToken cancel)
    {
        var path = await PathAsync(type, null, cancel).ConfigureAwait(false);
        var list = await _http.AskAsync(HttpMethod.Get, $"{path}?labelSelector={Uri.EscapeDataString(labels)}", $"the question for each {type.Kind}", cancel).ConfigureAwait(false);
        return [.. list!["items"]!.AsArray().Select(i => Complete((JsonObject)i!.DeepClone(), type))];
    }

    /// <inheritdoc/>
    public async Task<Manifest> ApplyAsync(Manifest manifest, bool dryRun, CancellationToken cancel)
    {
        // Forced: what the app's source says holds, whoever changed it; the plan shows such changes.
        var path = $"{await PathAsync(manifest.Type, manifest.Name, cancel).ConfigureAwait(false)}?fieldManager={Manifest.Manager}&force=true{(dryRun ? "&dryRun=All" : "")}";
        return new((await _http.AskAsync(HttpMethod.Patch, path, manifest.Id, cancel, manifest.Json, "application/apply-patch+yaml").ConfigureAwait(false))!);
    }

    /// <inheritdoc/>
    public async Task<Manifest> CreateAsync(Manifest manifest, CancellationToken cancel)
    {
        var path = await PathAsync(manifest.Type, null, cancel).ConfigureAwait(false);
        return new((await _http.AskAsync(HttpMethod.Post, $"{path}?fieldManager={Manifest.Manager}", manifest.Id, cancel, manifest.Json).ConfigureAwait(false))!);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(ResourceType type, string name, CancellationToken cancel) =>
        await _http.AskAsync(HttpMethod.Delete, await PathAsync(type, name, cancel).ConfigureAwait(false), $"the removal of {type.Kind}/{name}", cancel,
            new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1", ["propagationPolicy"] = "Background" }, missingIsNull: true).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string Reason, string Message)>> EventsAsync(string kind, string name, CancellationToken cancel)
    {
        var selector = Uri.EscapeDataString($"involvedObject.kind={kind},involvedObject.name={name}");
        var events = await _http.AskAsync(HttpMethod.Get, $"api/v1/namespaces/{Namespace}/events?fieldSelector={selector}", $"the question for the events of {kind}/{name}", cancel).ConfigureAwait(false);
        return [.. events!["items"]!.AsArray()
            .OrderBy(e => (e!["lastTimestamp"] ?? e["eventTime"])?.GetValue<string>(), StringComparer.Ordinal)
            .Select(e => (e!["reason"]?.GetValue<string>() ?? "", e["message"]?.GetValue<string>() ?? ""))];
    }

    /// <inheritdoc/>
    public async Task<string> LogAsync(string pod, string? container, int lines, CancellationToken cancel)
    {
        using var answer = await _http.SendAsync(HttpMethod.Get, LogPath(pod, $"tailLines={lines}{(container is null ? "" : $"&container={container}")}"), cancel).ConfigureAwait(false);
        // A pod whose container never started has no log; that is said elsewhere.
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false) : "";
    }

    /// <inheritdoc/>
    public async Task FollowAsync(string pod, Action<string> line, CancellationToken cancel)
    {
        using var answer = await _http.SendAsync(HttpMethod.Get, LogPath(pod, "follow=true"), cancel).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            return;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false));
        try
        {
            while (await reader.ReadLineAsync(cancel).ConfigureAwait(false) is { } said)
                line(said);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            line($"(the log breaks off here: {e.Message.TrimEnd('.')})"); // the run does not: what became of it is asked anyhow
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    string LogPath(string pod, string options) => $"api/v1/namespaces/{Namespace}/pods/{pod}/log?{options}";

    async Task<string> PathAsync(ResourceType type, string? name, CancellationToken cancel)
    {
        if (!(await KindsAsync(type.ApiVersion, cancel).ConfigureAwait(false)).TryGetValue(type.Kind, out var kind))
            throw DeployErrors.UnknownKind(type);
        return $"{Group(type.ApiVersion)}/{(kind.IsNamespaced ? $"namespaces/{Namespace}/" : "")}{kind.Plural}{(name is null ? "" : "/" + name)}";
    }

    async Task<IReadOnlyDictionary<string, ResourcePath>> KindsAsync(string apiVersion, CancellationToken cancel)
    {
        if (_known.TryGetValue(apiVersion, out var kinds))
            return kinds;
        var found = await _http.AskAsync(HttpMethod.Get, Group(apiVersion), $"the question for what {apiVersion} is", cancel, missingIsNull: true).ConfigureAwait(false);
        return _known[apiVersion] = (found?["resources"]?.AsArray() ?? [])
            .Where(r => !r!["name"]!.GetValue<string>().Contains('/', StringComparison.Ordinal)) // "pods/log" is part of another
            .ToDictionary(r => r!["kind"]!.GetValue<string>(), r => new ResourcePath(r!["name"]!.GetValue<string>(), r["namespaced"]!.GetValue<bool>()));
    }

    static string Group(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    // The items of a list do not repeat what form they have.
    static Manifest Complete(JsonObject item, ResourceType type)
    {
        item["apiVersion"] = type.ApiVersion;
        item["kind"] = type.Kind;
        return new(item);
    }

    sealed record ResourcePath(string Plural, bool IsNamespaced);
}

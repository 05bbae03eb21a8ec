using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Builder;
using Endpoint = Aqueduct.Runtime.Endpoint;

namespace Aqueduct.Serving;

/// <summary>The part that answers with what workflows publish and operators compute.</summary>
sealed class EndpointPart : IServePart
{
    /// <summary>How often the run store is asked for new versions.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    readonly IReadOnlyList<Endpoint> _endpoints;
    readonly CurrentVersions _versions;
    readonly Action<string> _log;

    /// <param name="store">Where versions are published.</param>
    /// <param name="endpoints">What is served; may be empty.</param>
    /// <param name="log">Receives what failed.</param>
    public EndpointPart(RunStore store, IReadOnlyList<Endpoint> endpoints, Action<string> log) =>
        (_endpoints, _log, _versions) = (endpoints, log, new CurrentVersions(store, [.. endpoints.OfType<PublishedEndpoint>()], log));

    public Task PrepareAsync(CancellationToken cancel) => _endpoints.Count == 0 ? Task.CompletedTask : _versions.RefreshAsync(cancel);

    public void Map(WebApplication app) => Routes.Map(app, _endpoints, _versions, _log);

    public void Document(Utf8JsonWriter paths) => OpenApiDocument.Write(paths, _endpoints);

    public IEnumerable<string> Describe()
    {
        foreach (var endpoint in _endpoints)
            if (endpoint is FunctionEndpoint)
                yield return $"POST /{endpoint.Name}";
            else if (endpoint is PublishedEndpoint { IsInternal: false })
                yield return $"GET  /{endpoint.Name}  {(_versions.Contents.TryGetValue(endpoint.Name, out var content) ? $"version {content.Version.Version}, {Words.Rows(content.Version.Rows)}, run {content.Version.Run}" : "nothing published yet")}";
    }

    public Task RunAsync(CancellationToken stop) => _endpoints.Count == 0 ? Task.CompletedTask : _versions.WatchAsync(Interval, stop);
}

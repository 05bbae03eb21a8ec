using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>What endpoints serve, and the way back to an earlier version.</summary>
sealed class EndpointsApi(ApiData data, AuditTrail trail)
{
    const string Versions = """{"type":"array","items":{"type":"object"}}""";

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("endpoints.list", "GET", "/api/v1/endpoints", Role.Viewer, "The version that each endpoint serves.", call => WriteAsync(call, data.Store.Read(q => q.CurrentEndpoints()))) { Answer = Versions },
        new("endpoints.versions", "GET", "/api/v1/endpoints/{endpoint}/versions", Role.Viewer, "The versions of an endpoint that are kept, newest first.", VersionsAsync) { Answer = Versions },
        new("endpoints.rollback", "POST", "/api/v1/endpoints/{endpoint}/rollback", Role.Operator, "Serves an earlier version: the one of the body, or the one before the current.", RollbackAsync)
            { Body = """{"type":"object","properties":{"version":{"type":"integer","format":"int32"}},"required":[]}""", Answer = Versions },
    ];

    Task VersionsAsync(ApiCall call)
    {
        var versions = data.Store.Read(q => q.EndpointVersions(call.Part("endpoint")));
        return versions.Count == 0 ? throw ApiProblem.NotFound($"No run has published to an endpoint '{call.Part("endpoint")}'.") : WriteAsync(call, versions);
    }

    async Task RollbackAsync(ApiCall call)
    {
        var name = call.Part("endpoint");
        var body = await call.BodyAsync().ConfigureAwait(false);
        int? wanted = body.TryGetProperty("version", out var version) ? version.GetInt32() : null;
        var (_, to) = await trail.DoAsync(call.Caller, "endpoint.rollback", name, t => EndpointVersions.Switch(t, name, wanted, data.Clock.GetUtcNow()), s => $"version {s.From.Version} to {s.To.Version}").ConfigureAwait(false);
        await WriteAsync(call, [to]).ConfigureAwait(false);
    }

    static Task WriteAsync(ApiCall call, IReadOnlyList<EndpointVersion> versions) => call.JsonAsync(json =>
    {
        json.WriteStartArray();
        foreach (var version in versions)
            EndpointCommand.Write(json, version);
        json.WriteEndArray();
    });
}

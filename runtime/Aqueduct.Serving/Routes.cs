using Aqueduct.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Endpoint = Aqueduct.Runtime.Endpoint;

namespace Aqueduct.Serving;

/// <summary>The addresses that are answered.</summary>
static class Routes
{
    /// <summary>Adds those of all parts, and those that every server has.</summary>
    public static void Map(WebApplication app, IReadOnlyList<IServePart> parts)
    {
        Get(app, "/healthz", context => Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteEndObject();
        }));
        var document = OpenApiDocument.Of(parts);
        Get(app, "/openapi/v1.json", context => BytesAsync(context, "application/json", document));
        foreach (var part in parts)
            part.Map(app);
    }

    /// <summary>Adds those of endpoints.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="endpoints">What is served.</param>
    /// <param name="versions">Its current versions.</param>
    /// <param name="log">Receives what failed.</param>
    public static void Map(IEndpointRouteBuilder app, IReadOnlyList<Endpoint> endpoints, CurrentVersions versions, Action<string> log)
    {
        Get(app, "/endpoints", context => Answers.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var content in versions.Contents.Values.OrderBy(c => c.Version.Endpoint, StringComparer.Ordinal))
                EndpointCommand.Write(json, content.Version);
            json.WriteEndArray();
        }));
        foreach (var endpoint in endpoints)
            Map(app, endpoint, versions, log);
    }

    static void Map(IEndpointRouteBuilder app, Endpoint endpoint, CurrentVersions versions, Action<string> log)
    {
        if (endpoint is FunctionEndpoint function)
            app.MapPost("/" + endpoint.Name, new FunctionRoute(function, versions, log).CallAsync);
        if (endpoint is not PublishedEndpoint { IsInternal: false })
            return;
        if (endpoint is not ITableEndpoint table)
        {
            Get(app, "/" + endpoint.Name, context => ValueAsync(context, endpoint.Name, versions));
            return;
        }

        var routes = new TableRoutes(endpoint.Name, table.Key, versions);
        Get(app, "/" + endpoint.Name, routes.PageAsync);
        if (table.Key is not null)
            Get(app, $"/{endpoint.Name}/{{key}}", routes.RowAsync);
    }

    /// <summary>Nothing was published yet: not the client's mistake, and it may ask again later.</summary>
    public static Task NothingYetAsync(HttpContext context, string name)
    {
        context.Response.Headers.RetryAfter = "1";
        return Answers.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing is published yet", $"No run has published to '{name}'. Run the workflow that does.");
    }

    static Task ValueAsync(HttpContext context, string name, CurrentVersions versions)
    {
        if (!versions.Contents.TryGetValue(name, out var content))
            return NothingYetAsync(context, name);
        var value = (ValueContent)content;
        return Answers.IsKnown(context, value.Version) ? Task.CompletedTask : BytesAsync(context, value.Version.MediaType, value.Bytes);
    }

    static Task BytesAsync(HttpContext context, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    // A request delegate, not a lambda of other types: those are bound by reflection.
    static void Get(IEndpointRouteBuilder app, string pattern, RequestDelegate answer) => app.MapGet(pattern, answer);
}

using System.CommandLine;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Aqueduct.Observability.Otel;

/// <summary>Adds the metrics for Prometheus to <c>serve</c>.</summary>
sealed class MetricsPartKind : ServePartKind
{
    /// <inheritdoc/>
    public override string Name => "metrics";

    /// <inheritdoc/>
    public override IServePart Create(ServeContext context, ParseResult parsed) => EndpointCatalog.All().Any(e => e.Name == "metrics")
        ? throw new RefusedException("This app has an endpoint 'metrics', and /metrics is where the package Aqueduct.Observability answers Prometheus. Give the endpoint another name, or leave the package out.")
        : new MetricsPart();
}

/// <summary>Answers with the metrics of the process, in the text that Prometheus reads, to whoever may look at runs.</summary>
sealed class MetricsPart : IServePart
{
    const string Path = "/metrics";

    static readonly string[] Meters = [Telemetry.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    public void AddTo(WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.SetResourceBuilder(OtelWatch.Resource()).AddMeter(Meters).AddPrometheusExporter());

    public void Map(WebApplication app) => app.MapPrometheusScrapingEndpoint(Path).WithMetadata(Requires.Of(Role.Viewer));

    public IEnumerable<string> Describe() => [$"GET  {Path}"];
}

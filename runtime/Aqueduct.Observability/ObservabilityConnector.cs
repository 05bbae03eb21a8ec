using Aqueduct.Observability;
using Aqueduct.Observability.Lineage;
using Aqueduct.Observability.Otel;
using Aqueduct.Runtime;
using Aqueduct.Serving;

[assembly: Connector(typeof(ObservabilityConnector))]

namespace Aqueduct.Observability;

/// <summary>Adds what tells others of an app's runs: OpenTelemetry, OpenLineage and, to the command <c>serve</c>, Prometheus. An app that references the package calls it by itself.</summary>
public static class ObservabilityConnector
{
    /// <summary>Makes them known.</summary>
    public static void Register()
    {
        ServingConnector.Register();
        Connectors.AddWatch("OpenTelemetry", static environment => OtelWatch.Begin(Environment.GetEnvironmentVariable, environment.Error));
        Connectors.AddWatch("OpenLineage", static environment => LineageWatch.Begin(Environment.GetEnvironmentVariable, environment.Error));
        ServeParts.Add(new MetricsPartKind());
    }
}

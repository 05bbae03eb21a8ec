namespace Aqueduct.Observability.Otel;

/// <summary>What of a process's telemetry is exported, by the environment variables that OpenTelemetry names. The exporters read the rest of them themselves.</summary>
/// <param name="Traces">Whether traces are.</param>
/// <param name="Metrics">Whether metrics are.</param>
/// <param name="Logs">Whether logs are.</param>
/// <param name="Sources">Further sources of activities that are exported.</param>
/// <param name="Meters">Further meters that are.</param>
sealed record OtelSettings(bool Traces, bool Metrics, bool Logs, IReadOnlyList<string> Sources, IReadOnlyList<string> Meters)
{
    /// <summary>Whether anything is exported.</summary>
    public bool IsAny => Traces || Metrics || Logs;

    /// <summary>Reads the variables.</summary>
    /// <exception cref="FormatException">An exporter is named that this package does not have.</exception>
    public static OtelSettings Of(Func<string, string?> variable)
    {
        if (string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return new(false, false, false, [], []);
        return new(IsExported("TRACES", variable), IsExported("METRICS", variable), IsExported("LOGS", variable),
            List(variable("OTEL_DOTNET_AUTO_TRACES_ADDITIONAL_SOURCES")), List(variable("OTEL_DOTNET_AUTO_METRICS_ADDITIONAL_SOURCES")));
    }

    /// <summary>Where an endpoint is named, or the exporter; the usual endpoint on this machine is tried by nobody who did not ask for it.</summary>
    static bool IsExported(string signal, Func<string, string?> variable) => variable($"OTEL_{signal}_EXPORTER")?.Trim().ToLowerInvariant() switch
    {
        null or "" => !string.IsNullOrWhiteSpace(variable("OTEL_EXPORTER_OTLP_ENDPOINT")) || !string.IsNullOrWhiteSpace(variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")),
        "otlp" => true,
        "none" => false,
        var other => throw new FormatException($"OTEL_{signal}_EXPORTER is '{other}'. It is otlp or none; for Prometheus ask /metrics of the command serve."),
    };

    static string[] List(string? names) => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using System.Diagnostics;
using System.Reflection;
using Aqueduct.Runtime;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aqueduct.Observability.Otel;

/// <summary>Sends traces, metrics and logs of a process's runs by OTLP, and what is left of them when the process ends.</summary>
sealed class OtelWatch : IRunWatch
{
    /// <summary>How long the end of the process is held up at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly TracerProvider? _traces;
    readonly MeterProvider? _metrics;
    readonly ILoggerFactory? _logs;
    readonly ExportTroubles _troubles;
    readonly TextWriter _error;

    OtelWatch(OtelSettings settings, TextWriter error)
    {
        (_error, _troubles) = (error, new ExportTroubles());
        if (settings.Traces)
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource([Telemetry.Name, .. settings.Sources]).AddOtlpExporter().Build();
        if (settings.Metrics)
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter([Telemetry.Name, "System.Runtime", .. settings.Meters]).AddOtlpExporter().Build();
        if (settings.Logs)
            _logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(logs =>
            {
                (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true);
                logs.SetResourceBuilder(Resource()).AddOtlpExporter();
            }));
    }

    /// <inheritdoc/>
    public ILoggerFactory? Loggers => _logs;

    /// <summary>Begins; null where nothing is exported.</summary>
    /// <exception cref="FormatException">A variable says something that is not to be had.</exception>
    public static OtelWatch? Begin(Func<string, string?> variable, TextWriter error) => OtelSettings.Of(variable) is { IsAny: true } settings ? new OtelWatch(settings, error) : null;

    /// <summary>The app, as others see it: its name is the program's where OTEL_SERVICE_NAME says no other.</summary>
    public static ResourceBuilder Resource()
    {
        var app = Assembly.GetEntryAssembly()?.GetName();
        return ResourceBuilder.CreateEmpty().AddService(app?.Name ?? Telemetry.Name, serviceVersion: app?.Version?.ToString(3), autoGenerateServiceInstanceId: true).AddTelemetrySdk().AddEnvironmentVariableDetector();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var (most, began) = ((int)Patience.TotalMilliseconds, Stopwatch.GetTimestamp());
        await Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(most)),
            Task.Run(() => _metrics?.Shutdown(most)),
            Task.Run(() => _logs?.Dispose())).ConfigureAwait(false); // it gives up after five seconds, too
        // Who does not answer is tried again until there is no time left, and no error is told.
        var late = Stopwatch.GetElapsedTime(began) >= Patience - TimeSpan.FromMilliseconds(100) ? $"it was given up {Patience.TotalSeconds:0} s after the end." : null;
        _traces?.Dispose();
        _metrics?.Dispose();
        _troubles.Dispose();
        if ((_troubles.First ?? late) is { } first)
            await _error.WriteLineAsync($"warning: OpenTelemetry could not send everything: {first}").ConfigureAwait(false);
    }
}

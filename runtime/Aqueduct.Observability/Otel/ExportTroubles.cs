using System.Diagnostics.Tracing;
using System.Globalization;

namespace Aqueduct.Observability.Otel;

/// <summary>Hears what the exporters would otherwise tell nobody.</summary>
sealed class ExportTroubles : EventListener
{
    volatile string? _first;

    /// <summary>The first error; null where there was none.</summary>
    public string? First => _first;

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-Exporter-OpenTelemetryProtocol", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Error);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_first is not null || eventData.Level is not (EventLevel.Error or EventLevel.Critical) || eventData.Message is not { } message)
            return;
        // Arguments may hold a whole stack: the first line says what went wrong.
        _first = string.Format(CultureInfo.InvariantCulture, message, [.. eventData.Payload ?? new([])]).Split('\n')[0].TrimEnd();
    }
}

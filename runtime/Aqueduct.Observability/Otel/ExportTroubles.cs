using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Aqueduct.Observability.Otel;

/// <summary>Hears what the exporters would otherwise tell nobody: errors, and warnings of an endpoint that no success has followed.</summary>
sealed class ExportTroubles : EventListener
{
    // Made before the constructor of the base class, which already hears of sources.
    readonly ConcurrentDictionary<string, string> _open = new(StringComparer.Ordinal);
    volatile string? _first;

    /// <summary>What went wrong first; null where nothing did.</summary>
    public string? First => _first ?? _open.Values.FirstOrDefault();

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-Exporter-OpenTelemetryProtocol", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Informational);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.Message is not { } message)
            return;
        var (payload, endpoint) = (eventData.Payload ?? new([]), eventData.Payload is [{ } first, ..] ? first.ToString()! : "");
        if (message.StartsWith("Export succeeded", StringComparison.Ordinal))
            _open.TryRemove(endpoint, out _);
        if (eventData.Level is not (EventLevel.Critical or EventLevel.Error or EventLevel.Warning))
            return;
        // Arguments may hold a whole stack: the first line says what went wrong.
        var text = string.Format(CultureInfo.InvariantCulture, message, [.. payload]).Split('\n')[0].TrimEnd();
        if (eventData.Level != EventLevel.Warning)
            _first ??= text;
        else if (Uri.TryCreate(endpoint, UriKind.Absolute, out _))
            _open.TryAdd(endpoint, text);
    }
}

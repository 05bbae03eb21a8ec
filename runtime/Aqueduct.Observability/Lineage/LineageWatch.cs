using Aqueduct.Runtime;

namespace Aqueduct.Observability.Lineage;

/// <summary>Sends what runs read and write as events of OpenLineage, and what is left of them when the process ends.</summary>
sealed class LineageWatch(LineageSettings settings, LineageQueue queue) : IRunWatch
{
    /// <inheritdoc/>
    public IRunObserver? Observe(WorkflowDefinition workflow) => new LineageObserver(settings, queue.Add);

    /// <summary>Begins; null where no place is named.</summary>
    /// <exception cref="FormatException">A variable says something wrong.</exception>
    public static LineageWatch? Begin(Func<string, string?> variable, TextWriter error)
    {
        if (LineageSettings.Of(variable) is not { } settings)
            return null;
        ILineageTransport transport = settings.Url is { } url ? new HttpTransport(url, settings.Key) : new FileTransport(settings.File!);
        return new LineageWatch(settings, new LineageQueue(transport, error));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => queue.DisposeAsync();
}

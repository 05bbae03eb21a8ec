namespace Aqueduct.Observability.Lineage;

/// <summary>Where events go.</summary>
interface ILineageTransport : IAsyncDisposable
{
    /// <summary>Sends one event.</summary>
    /// <exception cref="LineageException">It did not arrive.</exception>
    Task SendAsync(string json, CancellationToken cancel);
}

/// <summary>An event did not arrive.</summary>
/// <param name="message">Why; never a secret.</param>
/// <param name="isPassing">Whether it may at another time.</param>
/// <param name="inner">What was thrown.</param>
sealed class LineageException(string message, bool isPassing, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it may arrive at another time.</summary>
    public bool IsPassing { get; } = isPassing;
}

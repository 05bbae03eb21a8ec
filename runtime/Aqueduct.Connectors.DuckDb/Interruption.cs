using DuckDB.NET.Native;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Interrupts a connection when a token says so, and goes on doing so: an interrupt between two statements is forgotten by the next one.</summary>
sealed class Interruption : IDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(10);
    readonly Timer _timer;
    readonly CancellationTokenRegistration _registration;

    public Interruption(DuckDBNativeConnection connection, CancellationToken cancel)
    {
        _timer = new Timer(static c => ((DuckDBNativeConnection)c!).Interrupt(), connection, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancel.Register(static t => ((Timer)t!).Change(TimeSpan.Zero, Again), _timer);
    }

    /// <summary>Ends it; no interrupt is under way afterwards, and the connection may be closed.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        using var ended = new ManualResetEvent(false);
        if (_timer.Dispose(ended))
            ended.WaitOne();
    }
}

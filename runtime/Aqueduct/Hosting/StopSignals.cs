using System.Runtime.InteropServices;

namespace Aqueduct.Runtime;

/// <summary>Turns the first Ctrl-C or termination request into a cancellation, and the second into haste; a third one ends the process as usual.</summary>
sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource _source = new();
    readonly CancellationTokenSource _hurry = new();
    readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Token => _source.Token;

    /// <summary>Canceled by the second signal: what does not stop is to be left behind, and the run recorded as canceled.</summary>
    public CancellationToken Hurry => _hurry.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
        _hurry.Dispose();
    }

    void Stop(PosixSignalContext context)
    {
        if (_hurry.IsCancellationRequested)
            return;
        context.Cancel = true;
        (_source.IsCancellationRequested ? _hurry : _source).Cancel();
    }
}

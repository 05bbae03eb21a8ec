namespace Aqueduct.Runtime;

/// <summary>The ways a run is stopped before its end: canceled, out of time, or unable to store what it makes.</summary>
sealed class RunStop : IDisposable
{
    readonly CancellationToken _canceled;
    readonly CancellationTokenSource _deadline;
    readonly CancellationTokenSource _broken = new();
    readonly CancellationTokenSource _any;
    readonly TimeSpan? _timeout;
    Failure? _failure;

    public RunStop(TimeSpan? timeout, TimeProvider clock, CancellationToken canceled)
    {
        (_canceled, _timeout) = (canceled, timeout);
        _deadline = timeout is { } limit ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        _any = CancellationTokenSource.CreateLinkedTokenSource(canceled, _deadline.Token, _broken.Token);
    }

    /// <summary>Canceled when the run is to stop, for whichever reason.</summary>
    public CancellationToken Token => _any.Token;

    public bool Requested => _any.IsCancellationRequested;

    /// <summary>What the run needed and did not get; null when nothing broke.</summary>
    public Failure? Broken => _failure;

    /// <summary>Why the run fails; null when it was canceled or not stopped.</summary>
    public Failure? Failure => _failure ?? (_canceled.IsCancellationRequested || !_deadline.IsCancellationRequested ? null : OutOfTime);

    /// <summary>State of a node that was never started.</summary>
    public NodeState StateOfUnstarted => Failure is null ? NodeState.Canceled : NodeState.Skipped;

    /// <summary>State of a node that was under way.</summary>
    public (NodeState State, Failure? Failure) OfRunning => Failure is { } failure ? (NodeState.Failed, failure) : (NodeState.Canceled, null);

    Failure OutOfTime => new(FailureOwner.System, $"The workflow ran longer than its Timeout of {_timeout:c}.", Tip: "Raise the workflow's Timeout, or look for the node that took the time.");

    /// <summary>Stops the run because something it needs has failed; the first failure counts.</summary>
    public void Break(Failure failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _broken.Cancel();
    }

    public void Dispose()
    {
        _any.Dispose();
        _broken.Dispose();
        _deadline.Dispose();
    }
}

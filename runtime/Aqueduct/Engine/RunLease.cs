namespace Aqueduct.Runtime;

/// <summary>Renews a run's lease while the run is under way, and hears of requests to cancel it.</summary>
sealed class RunLease : IAsyncDisposable
{
    readonly RunStore _store;
    readonly string _run;
    readonly string? _group;
    readonly string _owner;
    readonly TimeProvider _clock;
    readonly Action _cancel;
    readonly Action<Failure> _lost;
    readonly ITimer _timer;
    readonly SemaphoreSlim _gate = new(1, 1);
    DateTimeOffset _renewed;
    volatile bool _over;

    /// <param name="store">The run's store.</param>
    /// <param name="run">Its id.</param>
    /// <param name="clock">Gives the beat.</param>
    /// <param name="cancel">Called when somebody asked for the run's end.</param>
    /// <param name="lost">Called when the run belongs to another process, or the store cannot be read.</param>
    /// <param name="group">The group of its nodes that is this process's; null where the run is.</param>
    public RunLease(RunStore store, string run, TimeProvider clock, Action cancel, Action<Failure> lost, string? group = null)
    {
        (_group, _store, _run, _owner, _clock, _cancel, _lost, _renewed) = (group, store, run, store.ClaimRuns(), clock, cancel, lost, clock.GetUtcNow());
        _timer = clock.CreateTimer(_ => Beat(), null, Lease.Beat, Lease.Beat);
    }

    /// <summary>Why a process must not go on with a run.</summary>
    public static Failure? Lost(Pulse? pulse, string owner, string run) => pulse is { Ended: false } && pulse.Owner == owner
        ? null
        : new Failure(FailureOwner.System, $"Run {run} no longer belongs to this process: it said nothing for so long that another one took the run over or closed it.",
            Tip: "A suspended machine or a clock that was set is the usual reason. Nothing more is published by this process.");

    /// <summary>Ends it. A beat that is under way tells nobody any more what it finds, and is over, with the store, once this is done.</summary>
    public async ValueTask DisposeAsync()
    {
        _over = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
        // Not every timer waits for a call that is under way.
        await _gate.WaitAsync().ConfigureAwait(false);
        _gate.Release();
    }

    void Beat()
    {
        // A beat that takes long, on a busy disk, is not overtaken by the next one.
        if (!_gate.Wait(0))
            return;
        try
        {
            if (_over)
                return;
            Failpoints.Reach(Failpoint.BeatBegins);
            Look(_clock.GetUtcNow());
            Failpoints.Reach(Failpoint.BeatEnded);
        }
        catch (HomeException e)
        {
            Tell(() => _lost(Failures.OfSystem(e)));
        }
        finally
        {
            _gate.Release();
        }
    }

    void Look(DateTimeOffset now)
    {
        var pulse = _store.Read(q => q.PulseOf(_run, _group));
        if (Lost(pulse, _owner, _run) is { } lost)
            Tell(() => _lost(lost));
        else if (pulse!.CancelRequested)
            Tell(_cancel);
        // A clock that was set back is no reason to wait.
        if (now >= _renewed && now - _renewed < Lease.Renewal)
            return;
        _renewed = now;
        _store.Append(_group is null ? new LeaseRenewed(_run, _owner, now) : new GroupLeaseRenewed(_run, _group, _owner, now));
    }

    void Tell(Action what)
    {
        if (!_over)
            what();
    }
}

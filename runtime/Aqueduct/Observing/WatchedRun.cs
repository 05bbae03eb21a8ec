namespace Aqueduct.Runtime;

/// <summary>Tells an observer of a run, and who watches beside it. What a watcher throws is said once, and that one hears no more of the run.</summary>
sealed class WatchedRun : IRunObserver
{
    readonly IRunObserver _observer;
    readonly List<IRunObserver> _watchers;
    readonly Action<string> _warn;

    WatchedRun(IRunObserver observer, List<IRunObserver> watchers, Action<string> warn) => (_observer, _watchers, _warn) = (observer, watchers, warn);

    /// <summary>The observer itself where nobody watches.</summary>
    public static IRunObserver Of(IRunObserver observer, WorkflowDefinition workflow, RunTelemetry? telemetry, RunOptions options)
    {
        if (telemetry is null && options.Watches.Count == 0)
            return observer;
        var run = new WatchedRun(observer, telemetry is null ? [] : [telemetry], options.Warn);
        foreach (var watch in options.Watches)
            run.Guard(() =>
            {
                if (watch.Observe(workflow) is { } watcher)
                    run._watchers.Add(watcher);
            });
        return run;
    }

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
        Tell(w => w.Started(run, workflow));
        _observer.Started(run, workflow);
    }

    public void Began(RunRecord run)
    {
        Tell(w => w.Began(run));
        _observer.Began(run);
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
        Tell(w => w.NodeChanged(node, result));
        _observer.NodeChanged(node, result);
    }

    public void Reads(NodeRecord node, DataRead read) => Tell(w => w.Reads(node, read));

    public void Publishes(NodeRecord node, SaveRequest save) => Tell(w => w.Publishes(node, save));

    public void Finished(RunDetails run)
    {
        Tell(w => w.Finished(run));
        _observer.Finished(run);
    }

    void Tell(Action<IRunObserver> what)
    {
        for (var i = _watchers.Count - 1; i >= 0; i--)
        {
            var watcher = _watchers[i];
            if (!Guard(() => what(watcher)))
                _watchers.Remove(watcher);
        }
    }

    bool Guard(Action what)
    {
        try
        {
            what();
            return true;
        }
        catch (Exception e)
        {
            _warn($"What watches the run failed with {e.GetType().Name}: {e.Message} The run goes on without it.");
            return false;
        }
    }
}

using System.Collections.Concurrent;
using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Starts the firings of all schedules when they are due.</summary>
/// <param name="store">Says what has run.</param>
/// <param name="workflows">The app's.</param>
/// <param name="pool">Runs them.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="log">Receives what could not be started.</param>
sealed class ScheduleKeeper(RunStore store, IReadOnlyList<Workflow> workflows, IRunPlaces pool, TimeProvider clock, Action<string> log)
{
    /// <summary>How often it looks at least: for pauses that have ended, and for what another run stood in the way of.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly PriorityQueue<Lane, DateTimeOffset> _next = new();
    readonly HashSet<Lane> _due = [];
    // What runs say when they end, or are refused; heard by the loop, so that lanes are its own.
    readonly ConcurrentQueue<Action> _heard = new();
    readonly Followers _followers = new(workflows);
    readonly PauseWatch _pauses = new(store, clock);
    readonly Wake _wake = new(clock);

    /// <summary>Keeps them until it is canceled.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        Load();
        pool.Ended += _wake.Set;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                Look();
                var wait = _next.TryPeek(out _, out var time) ? time - clock.GetUtcNow() : Interval;
                await _wake.WaitAsync(wait < Interval ? wait : Interval, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            pool.Ended -= _wake.Set;
        }
    }

    /// <summary>Reads how far each schedule was kept.</summary>
    public void Load()
    {
        var now = clock.GetUtcNow();
        var newest = store.Read(q => q.LatestLogicalTimes(now));
        foreach (var workflow in workflows.Where(w => w.Definition.Schedule is not null))
        {
            var lane = new Lane(workflow, newest.TryGetValue(workflow.Definition.Slug, out var time) ? time : null);
            // A run by hand is no firing; the last one that is counts.
            if (lane.Last is { } last && !lane.IsFiring(last))
                lane = new Lane(workflow, DueCommand.LastDone(store, Firings.Of(workflow.Definition.Schedule!, workflow.Definition.TimeZone), workflow.Definition.Slug, now));
            _due.Add(lane);
            Enqueue(lane, now);
        }
    }

    /// <summary>Starts what is due and can start.</summary>
    public void Look()
    {
        while (_heard.TryDequeue(out var heard))
            heard();
        var now = clock.GetUtcNow();
        while (_next.TryPeek(out var lane, out var time) && time <= now)
        {
            _next.Dequeue();
            _due.Add(lane);
            Enqueue(lane, now);
        }

        if (_due.Count == 0 || pool.IsFull)
            return;
        var pauses = _pauses.Now();
        var started = new List<Lane>();
        foreach (var lane in _due)
        {
            // Of a thousand that are due the end of each run lets one start: the others are not looked at for it.
            if (pool.IsFull)
                break;
            if (lane.NotBefore <= now && !pauses.ContainsKey(lane.Definition.Slug) && Start(lane, now))
                started.Add(lane);
        }

        _due.ExceptWith(started);
    }

    void Enqueue(Lane lane, DateTimeOffset after)
    {
        if (lane.Next(after) is { } next)
            _next.Enqueue(lane, next);
    }

    /// <summary>Starts what is due of a workflow; false where something of it has to wait.</summary>
    bool Start(Lane lane, DateTimeOffset now)
    {
        foreach (var time in lane.Due(now))
            if (lane.HasToWait || !Start(lane, time, lane.Last))
                return false;
        lane.CaughtUp(now);
        return true;
    }

    bool Start(Lane lane, DateTimeOffset time, DateTimeOffset? before)
    {
        var followers = _followers.Of(lane.Definition);
        var started = pool.TryStart(new RunRequest(lane.Workflow, new Dictionary<string, string>()), o => o with
        {
            LogicalTime = time,
            Once = true,
            Followers = followers,
            Admitted = (t, run) => Causes.Note(t, run, "schedule", StoreText.Of(time)),
        });
        if (started is null)
            return false;
        lane.Done(time);
        lane.Active++;
        _ = FollowAsync(lane, time, before, started);
        return true;
    }

    async Task FollowAsync(Lane lane, DateTimeOffset time, DateTimeOffset? before, StartedRun started)
    {
        await started.Ended.ConfigureAwait(false);
        var refusal = await started.RefusalAsync().ConfigureAwait(false);
        Hear(() =>
        {
            lane.Active--;
            switch (refusal)
            {
                case NotAdmittedException { IsDone: false }:
                    // A run of another process is under way; what it stands in the way of is due again.
                    lane.Undo(time, before);
                    lane.NotBefore = clock.GetUtcNow() + Interval;
                    _due.Add(lane);
                    break;
                case { } e when e is not NotAdmittedException:
                    log($"error: '{lane.Definition.Name}' was not started for {Words.Instant(time)}: {(CommandLines.IsRefusal(e) ? e.Message : e)}");
                    break;
            }
        });
    }

    void Hear(Action what)
    {
        _heard.Enqueue(what);
        _wake.Set();
    }
}

using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Starts the workflows that name another one in After, once it has succeeded, whichever process ran it.</summary>
/// <param name="store">Says what has succeeded.</param>
/// <param name="workflows">The app's.</param>
/// <param name="pool">Runs them.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="log">Receives what could not be started.</param>
sealed class CascadeKeeper(RunStore store, IReadOnlyList<Workflow> workflows, IRunPlaces pool, TimeProvider clock, Action<string> log)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long another process, such as the command run, is left to go on by itself.</summary>
    public static readonly TimeSpan Head = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, Workflow> _followers = workflows.Where(w => w.Definition.After is not null).ToDictionary(w => w.Definition.Slug, StringComparer.Ordinal);
    readonly Followers _after = new(workflows);
    readonly Dictionary<string, int> _active = new(StringComparer.Ordinal);
    readonly HashSet<(string Run, string Follower)> _starting = [];
    readonly Lock _gate = new();
    readonly PauseWatch _pauses = new(store, clock);
    readonly Wake _wake = new(clock);

    /// <summary>Keeps them until it is canceled.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        pool.Ended += _wake.Set;
        try
        {
            while (_followers.Count > 0 && !cancel.IsCancellationRequested)
            {
                await LookAsync().ConfigureAwait(false);
                await _wake.WaitAsync(Interval, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            pool.Ended -= _wake.Set;
        }
    }

    /// <summary>Starts what is to start now.</summary>
    public async Task LookAsync()
    {
        var open = store.Read(q => q.OpenCascades(store.ClaimRuns(), q.Now(clock) - Head));
        var pauses = open.Count == 0 ? null : _pauses.Now();
        foreach (var group in open.Where(o => Follows(o) && !pauses!.ContainsKey(o.Follower)).GroupBy(o => o.Follower))
        {
            var (next, all) = (_followers[group.Key], group.ToList());
            // Where runs do not wait for each other, the newest stands for all that came meanwhile.
            if (next.Definition.Overlap == Overlap.Skip && all.Count > 1)
                await LeaveAsync(all[..^1], $"left out, run {all[^1].Run} is newer").ConfigureAwait(false);
            foreach (var one in next.Definition.Overlap == Overlap.Skip ? all[^1..] : all)
                if (!Start(next, one))
                    break;
        }
    }

    // It may have another name to follow in this version of the app.
    bool Follows(OpenCascade open) => _followers.TryGetValue(open.Follower, out var next) && next.Definition.After == open.Name;

    bool Start(Workflow next, OpenCascade open)
    {
        lock (_gate)
        {
            if (next.Definition.Overlap is Overlap.Skip or Overlap.Queue && _active.GetValueOrDefault(open.Follower) > 0)
                return false;
            if (!_starting.Add((open.Run, open.Follower)))
                return true;
            _active[open.Follower] = _active.GetValueOrDefault(open.Follower) + 1;
        }

        var followers = _after.Of(next.Definition);
        var started = pool.TryStart(new RunRequest(next, new Dictionary<string, string>()), o => o with
        {
            LogicalTime = open.LogicalTime,
            Followers = followers,
            Admitted = (t, run) =>
            {
                Causes.TakeCascade(t, open.Run, open.Follower, run.Id);
                Causes.Note(t, run, "after", open.Run);
            },
        });
        _ = FollowAsync(next, open, started);
        return started is not null;
    }

    async Task FollowAsync(Workflow next, OpenCascade open, StartedRun? started)
    {
        if (started is not null)
        {
            if (await started.RefusalAsync().ConfigureAwait(false) is { } e and not NotAdmittedException)
            {
                log($"error: '{next.Definition.Name}', which runs after '{open.Name}', was not started: {(CommandLines.IsRefusal(e) ? e.Message : e)}");
                // What cannot start does not start the next time either.
                await LeaveAsync([open], "it could not start").ConfigureAwait(false);
            }

            await started.Ended.ConfigureAwait(false);
        }

        lock (_gate)
        {
            _starting.Remove((open.Run, open.Follower));
            _active[open.Follower]--;
        }
    }

    Task LeaveAsync(IReadOnlyList<OpenCascade> some, string why) => store.WriteAsync(transaction =>
    {
        foreach (var open in some)
            transaction.Execute("UPDATE cascades SET taken_by = $3 WHERE run = $1 AND follower = $2 AND taken_by IS NULL", open.Run, open.Follower, why);
        return true;
    });
}

using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Starts workflows for files that have arrived: each version of a file once, when it has not changed for a while.</summary>
/// <param name="store">Says what has arrived before.</param>
/// <param name="workflows">The app's.</param>
/// <param name="pool">Runs them.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="log">Receives what could not be started.</param>
sealed class FileKeeper(RunStore store, IReadOnlyList<Workflow> workflows, IRunPlaces pool, TimeProvider clock, Action<string> log)
{
    /// <summary>Between two looks, and how long a file must have stayed as it is.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks into an object store, each of which is a request, or one a thousand objects.</summary>
    public static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(10);

    readonly List<(Workflow Workflow, ArrivalPattern Pattern)> _triggers = [.. workflows.Where(w => w.Definition.OnFile is not null).Select(w => (w, new ArrivalPattern(w.Definition.OnFile!)))];
    readonly Followers _followers = new(workflows);
    readonly PauseWatch _pauses = new(store, clock);
    readonly Wake _wake = new(clock);
    readonly Lock _gate = new();
    readonly Dictionary<string, int> _active = new(StringComparer.Ordinal);
    readonly HashSet<(string Slug, string Path)> _starting = [];
    readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    readonly Dictionary<ArrivalPattern, (DateTimeOffset At, IReadOnlyList<ArrivedFile> Files)> _listed = [];
    Dictionary<(string Slug, string Path), (string Stamp, DateTimeOffset Since)> _seen = [];

    /// <summary>Looks for them until it is canceled.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        while (_triggers.Count > 0 && !cancel.IsCancellationRequested)
        {
            await LookAsync().ConfigureAwait(false);
            await _wake.WaitAsync(Interval, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once.</summary>
    public Task LookAsync() => Task.Run(() =>
    {
        var seen = new Dictionary<(string Slug, string Path), (string Stamp, DateTimeOffset Since)>();
        var pauses = _pauses.Now();
        foreach (var (workflow, pattern) in _triggers)
            if (!pauses.ContainsKey(workflow.Definition.Slug))
                Look(workflow, pattern, seen);
        _seen = seen;
    });

    void Look(Workflow workflow, ArrivalPattern pattern, Dictionary<(string Slug, string Path), (string Stamp, DateTimeOffset Since)> seen)
    {
        var slug = workflow.Definition.Slug;
        var now = clock.GetUtcNow();
        var before = store.Read(q => q.Arrivals(slug));
        foreach (var (file, isWhole) in Files(pattern, now))
        {
            var name = $"{pattern.Resource}/{file.Path}";
            if (before.GetValueOrDefault(name) == file.Stamp)
                continue;
            var at = _seen.TryGetValue((slug, name), out var known) && known.Stamp == file.Stamp ? known : (file.Stamp, Since: now);
            seen[(slug, name)] = at;
            // Who is writing it still changes its size or its time. An object is there as a whole.
            if (isWhole || now - at.Since >= Interval)
                Start(workflow, name, file);
        }
    }

    IEnumerable<(ArrivedFile File, bool IsWhole)> Files(ArrivalPattern pattern, DateTimeOffset now)
    {
        try
        {
            var store = ResourceRegistry.Current.Files(pattern.Resource);
            if (store.AppearsWhole && _listed.TryGetValue(pattern, out var listed) && now - listed.At < StoreInterval)
                return listed.Files.Select(f => (f, true));
            // A store that is away is not asked at every look either.
            _listed[pattern] = (now, []);
            var files = pattern.Files(store);
            _listed[pattern] = (now, files);
            _failing.Remove(pattern.Text);
            return files.Select(f => (f, store.AppearsWhole));
        }
        catch (ResourceException e)
        {
            // A share that is away comes back; said once.
            if (_failing.Add(pattern.Text))
                log($"error: {e.Message}");
            return [];
        }
    }

    void Start(Workflow workflow, string name, ArrivedFile file)
    {
        var slug = workflow.Definition.Slug;
        lock (_gate)
        {
            if (workflow.Definition.Overlap is Overlap.Skip or Overlap.Queue && _active.GetValueOrDefault(slug) > 0)
                return;
            if (!_starting.Add((slug, name)))
                return;
            _active[slug] = _active.GetValueOrDefault(slug) + 1;
        }

        var followers = _followers.Of(workflow.Definition);
        var started = pool.TryStart(new RunRequest(workflow, file.Values), o => o with
        {
            Followers = followers,
            Admitted = (t, run) =>
            {
                Causes.TakeArrival(t, slug, name, file.Stamp, run.Id, clock.GetUtcNow());
                Causes.Note(t, run, "file", name);
            },
        });
        _ = FollowAsync(workflow, name, file, started);
    }

    async Task FollowAsync(Workflow workflow, string name, ArrivedFile file, StartedRun? started)
    {
        if (started is not null)
        {
            if (await started.RefusalAsync().ConfigureAwait(false) is { } e and not NotAdmittedException)
            {
                log($"error: '{workflow.Definition.Name}' was not started for {name}: {(CommandLines.IsRefusal(e) ? e.Message : e)}");
                // What cannot start for this version of the file does not start the next time either.
                if (e is not HomeException)
                    await store.WriteAsync(t =>
                    {
                        Causes.TakeArrival(t, workflow.Definition.Slug, name, file.Stamp, null, clock.GetUtcNow());
                        return true;
                    }).ConfigureAwait(false);
            }

            await started.Ended.ConfigureAwait(false);
        }

        lock (_gate)
        {
            _starting.Remove((workflow.Definition.Slug, name));
            _active[workflow.Definition.Slug]--;
        }

        // The next file of the workflow may have waited for it.
        if (started is not null)
            _wake.Set();
    }
}

using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Goes on with runs that a server has started and that were cut off: by its end, its death, or the loss of its machine.</summary>
/// <param name="store">Says which.</param>
/// <param name="workflows">The app's.</param>
/// <param name="pool">Runs them.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="log">Receives what goes on, and what does not.</param>
sealed class InterruptedKeeper(RunStore store, IReadOnlyList<Workflow> workflows, IRunPlaces pool, TimeProvider clock, Action<string> log)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, Workflow> _workflows = workflows.ToDictionary(w => w.Definition.Slug, StringComparer.Ordinal);
    readonly Followers _followers = new(workflows);
    readonly HashSet<string> _starting = [];
    readonly Wake _wake = new(clock);

    /// <summary>Looks for them until it is canceled.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await LookAsync().ConfigureAwait(false);
            await _wake.WaitAsync(Interval, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on with those there are.</summary>
    public async Task LookAsync()
    {
        if (store.Read(q => InterruptedRuns.Any(q, store.Home, clock)))
            await store.WriteAsync(t =>
            {
                InterruptedRuns.Close(t, store.Home, clock);
                return true;
            }).ConfigureAwait(false);
        foreach (var run in store.Read(q => q.Interrupted()))
            if (_workflows.TryGetValue(run.Slug, out var workflow))
                Start(workflow, run);
    }

    void Start(Workflow workflow, InterruptedRun run)
    {
        lock (_starting)
            if (!_starting.Add(run.Id))
                return;
        // A run keeps its version to its end: in another one a new run takes over what is still valid.
        var isSame = run.Version == workflow.Definition.Version;
        var request = new RunRequest(workflow, new Dictionary<string, string>(), Resume: isSame ? run.Id : null, Continue: isSame ? null : run.Id);
        var followers = _followers.Of(workflow.Definition);
        var started = pool.TryStart(request, o => isSame ? o : o with
        {
            Followers = followers,
            Admitted = (t, next) =>
            {
                Causes.LeaveInterrupted(t, run.Id);
                // Whoever takes over is told of.
                NotificationOutbox.Leave(t, run.Id);
                Causes.Note(t, next, "interrupted", run.Id);
            },
        });
        _ = FollowAsync(workflow, run, isSame, started);
    }

    async Task FollowAsync(Workflow workflow, InterruptedRun run, bool isSame, StartedRun? started)
    {
        if (started is not null)
        {
            if (await started.RefusalAsync().ConfigureAwait(false) is not { } e)
            {
                var admitted = await started.Admitted.ConfigureAwait(false);
                log($"'{workflow.Definition.Name}': {(isSame ? $"goes on with run {run.Id}" : $"run {admitted.Id} takes over what is still valid of run {run.Id}")}.");
                if (isSame)
                    await WriteAsync(t => Causes.NoteResumed(t, run.Id)).ConfigureAwait(false);
            }
            else if (e is not RefusedException)
            {
                log($"error: '{workflow.Definition.Name}': run {run.Id} cannot be gone on with: {(CommandLines.IsRefusal(e) ? e.Message : e)}");
                await WriteAsync(t => Causes.LeaveInterrupted(t, run.Id)).ConfigureAwait(false);
            }

            await started.Ended.ConfigureAwait(false);
        }

        // What was refused, because another run is under way, is tried again.
        lock (_starting)
            _starting.Remove(run.Id);
    }

    Task WriteAsync(Action<StoreTransaction> write) => store.WriteAsync(t =>
    {
        write(t);
        return true;
    });
}

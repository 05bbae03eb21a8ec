using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Keeps the schedules of an app's workflows, what follows them, and what was cut off of them, over one opened store.</summary>
sealed class Scheduler : IAsyncDisposable
{
    readonly RunStore _store;
    readonly IReadOnlyList<Workflow> _workflows;
    readonly TimeProvider _clock;
    readonly Action<string> _log;

    /// <param name="environment">Clock, and how workflows are run.</param>
    /// <param name="store">Keeps the runs.</param>
    /// <param name="workflows">The app's.</param>
    /// <param name="most">Most runs at once.</param>
    /// <param name="log">Receives a line for each thing that somebody should know.</param>
    public Scheduler(HostEnvironment environment, RunStore store, IReadOnlyList<Workflow> workflows, int most, Action<string> log)
    {
        (_store, _workflows, _clock, _log) = (store, workflows, environment.Clock, log);
        Pool = new RunPool(environment, store, most, log);
    }

    /// <summary>Runs what it starts.</summary>
    public RunPool Pool { get; }

    /// <summary>Who has paused a workflow; null where nobody has.</summary>
    public Pause? PauseOf(string slug) => _store.Read(q => q.Pauses()).GetValueOrDefault(slug);

    /// <summary>Stands by or leads until it is to stop; then nothing more is started.</summary>
    /// <exception cref="HomeException">The store cannot be used any more.</exception>
    public Task RunAsync(CancellationToken stop) => new Leadership(_store, _workflows, _clock, _log).RunAsync(LeadAsync, stop);

    /// <summary>Gives what runs the time to end, and interrupts the rest.</summary>
    public Task StopAsync(TimeSpan grace) => Pool.StopAsync(grace);

    public ValueTask DisposeAsync() => Pool.DisposeAsync();

    async Task LeadAsync(CancellationToken cancel)
    {
        // What one of them cannot do any more the others must not do either.
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Func<CancellationToken, Task>[] keepers =
        [
            new InterruptedKeeper(_store, _workflows, Pool, _clock, _log).KeepAsync,
            new ScheduleKeeper(_store, _workflows, Pool, _clock, _log).KeepAsync,
            new CascadeKeeper(_store, _workflows, Pool, _clock, _log).KeepAsync,
            new NotificationKeeper(_store, _workflows, ResourceRegistry.Current, Pool, _clock, _log).KeepAsync,
            new FileKeeper(_store, _workflows, Pool, _clock, _log).KeepAsync,
        ];
        await Task.WhenAll(keepers.Select(k => Task.Run(async () =>
        {
            try
            {
                await k(all.Token).ConfigureAwait(false);
            }
            catch
            {
                await all.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }))).ConfigureAwait(false);
    }
}

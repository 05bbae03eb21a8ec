using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Tells of the ends of runs, whichever process ran them, and tries again what did not arrive. Each channel is told by itself: one whose receiver is slow or gone keeps no other waiting.</summary>
/// <param name="store">Says what is to be told.</param>
/// <param name="workflows">The app's.</param>
/// <param name="registry">Says where.</param>
/// <param name="ended">Says that a run has ended here.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="log">Receives what did not arrive.</param>
sealed class NotificationKeeper(RunStore store, IReadOnlyList<Workflow> workflows, ResourceRegistry registry, IRunPlaces ended, TimeProvider clock, Action<string> log)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, Task> _telling = new(StringComparer.Ordinal);
    readonly Wake _wake = new(clock);

    /// <summary>Tells until it is canceled.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        if (Notifier() is not { } notifier)
            return;
        ended.Ended += _wake.Set;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                await LookAsync(notifier, cancel).ConfigureAwait(false);
                await _wake.WaitAsync(Interval, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            ended.Ended -= _wake.Set;
            await Task.WhenAll(_telling.Values).ConfigureAwait(false);
        }
    }

    /// <summary>Begins to tell what is to be told now, and waits for no receiver.</summary>
    public async Task LookAsync(Notifier notifier, CancellationToken cancel)
    {
        await notifier.RouteAsync().ConfigureAwait(false);
        foreach (var done in _telling.Where(t => t.Value.IsCompleted).ToList())
        {
            _telling.Remove(done.Key);
            // Of a store that is gone the keepers end together.
            await done.Value.ConfigureAwait(false);
        }

        foreach (var channel in notifier.Due().Where(c => !_telling.ContainsKey(c.Key)))
            _telling[channel.Key] = Task.Run(() => TellAsync(notifier, [.. channel], cancel), CancellationToken.None);
    }

    async Task TellAsync(Notifier notifier, IReadOnlyList<Notification> due, CancellationToken cancel)
    {
        foreach (var one in due.TakeWhile(_ => !cancel.IsCancellationRequested))
            if (await notifier.SendAsync(one, cancel).ConfigureAwait(false) is { Error: { } error } told)
                log($"{(told.DueAt is null ? "error" : "warning")}: Channel '{told.Channel}' was not told of run {told.Run}: {error} {(told.DueAt is { } next ? $"The next try is at {Words.Instant(next)}." : "It is given up.")}");
    }

    /// <summary>Null where aqueduct.json does not say clearly who is to be told: the runs go on, and wait to be told.</summary>
    Notifier? Notifier()
    {
        try
        {
            return new Notifier(store, registry, workflows.Select(w => w.Definition.Slug), clock);
        }
        catch (ResourceException e)
        {
            log($"error: Nobody is told of runs: {e.Message}");
            return null;
        }
    }
}

namespace Aqueduct.Runtime;

/// <summary>Tells the channels of aqueduct.json of the ends of runs: writes what is to be told, and sends what is due, each channel by itself.</summary>
/// <param name="store">Keeps what is told.</param>
/// <param name="registry">Says where.</param>
/// <param name="slugs">The workflows whose runs are told: those of the app that aqueduct.json is of.</param>
/// <param name="clock">Tells the time.</param>
sealed class Notifier(RunStore store, ResourceRegistry registry, IEnumerable<string> slugs, TimeProvider clock)
{
    /// <summary>How long one try may take.</summary>
    static readonly TimeSpan Try = TimeSpan.FromMinutes(1);

    readonly HashSet<string> _slugs = [.. slugs];
    readonly NotificationSettings _settings = NotificationSettings.Of(registry);
    readonly SecretMask _secrets = new(registry.Configuration);

    /// <summary>Writes a notification for each channel that hears of a run that has ended.</summary>
    public async Task RouteAsync()
    {
        // When a run ended its process says, by a clock as this one; who claims what a server's clock decides.
        var ended = store.Read(q => q.ToNotify(clock.GetUtcNow())).Where(r => _slugs.Contains(r.Slug)).ToLookup(r => _settings.Hearing(r.Workflow, r.Slug, r.State).Any());
        // Of most runs nobody hears: they are not read for it, and are done with together.
        if (ended[false].Any())
            await store.WriteAsync(t =>
            {
                foreach (var run in ended[false])
                    NotificationOutbox.Unheard(t, run.Id, run.State);
                return true;
            }).ConfigureAwait(false);
        foreach (var run in ended[true])
            await store.WriteAsync(t => t.Queries.Find(run.Id) is { Run.FinishedAt: not null } details
                && NotificationOutbox.Route(t, MessageOf(details), _settings.Hearing(details.Run.Workflow, details.Run.Slug, details.Run.State), t.Queries.Now(clock))).ConfigureAwait(false);
    }

    /// <summary>What is due, by channel.</summary>
    public IReadOnlyList<IGrouping<string, Notification>> Due() => [.. store.Read(q => q.DueNotifications(q.Now(clock))).Where(n => _slugs.Contains(n.Slug)).GroupBy(n => n.Channel, StringComparer.Ordinal)];

    /// <summary>Tries to send a notification, unless another process does.</summary>
    /// <param name="due">The notification.</param>
    /// <param name="cancel">Ends the try, which then has failed.</param>
    /// <returns>What became of it; null where another process has it.</returns>
    public async Task<Notification?> SendAsync(Notification due, CancellationToken cancel)
    {
        if (await store.WriteAsync(t => NotificationOutbox.Claim(t, due, t.Queries.Now(clock))).ConfigureAwait(false) is not { } claimed)
            return null;
        Failpoints.Reach(Failpoint.NotificationClaimed);
        var (error, isFinal) = await TryAsync(claimed, cancel).ConfigureAwait(false);
        if (error is null)
            Failpoints.Reach(Failpoint.NotificationSent);
        return await store.WriteAsync(t => NotificationOutbox.End(t, claimed, error, isFinal, t.Queries.Now(clock))).ConfigureAwait(false);
    }

    NotificationMessage MessageOf(RunDetails details) => NotificationMessage.Of(details, _settings.Url, _secrets);

    async Task<(string? Error, bool IsFinal)> TryAsync(Notification claimed, CancellationToken cancel)
    {
        if (_settings.Find(claimed.Channel) is not { Resource: not null } channel)
            return ($"aqueduct.json has no channel '{claimed.Channel}' any more.", true);
        if (store.Read(q => q.Find(claimed.Run)) is not { Run.FinishedAt: not null } details)
            return ("The run was removed, or goes on.", true);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Try);
        try
        {
            await NotificationSender.SendAsync(registry, channel, MessageOf(details), clock, patience.Token).ConfigureAwait(false);
            return (null, false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return ("Its receiver did not take it in time.", false);
        }
        catch (ResourceException e)
        {
            return (_secrets.Hide(e.Message), false);
        }
        catch (Exception e) when (e is not HomeException)
        {
            // Whatever it was: it is this channel's own, is shown with it, and must not keep the others from being told.
            return (_secrets.Hide($"{e.GetType().Name}: {e.Message}"), false);
        }
    }
}

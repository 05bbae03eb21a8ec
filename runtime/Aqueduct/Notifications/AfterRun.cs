namespace Aqueduct.Runtime;

/// <summary>Tells of a run in the process that ran it, right after its end and for a short while only: what is left is told by a server, or after the workflow's next run.</summary>
static class AfterRun
{
    /// <summary>How long a command waits for the receivers.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Tells what is due of a workflow. The run has ended as it has: what cannot be told is only said.</summary>
    public static async Task TellAsync(HostEnvironment environment, RunStore store, WorkflowDefinition workflow)
    {
        try
        {
            Failpoints.Reach(Failpoint.NotificationsBegin);
            var notifier = new Notifier(store, ResourceRegistry.Current, [workflow.Slug], environment.Clock);
            await notifier.RouteAsync().ConfigureAwait(false);
            Failpoints.Reach(Failpoint.NotificationsRouted);
            using var over = new CancellationTokenSource(Patience, environment.Clock);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(over.Token, environment.Options.Hurry);
            var sent = await Task.WhenAll(notifier.Due().Select(channel => AllAsync(notifier, channel, patience.Token))).ConfigureAwait(false);
            foreach (var failed in sent.SelectMany(s => s).Where(n => n.Error is not null))
                await environment.Error.WriteLineAsync($"warning: Channel '{failed.Channel}' was not told of run {failed.Run}: {failed.Error} {(failed.DueAt is null ? "It is given up." : "A server, or the workflow's next run, tries again.")}").ConfigureAwait(false);
        }
        catch (Exception e) when (e is HomeException or ResourceException or InvalidDataException)
        {
            await environment.Error.WriteLineAsync($"warning: Nobody was told of the run: {e.Message}").ConfigureAwait(false);
        }
    }

    static async Task<List<Notification>> AllAsync(Notifier notifier, IEnumerable<Notification> channel, CancellationToken cancel)
    {
        var ended = new List<Notification>();
        foreach (var due in channel.TakeWhile(_ => !cancel.IsCancellationRequested))
            if (await notifier.SendAsync(due, cancel).ConfigureAwait(false) is { } sent)
                ended.Add(sent);
        return ended;
    }
}

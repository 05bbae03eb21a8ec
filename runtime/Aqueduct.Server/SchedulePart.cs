using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server;

/// <summary>The part of a server that keeps schedules and triggers. It has a session of the store for itself, and opens it again where it was lost.</summary>
/// <param name="context">The app.</param>
/// <param name="tokens">Of the workflows that a request starts.</param>
/// <param name="most">Most runs at once.</param>
/// <param name="grace">How long runs under way may go on when the server stops.</param>
sealed class SchedulePart(ServeContext context, WebhookTokens tokens, int most, TimeSpan grace) : IServePart
{
    static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    volatile Scheduler? _scheduler;

    /// <summary>What keeps the schedules now; null while the store is away.</summary>
    public Scheduler? Scheduler => _scheduler;

    public void Map(WebApplication app)
    {
        if (context.Workflows.Any(w => w.Definition.Webhook))
            app.MapPost("/triggers/{workflow}", (RequestDelegate)new WebhookRoute(context.Workflows, tokens, () => _scheduler, context.Log).CallAsync).WithMetadata(Requires.Nothing);
    }

    public void Document(Utf8JsonWriter paths)
    {
        foreach (var workflow in context.Workflows.Where(w => w.Definition.Webhook))
            WebhookDocument.Write(paths, workflow.Definition);
    }

    public IEnumerable<string> Describe()
    {
        var now = context.Environment.Clock.GetUtcNow();
        foreach (var workflow in context.Workflows.Select(w => w.Definition))
            if (workflow.Schedule is not null)
                yield return $"{workflow.Slug}  {workflow.Schedule}{(workflow.TimeZone is null ? "" : $" {workflow.TimeZone}")}  {(Firings.Of(workflow.Schedule, workflow.TimeZone).Next(now) is { } next ? $"next {Words.Instant(next)}" : "does not fire again")}";
            else if (workflow.After is not null)
                yield return $"{workflow.Slug}  after {workflow.After}";
        foreach (var workflow in context.Workflows.Select(w => w.Definition).Where(d => d.OnFile is not null))
            yield return $"{workflow.Slug}  on file {workflow.OnFile}";
        foreach (var workflow in context.Workflows.Select(w => w.Definition).Where(d => d.Webhook))
            yield return $"POST /triggers/{workflow.Slug}";
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await KeepAsync(stop).ConfigureAwait(false);
            }
            catch (HomeException e)
            {
                context.Log($"error: Nothing is started, because the run store cannot be used: {e.Message} It is tried again in {Again.TotalSeconds:0} seconds.");
                await new Wake(context.Environment.Clock).WaitAsync(Again, stop).ConfigureAwait(false);
            }
        }
    }

    async Task KeepAsync(CancellationToken stop)
    {
        var store = context.Environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            var scheduler = new Scheduler(context.Environment, store, context.Workflows, most, context.Log);
            await using (scheduler.ConfigureAwait(false))
            {
                _scheduler = scheduler;
                try
                {
                    await scheduler.RunAsync(stop).ConfigureAwait(false);
                }
                finally
                {
                    _scheduler = null;
                }

                if (scheduler.Pool.Count > 0)
                    context.Log($"Waiting up to {grace.TotalSeconds:0} seconds for {Words.Runs(scheduler.Pool.Count)} under way.");
                await scheduler.StopAsync(grace).ConfigureAwait(false);
            }
        }
    }
}

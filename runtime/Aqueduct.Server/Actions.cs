using Aqueduct.Runtime;
using Aqueduct.Serving;

namespace Aqueduct.Server;

/// <summary>Does what people ask of a server, in its store and in the places where it runs workflows.</summary>
/// <param name="context">The app.</param>
/// <param name="trail">Notes what was done.</param>
/// <param name="places">Where runs are started; null while the store is away.</param>
sealed class Actions(ServeContext context, AuditTrail trail, Func<IRunPlaces?> places) : IActions
{
    static readonly Dictionary<string, string> NoValues = [];

    readonly Followers _followers = new(context.Workflows);

    DateTimeOffset Now => context.Environment.Clock.GetUtcNow();

    public Task<RunRecord> StartAsync(Caller who, Workflow workflow, IReadOnlyDictionary<string, string> values, CancellationToken cancel)
    {
        // Here, so that what is wrong is said before a place is taken.
        Parameters.Check(workflow.Definition, values);
        return AdmitAsync(who, "run.start", new RunRequest(workflow, values), string.Join(", ", values.Select(v => $"{v.Key}={v.Value}")), cancel);
    }

    public Task<RunRecord> ContinueAsync(Caller who, string run, CancellationToken cancel)
    {
        var slug = context.Store.Read(q => q.Find(run))?.Run.Slug ?? throw new RefusedException($"There is no run '{run}'.");
        var workflow = context.Workflows.FirstOrDefault(w => w.Definition.Slug == slug) ?? throw new RefusedException($"Run {run} is one of '{slug}', which the app that serves does not have.");
        return AdmitAsync(who, "run.continue", new RunRequest(workflow, NoValues, Continue: run), "from " + run, cancel);
    }

    public Task<RunRecord> CancelAsync(Caller who, string run) => trail.DoAsync(who, "run.cancel", run, t => CancelCommand.Request(t, run, who.Name, Now));

    public Task PauseAsync(Caller who, string workflow, string? reason) => trail.DoAsync(who, "workflow.pause", workflow, t =>
    {
        PauseCommands.Pause(t, Find(workflow), new Pause(workflow, Now, who.Name, reason));
        return reason ?? "";
    }, said => said);

    public Task UnpauseAsync(Caller who, string workflow) => trail.DoAsync(who, "workflow.unpause", workflow, t =>
    {
        PauseCommands.Unpause(t, Find(workflow), who.Name, Now);
        return true;
    });

    WorkflowDefinition Find(string slug) => context.Workflows.FirstOrDefault(w => w.Definition.Slug == slug)?.Definition ?? throw new RefusedException($"The app that serves has no workflow '{slug}'.");

    Task<RunRecord> AdmitAsync(Caller who, string action, RunRequest request, string detail, CancellationToken cancel)
    {
        var followers = _followers.Of(request.Workflow.Definition);
        var started = places()?.TryStart(request, options => options with
        {
            Followers = followers,
            Admitted = (transaction, run) =>
            {
                // A run that was asked for is gone on with when this server dies, as one that a schedule started is.
                Causes.Note(transaction, run, "person", who.Name);
                Audit.Add(transaction, who, action, run.Id, Now, $"{run.Slug}{(detail.Length == 0 ? "" : ": " + detail)}");
            },
        }) ?? throw new RefusedException("This server can start no run now: it stops, its store is away, or as many runs as it may (--max-runs) are under way. Ask again.");
        return started.Admitted.WaitAsync(cancel);
    }
}

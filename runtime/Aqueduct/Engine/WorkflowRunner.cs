using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Runtime;

/// <summary>Runs workflows and records what happens.</summary>
/// <param name="store">Keeps the runs.</param>
/// <param name="clock">Tells the time, and ends time-outs and waits.</param>
/// <param name="options">How to run; null is the defaults.</param>
sealed class WorkflowRunner(RunStore store, TimeProvider clock, RunOptions? options = null) : IAsyncDisposable
{
    readonly Lazy<ServiceProvider> _services = new(() => WorkflowServices.Build(clock, WorkflowCatalog.Services()));
    readonly RunOptions _options = options ?? new();

    /// <summary>Runs a workflow to its end, whatever that is.</summary>
    /// <param name="workflow">What to run.</param>
    /// <param name="values">Parameter values as invariant text, by the parameters' own names.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <param name="cancel">Stops the run; it then ends as Canceled.</param>
    /// <exception cref="ParameterException">A parameter is unknown, missing or ill-typed; no run was recorded.</exception>
    /// <exception cref="MissingServiceException">The object the workflow runs on could not be built; no run was recorded.</exception>
    /// <exception cref="HomeException">The home cannot be written; no run was started.</exception>
    public async Task<RunDetails> RunAsync(Workflow workflow, IReadOnlyDictionary<string, string> values, IRunObserver observer, CancellationToken cancel)
    {
        var definition = workflow.Definition;
        Parameters.Check(definition, values);
        var services = new RunServices(() => _services.Value);
        WorkflowRun? graph = null;
        try
        {
            graph = Create(workflow, values, services);
            return await RunAsync(graph, definition, values, observer, cancel).ConfigureAwait(false);
        }
        finally
        {
            // The instance goes before the services it was built from.
            await EndAsync(graph as IAsyncDisposable, $"the object that '{definition.Name}' ran on").ConfigureAwait(false);
            await EndAsync(services, $"a service of '{definition.Name}'").ConfigureAwait(false);
        }
    }

    /// <summary>Disposes the services that runs share.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
            await EndAsync(_services.Value, "a service that runs share").ConfigureAwait(false);
    }

    /// <summary>Disposes what a run that is recorded by now has used: what goes wrong here is said, and undoes nothing.</summary>
    async ValueTask EndAsync(IAsyncDisposable? used, string what)
    {
        try
        {
            if (used is not null)
                await used.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _options.Warn($"Disposing of {what} threw {e.GetType().Name}: {e.Message} The run is recorded as it ended. Let Dispose throw nothing.{Environment.NewLine}{e.StackTrace}");
        }
    }

    async Task<RunDetails> RunAsync(WorkflowRun graph, WorkflowDefinition definition, IReadOnlyDictionary<string, string> values, IRunObserver observer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var run = new RunRecord(NewId(now), definition.Name, definition.Slug, definition.Version, Parameters.Effective(definition, values), _options.LogicalTime ?? now, RunState.Running, now);
        var recorder = new RunRecorder(definition, run, store, observer, clock);
        using var routing = OutputRouter.Install();
        using var stop = new RunStop(definition.Timeout, clock, cancel);
        recorder.Start();
        await store.FlushAsync().ConfigureAwait(false);
        recorder.AnnounceStart();
        var scope = new GraphScope(graph, recorder);
        await ComputeAsync(scope, recorder, stop).ConfigureAwait(false);
        var publication = await PublishAsync(scope, recorder, stop).ConfigureAwait(false);
        await FinishAsync(recorder, stop, publication.Failure).ConfigureAwait(false);
        return recorder.Details;
    }

    static WorkflowRun Create(Workflow workflow, IReadOnlyDictionary<string, string> values, RunServices services)
    {
        try
        {
            return workflow.CreateRun(new ParameterValues(values), services);
        }
        catch (Exception e) when (e is not (ParameterException or MissingServiceException))
        {
            throw new MissingServiceException($"The object that workflow '{workflow.Definition.Name}' runs on could not be built: {e.GetType().Name}: {e.Message}", e);
        }
    }

    async Task ComputeAsync(GraphScope scope, RunRecorder recorder, RunStop stop)
    {
        var artifacts = recorder.Workflow.Snapshots ? new ArtifactRecorder(scope.Graph, recorder, new ArtifactStore(store.Home), stop.Break, stop.Token) : null;
        using var items = new SemaphoreSlim(_options.Concurrency);
        var nodes = new NodeRunner(scope, artifacts, _options, clock, stop, items);
        await new DagExecutor(scope.Graph, nodes, _options.Concurrency).RunAsync(CancellationToken.None).ConfigureAwait(false);
        // Nothing is published before everything it was made of is kept.
        if (artifacts is not null)
            await artifacts.CompleteAsync().ConfigureAwait(false);
    }

    async Task<Publication> PublishAsync(GraphScope scope, RunRecorder recorder, RunStop stop)
    {
        var publication = new Publication(scope, _options, stop);
        if (!stop.Requested && recorder.Details.Nodes.Take(scope.Graph.InputCounts.Length).All(n => n.Passed))
        {
            await FlushOrBreakAsync(stop).ConfigureAwait(false);
            if (!stop.Requested && _options.Dry)
                publication.End(NodeState.Skipped);
            else if (!stop.Requested)
                await publication.RunAsync().ConfigureAwait(false);
        }

        publication.End(NodeState.Canceled);
        return publication;
    }

    async Task FinishAsync(RunRecorder recorder, RunStop stop, Failure? ofItems)
    {
        var (state, failure) = Outcome(recorder.Details, stop, ofItems);
        recorder.Finish(state, failure);
        try
        {
            await store.FlushAsync().ConfigureAwait(false);
            recorder.ReadItems();
        }
        catch (HomeException e)
        {
            var published = recorder.Details.Publications.Count > 0 ? " Its saves were published." : "";
            recorder.Override(Failures.OfSystem(e) with { Tip = "How this run ended could not be recorded." + published });
        }

        recorder.AnnounceEnd();
    }

    static (RunState State, Failure? Failure) Outcome(RunDetails details, RunStop stop, Failure? ofItems)
    {
        if (stop.Broken is { } broken)
            return (RunState.Failed, broken);
        // All is done when everything has passed: a cancellation that comes later has nothing left to cancel.
        if (ofItems is null && details.Nodes.All(n => n.Passed || (n.Kind.IsPublication() && n.State == NodeState.Skipped)))
            return (details.Nodes.Any(n => n.State == NodeState.Warning) ? RunState.SucceededWithWarnings : RunState.Succeeded, null);
        if (stop.Failure is { } stopped)
            return (RunState.Failed, stopped);
        if (stop.Requested)
            return (RunState.Canceled, null);
        if (ofItems is not null)
            return (RunState.Failed, ofItems);
        var failed = details.Nodes.First(n => n.State == NodeState.Failed);
        var said = failed.Failure!.Error.StartsWith(failed.Name, StringComparison.Ordinal);
        return (RunState.Failed, said ? failed.Failure : failed.Failure with { Error = $"{failed.Name}: {failed.Failure.Error}" });
    }

    async Task FlushOrBreakAsync(RunStop stop)
    {
        try
        {
            await store.FlushAsync().ConfigureAwait(false);
        }
        catch (HomeException e)
        {
            stop.Break(Failures.OfSystem(e));
        }
    }

    static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
}

using System.Globalization;
using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Runs workflows and records what happens.</summary>
/// <param name="store">Keeps the runs.</param>
/// <param name="clock">Tells the time, and ends time-outs and waits.</param>
/// <param name="options">How to run; null is the defaults.</param>
sealed class WorkflowRunner(RunStore store, TimeProvider clock, RunOptions? options = null)
{
    readonly RunOptions _options = options ?? new();

    /// <summary>Runs a workflow to its end, whatever that is.</summary>
    /// <param name="workflow">What to run.</param>
    /// <param name="values">Parameter values as invariant text, by the parameters' own names.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <param name="cancel">Stops the run; it then ends as Canceled.</param>
    /// <exception cref="ParameterException">A parameter is unknown, missing or ill-typed; no run was recorded.</exception>
    /// <exception cref="HomeException">The home cannot be written; no run was started.</exception>
    public async Task<RunDetails> RunAsync(Workflow workflow, IReadOnlyDictionary<string, string> values, IRunObserver observer, CancellationToken cancel)
    {
        var definition = workflow.Definition;
        Parameters.Check(definition, values);
        var graph = workflow.CreateRun(new ParameterValues(values), NoServices.Instance);
        var now = clock.GetUtcNow();
        var run = new RunRecord(NewId(now), definition.Name, definition.Slug, definition.Version, Parameters.Effective(definition, values), _options.LogicalTime ?? now, RunState.Running, now);
        var recorder = new RunRecorder(definition, run, store, observer, clock);
        using var routing = OutputRouter.Install();
        using var stop = new RunStop(definition.Timeout, clock, cancel);
        recorder.Start();
        await store.FlushAsync().ConfigureAwait(false);
        recorder.AnnounceStart();
        await ComputeAsync(graph, recorder, stop).ConfigureAwait(false);
        await PublishAsync(graph, recorder, stop).ConfigureAwait(false);
        await FinishAsync(recorder, stop).ConfigureAwait(false);
        return recorder.Details;
    }

    async Task ComputeAsync(WorkflowRun graph, RunRecorder recorder, RunStop stop)
    {
        var artifacts = recorder.Workflow.Snapshots ? new ArtifactRecorder(graph, recorder, new ArtifactStore(store.Home), stop.Break, stop.Token) : null;
        var nodes = new NodeRunner(graph, recorder, artifacts, _options, clock, stop);
        await new DagExecutor(graph, nodes, _options.Concurrency).RunAsync(CancellationToken.None).ConfigureAwait(false);
        // Nothing is published before everything it was made of is kept.
        if (artifacts is not null)
            await artifacts.CompleteAsync().ConfigureAwait(false);
    }

    async Task PublishAsync(WorkflowRun graph, RunRecorder recorder, RunStop stop)
    {
        var publication = new Publication(graph, recorder, _options, stop);
        if (!stop.Requested && recorder.Details.Nodes.Take(graph.InputCounts.Length).All(n => n.State.Passed()))
        {
            await FlushOrBreakAsync(stop).ConfigureAwait(false);
            if (!stop.Requested && _options.Dry)
                publication.End(NodeState.Skipped);
            else if (!stop.Requested)
                await publication.RunAsync().ConfigureAwait(false);
        }

        publication.End(NodeState.Canceled);
    }

    async Task FinishAsync(RunRecorder recorder, RunStop stop)
    {
        var (state, failure) = Outcome(recorder.Details, stop);
        recorder.Finish(state, failure);
        try
        {
            await store.FlushAsync().ConfigureAwait(false);
        }
        catch (HomeException e)
        {
            var published = recorder.Details.Publications.Count > 0 ? " Its saves were published." : "";
            recorder.Override(Failures.OfSystem(e) with { Tip = "How this run ended could not be recorded." + published });
        }

        recorder.AnnounceEnd();
    }

    static (RunState State, Failure? Failure) Outcome(RunDetails details, RunStop stop)
    {
        if (stop.Broken is { } broken)
            return (RunState.Failed, broken);
        // All is done when everything has passed: a cancellation that comes later has nothing left to cancel.
        if (details.Nodes.All(n => n.State.Passed() || (n.Kind.IsPublication() && n.State == NodeState.Skipped)))
            return (details.Nodes.Any(n => n.State == NodeState.Warning) ? RunState.SucceededWithWarnings : RunState.Succeeded, null);
        if (stop.Failure is { } stopped)
            return (RunState.Failed, stopped);
        if (stop.Requested)
            return (RunState.Canceled, null);
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

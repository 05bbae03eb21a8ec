namespace Aqueduct.Runtime;

/// <content>Runs that are only looked at.</content>
sealed partial class WorkflowRunner
{
    /// <summary>Computes one node and what it waits for, and publishes nothing. Everything else stays Pending. The store is one that is thrown away: <see cref="RunStore.OpenOver"/>.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="values">Parameter values as invariant text, by the parameters' own names.</param>
    /// <param name="node">Position of a node that computes.</param>
    /// <param name="given">Takes what the node gave, where it passed.</param>
    /// <param name="cancel">Stops it; it then ends as Canceled.</param>
    /// <inheritdoc cref="RunAsync(Workflow, IReadOnlyDictionary{string, string}, IRunObserver, CancellationToken)"/>
    public Task<RunDetails> PreviewAsync(Workflow workflow, IReadOnlyDictionary<string, string> values, int node, ArtifactSink given, CancellationToken cancel)
    {
        Parameters.Check(workflow.Definition, values);
        return WithGraphAsync(workflow, values, graph => PreviewAsync(graph, workflow.Definition, values, node, given, cancel));
    }

    async Task<RunDetails> PreviewAsync(WorkflowRun graph, WorkflowDefinition definition, IReadOnlyDictionary<string, string> values, int node, ArtifactSink given, CancellationToken cancel)
    {
        var run = Begun(definition, values, earlier: null);
        var recorder = new RunRecorder(definition, run, store, NoObserver.Instance, clock);
        store.Append(recorder.Started);
        await store.FlushAsync().ConfigureAwait(false);
        recorder.Take(RunPlan.Of(definition.Nodes, node), []);
        using var routing = OutputRouter.Install();
        using var stop = new RunStop(definition.Timeout, clock, cancel);
        using var artifacts = Keeping(graph, recorder, stop);
        using var temporary = new TemporaryStreams(store.Home);
        await ComputeAsync(new GraphScope(graph, recorder), artifacts, temporary, stop).ConfigureAwait(false);
        var failure = stop.Failure;
        if (failure is null && !stop.Requested && recorder[node].State.Passed())
            await GiveAsync(graph, recorder, node, given, artifacts).ConfigureAwait(false);
        var failed = failure is not null || recorder.Details.Nodes.Any(n => n.State == NodeState.Failed);
        return recorder.Details with { Run = run with { State = failed ? RunState.Failed : stop.Requested ? RunState.Canceled : RunState.Succeeded, Failure = failure } };
    }

    async Task GiveAsync(WorkflowRun graph, RunRecorder recorder, int node, ArtifactSink given, ArtifactRecorder? artifacts)
    {
        // Nothing takes it any more, so that it is the first to go where memory is short.
        if (artifacts is { Live.Dropped: > 0 } && recorder.HashesOf(node) is { } hashes)
            await graph.RestoreAsync(node, new StoredSource(store.Artifacts, output => hashes[output], CancellationToken.None)).ConfigureAwait(false);
        await graph.StoreAsync(node, given).ConfigureAwait(false);
    }
}

using Polly;
using Polly.Retry;

namespace Aqueduct.Runtime;

/// <summary>Runs the compute nodes of one run: attempts, time-outs, checks, states.</summary>
sealed class NodeRunner(WorkflowRun graph, RunRecorder recorder, ArtifactRecorder? artifacts, RunOptions options, TimeProvider clock, RunStop stop) : INodeHandler
{
    public async ValueTask HandleAsync(int node)
    {
        if (stop.Requested)
            Finish(node, stop.StateOfUnstarted);
        else if (recorder.IsBlocked(node))
            Finish(node, NodeState.Skipped);
        else
            await RunAsync(node).ConfigureAwait(false);
    }

    async Task RunAsync(int node)
    {
        var definition = recorder.Workflow.Nodes[node];
        var output = new NodeOutput(options.MaxOutput);
        EngineRunContext context;
        try
        {
            context = await Retrying(definition, output).ExecuteAsync(
                async token => await AttemptAsync(node, definition, output, token).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var (state, failure) = stop.Requested && e is OperationCanceledException ? stop.OfRunning : (NodeState.Failed, Failures.Of(definition, e));
            Finish(node, state, failure, output.Close());
            return;
        }

        Evaluate(node, definition, context, output);
    }

    /// <summary>Calls the node once, on a thread of its own so that a call that ignores its token can be left behind.</summary>
    async Task<EngineRunContext> AttemptAsync(int node, NodeDefinition definition, NodeOutput output, CancellationToken token)
    {
        recorder.NodeStarted(node);
        using var deadline = definition.Timeout is { } timeout ? new CancellationTokenSource(timeout, clock) : new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, deadline.Token);
        var context = new EngineRunContext(recorder.Run, definition, output, linked.Token);
        var call = Task.Run(() => NodeCall.InvokeAsync(graph, node, context, output), CancellationToken.None);
        await call.WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var late = !call.IsCompleted;
        if (late)
            await call.WaitAsync(options.Grace, clock, options.Hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if ((late || call.IsCanceled) && deadline.IsCancellationRequested && !token.IsCancellationRequested)
            throw new NodeTimeoutException(definition.Name, definition.Timeout!.Value, !call.IsCompleted);
        if (!call.IsCompleted)
            throw new OperationCanceledException(token);
        await call.ConfigureAwait(false);
        return context;
    }

    void Evaluate(int node, NodeDefinition definition, EngineRunContext context, NodeOutput output)
    {
        var probe = new ArtifactProbe();
        try
        {
            var probing = graph.StoreAsync(node, probe);
            System.Diagnostics.Debug.Assert(probing.IsCompleted, "Probing never waits.");
            probing.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Finish(node, NodeState.Failed, Failures.Of(definition, e), output.Close());
            return;
        }

        var broken = Record(node, definition, context);
        var state = broken is null ? NodeState.Succeeded : broken.Severity == Severity.Error ? NodeState.Failed : NodeState.Warning;
        artifacts?.Add(node);
        Finish(node, state, state == NodeState.Failed ? Broken(broken!) : null, output.Close(), probe.Words);
    }

    /// <summary>Records what a check or metric said; returns the worst of what does not hold.</summary>
    CheckRecord? Record(int node, NodeDefinition definition, EngineRunContext context)
    {
        var checks = new List<CheckRecord>();
        if (context.Passed is { } passed)
            checks.Add(new CheckRecord(definition.Name, definition.Name, definition.Severity, passed, passed ? "true" : "false"));
        if (context.Value is { } value)
        {
            recorder.Measured(node, new MetricRecord(definition.Name, definition.Name, value));
            checks.AddRange(definition.Bounds.Select(b => new CheckRecord(definition.Name, $"{definition.Name} {Words.Of(b)}", b.Severity, Bounds.Hold(b, value), Words.Number(value))));
        }

        for (var i = 0; i < checks.Count; i++)
            recorder.Checked(node, i, checks[i]);
        return checks.Where(c => !c.Passed).OrderByDescending(c => c.Severity).FirstOrDefault();
    }

    static Failure Broken(CheckRecord check) => new(
        FailureOwner.User,
        check.Node == check.Name ? $"Check {check.Name} does not hold." : $"{check.Name} does not hold: it is {check.Detail}.",
        Tip: "No save of this run was applied. Look at the artifacts the check was given: their values are kept.");

    ResiliencePipeline Retrying(NodeDefinition definition, NodeOutput output) => definition.Retries <= 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = definition.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Randomizer = options.Jitter,
            Delay = options.RetryDelay,
            MaxDelay = options.MaxRetryDelay,
            // A call left behind still writes to its slots: a second one beside it could lose its result.
            ShouldHandle = a => ValueTask.FromResult(a.Outcome.Exception is { } e && !stop.Requested && e is not NodeTimeoutException { StillRunning: true }),
            OnRetry = a =>
            {
                output.WriteLine($"Attempt {a.AttemptNumber + 1} of {definition.Retries + 1} failed: {a.Outcome.Exception!.GetType().Name}: {a.Outcome.Exception.Message} Trying again in {Words.Duration(a.RetryDelay)}.");
                return default;
            },
        }).Build();

    void Finish(int node, NodeState state, Failure? failure = null, string output = "", string? result = null)
    {
        if (!state.Passed())
        {
            var offsets = graph.Offsets;
            recorder.Block(graph.Dependents[offsets[node]..offsets[node + 1]]);
        }

        recorder.NodeFinished(node, state, failure, output, result);
    }
}

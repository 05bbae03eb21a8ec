using Aqueduct.Planning;
using Polly;
using Polly.Retry;

namespace Aqueduct.Runtime;

/// <summary>Runs the compute nodes of one graph, of a workflow or of an item of a map: attempts, time-outs, checks, states.</summary>
/// <param name="scope">The graph and its recorder.</param>
/// <param name="artifacts">Stores what nodes give; null where it is not kept.</param>
/// <param name="temporary">Keeps the streams that nodes give where <paramref name="artifacts"/> does not.</param>
/// <param name="options">How to run.</param>
/// <param name="clock">Ends time-outs and waits.</param>
/// <param name="stop">Stops the run.</param>
/// <param name="items">Bounds the calls of items; handed on to the graphs of items.</param>
/// <param name="machine">Bounds what nodes under way take of the machine.</param>
/// <param name="gate">Bounds the calls under way in all items of all maps together; null in a workflow's own graph, whose executor bounds them.</param>
/// <param name="calls">Finds what cached operators gave to equal items; null where the graph is not that of an item of a workflow's own map, or nothing is kept.</param>
/// <param name="services">The services of the run.</param>
sealed class NodeRunner(GraphScope scope, ArtifactRecorder? artifacts, TemporaryStreams temporary, RunOptions options, TimeProvider clock, RunStop stop, SemaphoreSlim items, MachineGate machine, SemaphoreSlim? gate = null, ItemCalls? calls = null, IServiceProvider? services = null) : INodeHandler
{
    readonly WorkflowRun _graph = scope.Graph;
    readonly INodeRecorder _recorder = scope.Recorder;
    readonly bool[]? _sampled = MemorySamples.Wanted(scope.Recorder.Nodes);

    public ValueTask HandleAsync(int node) => artifacts is null ? HandleOneAsync(node) : HandleAsync(node, artifacts.Live);

    async ValueTask HandleAsync(int node, LiveArtifacts live)
    {
        await HandleOneAsync(node).ConfigureAwait(false);
        live.Done(node);
    }

    async ValueTask HandleOneAsync(int node)
    {
        if (_recorder.IsKept(node))
            return;
        if (stop.Requested)
            Finish(node, stop.StateOfUnstarted);
        else if (_recorder.IsBlocked(node))
            Finish(node, NodeState.Skipped);
        else if (IsOpen(node) is not { } open)
            return;
        else if (!open)
            Finish(node, NodeState.Skipped, reason: NotTaken(_recorder.Nodes[node]));
        else if (_recorder.Nodes[node].Kind == NodeKind.Map)
            await RunMapAsync(node).ConfigureAwait(false);
        else
            await RunAsync(node).ConfigureAwait(false);
    }

    /// <summary>What is said of a node in a branch that was not taken.</summary>
    public static string NotTaken(NodeDefinition node) => node.Guards.Count == 0 ? "not taken" : "not taken: " + string.Join(" && ", node.Guards);

    /// <summary>Walks the graph of one item; what it gives stays in memory.</summary>
    async Task WalkAsync(GraphScope item)
    {
        // Nobody takes a stream out of an item but what it publishes.
        using var own = item.Recorder.Nodes.Any(MapRunner.Publishes) ? null : temporary.Begin();
        var nodes = new NodeRunner(item, null, own ?? temporary, options, clock, stop, items, machine, items, artifacts?.Calls, services);
        await (item.Graph.InputCounts.Length == 1
            ? nodes.HandleAsync(0).AsTask()
            : new DagExecutor(item.Graph, nodes, Math.Min(options.Concurrency, Math.Max(1, item.Graph.InputCounts.Length)), PrioritiesOf(item.Recorder.Nodes)).RunAsync(CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>The nodes' priorities; null where all are equal.</summary>
    public static IReadOnlyList<int>? PrioritiesOf(IReadOnlyList<NodeDefinition> nodes)
    {
        for (var node = 0; node < nodes.Count; node++)
            if (nodes[node].Priority != 0)
                return [.. nodes.Select(n => n.Priority)];
        return null;
    }

    /// <summary>Whether the conditions around a node hold; null when asking failed, and the node with it.</summary>
    bool? IsOpen(int node)
    {
        try
        {
            return _graph.IsOpen(node);
        }
        catch (Exception e)
        {
            Finish(node, NodeState.Failed, Failures.Of(_recorder.Nodes[node], e));
            return null;
        }
    }

    async Task RunMapAsync(int node)
    {
        _recorder.NodeStarted(node);
        // It writes nothing itself; the memory that its items take is looked at.
        _recorder.Follow(node, new NodeOutput(0));
        artifacts?.AddItems(node);
        try
        {
            if (artifacts is not null)
                await artifacts.Live.UseAsync(node).ConfigureAwait(false);
            var (state, failure, result) = await ItemsAsync(node).ConfigureAwait(false);
            if (state != NodeState.Failed)
                Keep(node, artifacts is null ? 0 : ArtifactProbe.SizeOf(_graph, node));
            Finish(node, state, failure, result: result);
        }
        catch (Exception e)
        {
            var (state, failure) = stop.Requested && e is OperationCanceledException ? stop.OfRunning : (NodeState.Failed, Failures.Of(_recorder.Nodes[node], e));
            Finish(node, state, failure);
        }
    }

    /// <summary>Does items of a workflow's own map, whose results another process collects.</summary>
    /// <param name="node">The map.</param>
    /// <param name="slice">Which of them; null is all.</param>
    public async Task RunItemsAsync(int node, Slice? slice)
    {
        if (_recorder.IsKept(node))
            return;
        var recorder = (RunRecorder)_recorder;
        recorder.ItemsStarted(node);
        (NodeState State, Failure? Failure, string Result) ended;
        try
        {
            await artifacts!.Live.UseAsync(node).ConfigureAwait(false);
            ended = stop.Requested ? (stop.StateOfUnstarted, null, "")
                : _recorder.IsBlocked(node) ? (NodeState.Skipped, null, "")
                : IsOpen(node) switch
                {
                    true => await ItemsAsync(node, slice ?? new Slice(0, _graph.Items(node).Count - 1), slice is null ? 0 : 1).ConfigureAwait(false),
                    false => (NodeState.Skipped, null, NotTaken(_recorder.Nodes[node])),
                    null => (NodeState.Failed, recorder[node].Failure, ""),
                };
        }
        catch (Exception e)
        {
            var (state, failure) = stop.Requested && e is OperationCanceledException ? stop.OfRunning : (NodeState.Failed, Failures.Of(_recorder.Nodes[node], e));
            ended = (state, failure, "");
        }

        recorder.ItemsFinished(node, ended.State, ended.Failure, ended.Result);
    }

    async Task<(NodeState State, Failure? Failure, string Result)> ItemsAsync(int node, Slice? only = null, int parallel = 0)
    {
        var map = new MapRunner(scope, node, options, stop, WalkAsync, _recorder.Nodes[node].Snapshot ? artifacts?.Items : null, only, parallel);
        if (_recorder.Outer is not null)
            return await map.RunAsync().ConfigureAwait(false);
        var call = CpuMeter.Nodes.Begin();
        try
        {
            return await map.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _recorder.Spent(node, CpuMeter.Nodes.End(call), null);
        }
    }

    async Task RunAsync(int node)
    {
        var definition = _recorder.Nodes[node];
        var output = new NodeOutput(options.MaxOutput);
        if (_recorder.NoteOf(node) is { } note)
            output.WriteLine(note);
        if (machine.Warning(definition) is { } warning)
            output.WriteLine(warning);
        EngineRunContext context;
        try
        {
            if (artifacts is not null && await artifacts.Cache.FindAsync(node, options.Reuse).ConfigureAwait(false) is { } run)
            {
                artifacts.Live.Restored(node);
                Finish(node, NodeState.Cached, output: output.Close(), reason: $"from run {run}");
                return;
            }

            var call = calls is not null && definition is { Cache: true, Snapshot: true } ? await calls.KeyAsync(scope, node).ConfigureAwait(false) : null;
            if (call is not null && options.Reuse && await calls!.FindAsync(scope, node, call).ConfigureAwait(false) is { } earlier)
            {
                Finish(node, NodeState.Cached, output: output.Close(), reason: $"from run {earlier}");
                return;
            }

            context = definition.Retries > 0
                ? await Retrying(definition, output).ExecuteAsync(async token => await AttemptAsync(node, definition, output, token).ConfigureAwait(false), stop.Token).ConfigureAwait(false)
                : await AttemptAsync(node, definition, output, stop.Token).ConfigureAwait(false);
            if (call is not null)
                await calls!.StoreAsync(scope, node, call).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var (state, failure) = stop.Requested && e is OperationCanceledException ? stop.OfRunning : (NodeState.Failed, Failures.Of(definition, e));
            Finish(node, state, failure, output.Close());
            return;
        }

        Evaluate(node, definition, context, output);
    }

    /// <summary>Stores what a node gave, and counts it as held in memory.</summary>
    void Keep(int node, long bytes)
    {
        artifacts?.Live.Made(node, bytes);
        if (_recorder.Nodes[node].Snapshot)
            artifacts?.Add(node);
    }

    /// <summary>Calls the node once, on a thread of its own so that a call that ignores its token can be left behind.</summary>
    async Task<EngineRunContext> AttemptAsync(int node, NodeDefinition definition, NodeOutput output, CancellationToken token)
    {
        using var share = await machine.EnterAsync(definition, token).ConfigureAwait(false);
        if (artifacts is not null)
            await artifacts.Live.UseAsync(node).ConfigureAwait(false);
        if (gate is null)
            return await CallAsync(node, definition, output, token).ConfigureAwait(false);
        await gate.WaitAsync(token).ConfigureAwait(false);
        try
        {
            return await CallAsync(node, definition, output, token).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    async Task<EngineRunContext> CallAsync(int node, NodeDefinition definition, NodeOutput output, CancellationToken token)
    {
        _recorder.NodeStarted(node);
        _recorder.Follow(node, output);
        using var sampling = _sampled?[node] == true ? MemorySamples.Begin(_recorder, node, clock) : null;
        using var deadline = definition.Timeout is { } timeout ? new CancellationTokenSource(timeout, clock) : new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, deadline.Token);
        var context = new EngineRunContext(_recorder, node, output, linked.Token, artifacts is not null && definition.Snapshot ? artifacts.Streams : temporary, services);
        var call = Task.Run(() => NodeCall.InvokeAsync(_graph, node, context, output), CancellationToken.None);
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
            var probing = _graph.StoreAsync(node, probe);
            System.Diagnostics.Debug.Assert(probing.IsCompleted, "Probing never waits.");
            probing.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Finish(node, NodeState.Failed, Failures.Of(definition, e), output.Close());
            return;
        }

        CheckRecord? broken;
        try
        {
            broken = Record(node, definition, context);
        }
        catch (HomeException e)
        {
            Finish(node, NodeState.Failed, Failures.OfSystem(e), output.Close());
            return;
        }

        var state = broken is null ? NodeState.Succeeded : broken.Severity == Severity.Error ? NodeState.Failed : NodeState.Warning;
        Keep(node, probe.Bytes);
        Finish(node, state, state == NodeState.Failed ? Broken(broken!) : null, output.Close(), probe.Words, context.Remark);
    }

    /// <summary>Records what a check or metric said; returns the worst of what does not hold.</summary>
    CheckRecord? Record(int node, NodeDefinition definition, EngineRunContext context)
    {
        var checks = new List<CheckRecord>();
        if (context.Passed is { } passed)
            checks.Add(new CheckRecord(_recorder.NameOf(node), _recorder.NameOf(node), definition.Severity, passed, passed ? "true" : context.Reason ?? "false"));
        if (context.Value is { } value)
        {
            _recorder.Measured(node, new MetricRecord(_recorder.NameOf(node), _recorder.NameOf(node), value));
            checks.AddRange(definition.Bounds.Select(b => new CheckRecord(_recorder.NameOf(node), $"{_recorder.NameOf(node)} {Words.Of(b)}", b.Severity, Bounds.Hold(b, value), Words.Number(value))));
        }

        if (context.Value is { } measured && definition.Anomalies.Count > 0)
        {
            var name = _recorder.NameOf(node);
            var history = _recorder.History(name, definition.Anomalies.Max(Anomalies.Reach));
            foreach (var anomaly in definition.Anomalies)
            {
                var (isUsual, detail) = Anomalies.Judge(anomaly, measured, history);
                checks.Add(new CheckRecord(name, $"{name} {Words.Of(anomaly)}", anomaly.Severity, isUsual, detail));
            }
        }

        for (var i = 0; i < checks.Count; i++)
            _recorder.Checked(node, i, checks[i]);
        return checks.Where(c => !c.Passed).OrderByDescending(c => c.Severity).FirstOrDefault();
    }

    static Failure Broken(CheckRecord check) => new(
        FailureOwner.User,
        check.Node != check.Name ? $"{check.Name} does not hold: it is {check.Detail}."
            : check.Detail == "false" ? $"Check {check.Name} does not hold." : $"Check {check.Name} does not hold: {check.Detail.Split('\n')[0]}",
        Tip: "No save of this run was applied. Look at the artifacts the check was given: their values are kept.");

    ResiliencePipeline Retrying(NodeDefinition definition, NodeOutput output) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
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

    void Finish(int node, NodeState state, Failure? failure = null, string output = "", string? result = null, string? reason = null)
    {
        // Behind a branch that was not taken nothing is blocked: those nodes are asked for themselves.
        if (!state.Passed() && reason is null)
        {
            var offsets = _graph.Offsets;
            _recorder.Block(_graph.Dependents[offsets[node]..offsets[node + 1]]);
        }

        _recorder.NodeFinished(node, state, failure, output, result, reason);
    }
}

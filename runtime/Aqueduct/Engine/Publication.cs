namespace Aqueduct.Runtime;

/// <summary>Publishes the saves of a run whose compute nodes have all passed.</summary>
sealed class Publication(WorkflowRun graph, RunRecorder recorder, RunOptions options, RunStop stop)
{
    readonly Dictionary<int, NodeOutput> _outputs = [];

    IEnumerable<int> Nodes => Enumerable.Range(graph.InputCounts.Length, recorder.Workflow.Nodes.Count - graph.InputCounts.Length);

    /// <summary>Ends all saves without publishing them.</summary>
    public void End(NodeState state)
    {
        foreach (var node in Nodes.Where(n => !recorder.StateOf(n).Ended()))
            recorder.NodeFinished(node, state, output: OutputOf(node));
    }

    /// <summary>Publishes all saves or none.</summary>
    public async Task RunAsync()
    {
        var saves = new List<(int Node, SaveRequest Save)>();
        foreach (var node in Nodes)
            if (await RegisterAsync(node).ConfigureAwait(false) is { } save)
                saves.Add((node, save));
            else
                break;
        if (saves.Count < Nodes.Count())
        {
            End(NodeState.Canceled);
            return;
        }

        if (saves.Count == 0)
            return;
        try
        {
            var results = await options.Publish([.. saves.Select(s => (recorder.Workflow.Nodes[s.Node].Name, s.Save))], recorder.Run.Id, stop.Token).ConfigureAwait(false);
            foreach (var (save, result) in saves.Zip(results))
            {
                recorder.WasPublished(save.Node, result);
                recorder.NodeFinished(save.Node, NodeState.Succeeded, output: OutputOf(save.Node), result: Words.Rows(result.Rows));
            }
        }
        catch (Exception e)
        {
            Fail(e, saves);
        }
    }

    /// <summary>Calls a save's method, which hands over what is to be published; null when that failed.</summary>
    async Task<SaveRequest?> RegisterAsync(int node)
    {
        var definition = recorder.Workflow.Nodes[node];
        var output = _outputs[node] = new NodeOutput(options.MaxOutput);
        recorder.NodeStarted(node);
        var context = new EngineRunContext(recorder.Run, definition, output, stop.Token);
        try
        {
            await Task.Run(() => NodeCall.InvokeAsync(graph, node, context, output), CancellationToken.None).ConfigureAwait(false);
            return context.Deferred ?? throw new InvalidOperationException($"{definition.Method} registered nothing to save.");
        }
        catch (Exception e)
        {
            var (state, failure) = stop.Requested && e is OperationCanceledException ? stop.OfRunning : (NodeState.Failed, Failures.Of(definition, e));
            recorder.NodeFinished(node, state, failure, OutputOf(node));
            return null;
        }
    }

    /// <summary>The save at fault fails, the others are canceled; when nothing says which it was, all fail.</summary>
    void Fail(Exception exception, List<(int Node, SaveRequest Save)> saves)
    {
        if (stop.Requested && exception is OperationCanceledException)
        {
            foreach (var (node, _) in saves)
                recorder.NodeFinished(node, stop.OfRunning.State, stop.OfRunning.Failure, OutputOf(node));
            return;
        }

        var blamed = (exception as PublicationException)?.Node;
        foreach (var (node, _) in saves)
        {
            var definition = recorder.Workflow.Nodes[node];
            if (blamed is null || blamed == definition.Name)
                recorder.NodeFinished(node, NodeState.Failed, Failures.Of(definition, exception), OutputOf(node));
        }

        End(NodeState.Canceled);
    }

    string OutputOf(int node) => _outputs.TryGetValue(node, out var output) ? output.Close() : "";
}

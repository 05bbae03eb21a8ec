namespace Aqueduct.Runtime;

/// <summary>Calls a person's code as part of a run.</summary>
static class NodeCall
{
    /// <summary>Calls a node so that <see cref="RunContext.Current"/>, the console and the logger are the node's.</summary>
    public static async Task InvokeAsync(WorkflowRun graph, int node, EngineRunContext context, NodeOutput output)
    {
        // Both are undone when this method returns: they belong to its execution context.
        RunContext.Current = context;
        OutputRouter.Capture(output);
        await graph.InvokeAsync(node, context).ConfigureAwait(false);
    }
}

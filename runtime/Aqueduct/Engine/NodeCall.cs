using System.Diagnostics;

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
        if (context.Activity is { } activity)
            Activity.Current = activity;
        await (context.IsMeasured ? MeasuredAsync(graph, node, context) : graph.InvokeAsync(node, context)).ConfigureAwait(false);
    }

    static async ValueTask MeasuredAsync(WorkflowRun graph, int node, EngineRunContext context)
    {
        var call = CpuMeter.Nodes.Begin();
        TimeSpan? thread = null;
        try
        {
            var before = ThreadClock.Now;
            ValueTask invoked;
            try
            {
                invoked = graph.InvokeAsync(node, context);
            }
            finally
            {
                // What it uses after its first wait is used on threads that others use, too.
                thread = ThreadClock.Now - before;
            }

            await invoked.ConfigureAwait(false);
        }
        finally
        {
            context.Spent(CpuMeter.Nodes.End(call), thread);
        }
    }
}

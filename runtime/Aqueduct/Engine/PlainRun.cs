namespace Aqueduct.Runtime;

/// <summary>Calls a run's nodes and records nothing.</summary>
sealed class PlainRun(WorkflowRun run, RunContext context) : INodeHandler
{
    public ValueTask HandleAsync(int node) => run.InvokeAsync(node, context);
}

using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Schedules;

/// <summary>A workflow of one operator that does nothing, so that what is measured is what keeps it.</summary>
sealed class OneStep(string name, string schedule) : Workflow
{
    public override WorkflowDefinition Definition { get; } = new()
    {
        Name = name,
        Slug = name,
        Version = "0123456789abcdef",
        Schedule = schedule,
        CatchUp = CatchUp.None,
        Snapshots = false,
        Nodes = [new NodeDefinition { Name = "Step", Kind = NodeKind.Operator, Method = "OneStep.Step" }],
    };

    public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services) => new Run();

    sealed class Run : WorkflowRun
    {
        public override ReadOnlySpan<int> InputCounts => [0];

        public override ReadOnlySpan<int> Offsets => [0, 0];

        public override ReadOnlySpan<int> Dependents => [];

        public override ValueTask InvokeAsync(int node, RunContext run) => default;
    }
}

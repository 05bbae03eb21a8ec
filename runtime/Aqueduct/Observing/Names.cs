namespace Aqueduct.Runtime;

/// <summary>Names of attributes: OpenTelemetry's where it has one for the thing, else under <c>aqueduct.</c></summary>
static class Names
{
    public const string Workflow = "aqueduct.workflow";
    public const string WorkflowVersion = "aqueduct.workflow.version";
    public const string Run = "aqueduct.run.id";
    public const string State = "aqueduct.state";
    public const string LogicalTime = "aqueduct.logical_time";
    public const string Continues = "aqueduct.run.continues";
    public const string Group = "aqueduct.group";
    public const string Node = "aqueduct.node";
    public const string Kind = "aqueduct.node.kind";
    public const string Attempts = "aqueduct.node.attempts";
    public const string Items = "aqueduct.node.items";
    public const string Item = "aqueduct.item";
    public const string Resource = "aqueduct.resource";
    public const string Cpu = "aqueduct.cpu.seconds";
    public const string CpuIsLeast = "aqueduct.cpu.is_least";
    public const string Memory = "aqueduct.memory.peak";
    public const string Owner = "aqueduct.failure.owner";
    public const string Severity = "aqueduct.severity";
    public const string Function = "code.function.name";
    public const string ErrorType = "error.type";
    public const string OtherError = "_OTHER";
}

using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>What is known of a workflow at compile time; the generator emits it as constants.</summary>
public sealed record WorkflowDefinition
{
    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Name for command lines and deployments: lower-case letters, digits and hyphens.</summary>
    public required string Slug { get; init; }

    /// <summary>Hash of the workflow's model, 16 hexadecimal digits: equal models have equal versions.</summary>
    public required string Version { get; init; }

    /// <summary>One sentence about it.</summary>
    public string? Description { get; init; }

    /// <summary>Cron expression or preset.</summary>
    public string? Schedule { get; init; }

    /// <summary>IANA time zone of the schedule; null is UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Display name of the workflow after whose success this one starts.</summary>
    public string? After { get; init; }

    /// <summary>Resource and path of the files at whose arrival this one starts.</summary>
    public string? OnFile { get; init; }

    /// <summary>Whether a request starts this one.</summary>
    public bool Webhook { get; init; }

    /// <summary>Longest duration of a run.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What happens when a run is due while the previous one still runs.</summary>
    public Overlap Overlap { get; init; }

    /// <summary>Which missed firings are made up for.</summary>
    public CatchUp CatchUp { get; init; } = CatchUp.Last;

    /// <summary>Number of runs kept; 0 keeps all.</summary>
    public int KeepRuns { get; init; }

    /// <summary>Whether artifacts are stored.</summary>
    public bool Snapshots { get; init; } = true;

    /// <summary>The workflow method's parameters.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>The nodes: first those that compute, then the publications, each group in the order of the body.</summary>
    public required IReadOnlyList<NodeDefinition> Nodes { get; init; }
}

/// <summary>A parameter of a workflow.</summary>
/// <param name="Name">Name in the source.</param>
/// <param name="Type">C# type as people write it, such as <c>double</c>.</param>
/// <param name="Required">Whether it has no default.</param>
/// <param name="Default">The default as invariant text.</param>
public sealed record ParameterDefinition(string Name, string Type, bool Required, string? Default = null);

/// <summary>What a node does.</summary>
public enum NodeKind
{
    /// <summary>Turns artifacts into artifacts.</summary>
    Operator,

    /// <summary>Reads a database.</summary>
    Sql,

    /// <summary>Says whether an artifact is as it should be.</summary>
    Check,

    /// <summary>Measures an artifact.</summary>
    Metric,

    /// <summary>Publishes to a database.</summary>
    Save,

    /// <summary>Reads a file.</summary>
    Read,

    /// <summary>Publishes to a file.</summary>
    Write,

    /// <summary>Runs a graph of its own for each item of an artifact.</summary>
    Map,

    /// <summary>Publishes to an endpoint.</summary>
    Endpoint,

    /// <summary>Mails what it is given.</summary>
    Email,

    /// <summary>Sends what it is given to a chat or a webhook.</summary>
    Message,
}

/// <summary>One call in a workflow's body.</summary>
public sealed record NodeDefinition
{
    /// <summary>The method's name; <c>Score#2</c> for its second call in one workflow.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>The called method, <c>Type.Method</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Hash of what the node is, 16 hexadecimal digits: the method, the values it is given, its conditions, its bounds; null for a graph put together by hand.</summary>
    public string? Version { get; init; }

    /// <summary>The code of an operator, check or metric.</summary>
    public MethodCode? Code { get; init; }

    /// <summary>Hash of <see cref="Code"/> and of all it uses in its project, 16 hexadecimal digits; null where it is not known.</summary>
    public string? CodeVersion => Code is null ? null : CodeVersions.Of(Code);

    /// <summary>One sentence about it.</summary>
    public string? Description { get; init; }

    /// <summary>Ids (positions) of the nodes whose artifacts it takes.</summary>
    public IReadOnlyList<int> Inputs { get; init; } = [];

    /// <summary>The artifacts it gives.</summary>
    public IReadOnlyList<ArtifactDefinition> Outputs { get; init; } = [];

    /// <summary>How often a failed call is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>Longest duration of one attempt.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Severity of a check.</summary>
    public Severity Severity { get; init; }

    /// <summary>Bounds of a metric.</summary>
    public IReadOnlyList<BoundDefinition> Bounds { get; init; } = [];

    /// <summary>Comparisons of a metric with its own history.</summary>
    public IReadOnlyList<AnomalyDefinition> Anomalies { get; init; } = [];

    /// <summary>Resource of a query or save.</summary>
    public string? Resource { get; init; }

    /// <summary>Name of the endpoint that is published.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Table of a save.</summary>
    public string? Table { get; init; }

    /// <summary>Path of a file that is read or written.</summary>
    public string? Path { get; init; }

    /// <summary>Subject of a mail or sentence of a message, with placeholders.</summary>
    public string? Subject { get; init; }

    /// <summary>The conditions that must hold for the node to be called, as people write them: <c>AverageChurn &lt; 0.3</c>, <c>!(IsFresh)</c>.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>The inlined workflow it comes from, outermost first, such as <c>Prepare / Clean</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the same inputs and the same code may reuse the result.</summary>
    public bool Cache { get; init; }

    /// <summary>Processor cores a call needs; 0 where nothing is declared.</summary>
    public double Cpu { get; init; }

    /// <summary>Memory a call needs, in bytes; 0 where nothing is declared.</summary>
    public long Memory { get; init; }

    /// <summary>Number of GPUs a call needs.</summary>
    public int Gpu { get; init; }

    /// <summary>Container image a call needs, where nodes are given containers of their own; null is the app's.</summary>
    public string? Image { get; init; }

    /// <summary>Of nodes that are ready, or wait for the machine, the one with the highest goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether what it gives is kept with the run.</summary>
    public bool Snapshot { get; init; } = true;

    /// <summary>The graph that a map runs for each item.</summary>
    public MapDefinition? Map { get; init; }
}

/// <summary>A method whose code has a version.</summary>
/// <param name="Method">Full name: namespace, types, method.</param>
/// <param name="Home">For a method of another assembly, the type it stands in.</param>
public sealed record MethodCode(string Method, Type? Home = null)
{
    /// <summary>Lets the assembly that it stands in register what is known of its code, which it may not have done yet.</summary>
    internal void Register()
    {
        if (Home is { } home)
            RuntimeHelpers.RunModuleConstructor(home.Module.ModuleHandle);
    }
}

/// <summary>What a map does with each item.</summary>
public sealed record MapDefinition
{
    /// <summary>Name of the item in the workflow's body.</summary>
    public required string Item { get; init; }

    /// <summary>Most items under way at once; 0 leaves it to the engine.</summary>
    public int MaxParallel { get; init; }

    /// <summary>Position in <see cref="Nodes"/> of the node whose artifact is an item's result; null where the map gives nothing.</summary>
    public int? Result { get; init; }

    /// <summary>The nodes run for each item: first those that compute, then the publications.</summary>
    public required IReadOnlyList<NodeDefinition> Nodes { get; init; }
}

/// <summary>An artifact a node gives.</summary>
/// <param name="Name">The local's name in the workflow's body; for a nested call the method's name in camel case.</param>
/// <param name="Kind">table, boolean, numeric, scalar, json, bytes or custom.</param>
/// <param name="Type">C# type as people write it, such as <c>Table&lt;Prediction&gt;</c>.</param>
public sealed record ArtifactDefinition(string Name, string Kind, string Type);

/// <summary>How a metric is compared with a bound's limit.</summary>
public enum BoundKind
{
    /// <summary>Less than.</summary>
    Below,

    /// <summary>Greater than.</summary>
    Above,

    /// <summary>Less than or equal.</summary>
    AtMost,

    /// <summary>Greater than or equal.</summary>
    AtLeast,

    /// <summary>Equal.</summary>
    EqualTo,

    /// <summary>Not equal.</summary>
    NotEqualTo,
}

/// <summary>A bound of a metric.</summary>
public sealed record BoundDefinition(BoundKind Kind, double Limit, Severity Severity);

/// <summary>How a metric is compared with its own history.</summary>
/// <param name="Method">Which earlier values it is compared with.</param>
/// <param name="Window">Most of them.</param>
/// <param name="Threshold">Largest modified z-score that is usual.</param>
/// <param name="Season">Number of runs in a season; 0 where there is none.</param>
/// <param name="MinimumRuns">Fewest earlier values that are judged by.</param>
/// <param name="Severity">What an unusual metric does to the run.</param>
public sealed record AnomalyDefinition(AnomalyMethod Method, int Window, double Threshold, int Season, int MinimumRuns, Severity Severity);

/// <summary>Kinds of nodes by what the engine does with them.</summary>
static class NodeKinds
{
    /// <summary>Whether the node publishes: it runs when every computing node has passed.</summary>
    public static bool IsPublication(this NodeKind kind) => kind is NodeKind.Save or NodeKind.Write or NodeKind.Endpoint || kind.IsNotice();

    /// <summary>Whether the node publishes to people, who are sent something.</summary>
    public static bool IsNotice(this NodeKind kind) => kind is NodeKind.Email or NodeKind.Message;
}

namespace Aqueduct.Artifacts.Model;

/// <summary>The workflows of an app, as its generator wrote them down. Schema: docs/schema/aqueduct-model.v1.json.</summary>
/// <remarks>Only what a deployment or the check of queries needs is read; other members are left alone. Members with their default value are absent from the JSON.</remarks>
public sealed record AppModel(string Schema, IReadOnlyList<WorkflowModel> Workflows)
{
    /// <summary>The one schema these tasks read.</summary>
    public const string SupportedSchema = "aqueduct-model/v1";
}

/// <summary>One workflow.</summary>
/// <param name="KeepRuns">Number of runs kept; 0 keeps all.</param>
/// <param name="TimeZone">IANA name; null is UTC.</param>
/// <param name="After">Display name of the workflow after whose success this one starts; null for none.</param>
/// <param name="Snapshots">Whether artifacts are stored.</param>
/// <param name="OnFile">Resource and path of the files at whose arrival this one starts; null for none.</param>
/// <param name="Webhook">Whether a request starts this one.</param>
public sealed record WorkflowModel(
    string Name,
    string Slug,
    string Version,
    IReadOnlyList<NodeModel> Nodes,
    string? Description = null,
    string? Schedule = null,
    string? TimeZone = null,
    TimeSpan? Timeout = null,
    Overlap Overlap = Overlap.Skip,
    CatchUp CatchUp = CatchUp.Last,
    int KeepRuns = 0,
    IReadOnlyList<string>? Resources = null,
    string? After = null,
    bool Snapshots = true,
    string? OnFile = null,
    bool Webhook = false)
{
    /// <summary>The workflow method's parameters.</summary>
    public IReadOnlyList<ParameterModel> Parameters { get => field ?? []; init; }
}

/// <summary>A parameter of a workflow.</summary>
/// <param name="Required">Whether it has no default.</param>
/// <param name="Default">The default as invariant text; null where it is null, or there is none.</param>
public sealed record ParameterModel(string Name, string Type, bool Required = false, string? Default = null);

/// <summary>One node: what it asks of the machine it runs on, and of a database.</summary>
/// <param name="Cpu">Processors; 0 when not declared.</param>
/// <param name="Memory">Kubernetes quantity; null when not declared.</param>
/// <param name="Gpu">Number of GPUs.</param>
/// <param name="Snapshot">Whether what the node gives is stored.</param>
public sealed record NodeModel(int Id, string Name, double Cpu = 0, string? Memory = null, int Gpu = 0, bool Snapshot = true)
{
    /// <summary><c>sql</c>, <c>save</c>, <c>map</c> and so on.</summary>
    public string? Kind { get; init; }

    /// <summary>Ids of the nodes it takes something from.</summary>
    public IReadOnlyList<int> Inputs { get => field ?? []; init; }

    /// <summary>The conditions that must hold for it to be called.</summary>
    public IReadOnlyList<string> Guards { get => field ?? []; init; }

    /// <summary>Container image it runs in; null is the app's.</summary>
    public string? Image { get; init; }

    /// <summary>The called method with its containing types.</summary>
    public string? Method { get; init; }

    /// <summary>The external system.</summary>
    public string? Resource { get; init; }

    /// <summary>SQL of a query, parameters as <c>@name</c>.</summary>
    public string? Query { get; init; }

    /// <summary>The file that holds the query, as the source names it; or the file that is read or written.</summary>
    public string? Path { get; init; }

    /// <summary>The table a save fills.</summary>
    public string? Table { get; init; }

    /// <summary>The graph that is run for each item; null for a node of one call.</summary>
    public MapModel? Map { get; init; }
}

/// <summary>The graph of a loop's item.</summary>
/// <param name="MaxParallel">Most items under way at once; 0 where the engine decides.</param>
public sealed record MapModel(IReadOnlyList<NodeModel> Nodes, int MaxParallel = 0);

/// <summary>What happens when a run is due while the previous one still runs.</summary>
public enum Overlap
{
    /// <summary>The new run is left out.</summary>
    Skip,

    /// <summary>The new run waits.</summary>
    Queue,

    /// <summary>Both run.</summary>
    Parallel,

    /// <summary>The previous run is canceled.</summary>
    CancelPrevious,
}

/// <summary>Which missed firings are made up for.</summary>
public enum CatchUp
{
    /// <summary>None.</summary>
    None,

    /// <summary>The last one.</summary>
    Last,

    /// <summary>Each of them.</summary>
    All,
}

namespace Aqueduct.Artifacts.Model;

/// <summary>The workflows of an app, as its generator wrote them down. Schema: docs/schema/aqueduct-model.v1.json.</summary>
/// <remarks>Only what a deployment needs is read; other members are left alone. Members with their default value are absent from the JSON.</remarks>
public sealed record AppModel(string Schema, IReadOnlyList<WorkflowModel> Workflows)
{
    /// <summary>The one schema these tasks read.</summary>
    public const string SupportedSchema = "aqueduct-model/v1";
}

/// <summary>One workflow.</summary>
/// <param name="KeepRuns">Number of runs kept; 0 keeps all.</param>
/// <param name="TimeZone">IANA name; null is UTC.</param>
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
    IReadOnlyList<string>? Resources = null);

/// <summary>What one node asks of the machine it runs on.</summary>
/// <param name="Cpu">Processors; 0 when not declared.</param>
/// <param name="Memory">Kubernetes quantity; null when not declared.</param>
/// <param name="Gpu">Number of GPUs.</param>
/// <param name="Map">The graph that is run for each item; null for a node of one call.</param>
public sealed record NodeModel(int Id, string Name, double Cpu = 0, string? Memory = null, int Gpu = 0, MapModel? Map = null);

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

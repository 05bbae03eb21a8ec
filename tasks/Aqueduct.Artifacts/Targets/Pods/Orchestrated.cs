using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Targets.Pods;

/// <summary>What targets agree on that give a workflow several pods.</summary>
static class Orchestrated
{
    // After the engine's own, which says in the run's record what happened.
    const int SecondsAfterTimeout = 60;

    /// <summary>Seconds after which a run is ended from outside; null where the workflow has no time-out.</summary>
    public static long? DeadlineOf(WorkflowModel workflow) => workflow.Timeout is { } timeout ? (long)Math.Ceiling(timeout.TotalSeconds) + SecondsAfterTimeout : null;

    /// <summary>The workflow's parameters, as whoever starts it by hand may give them.</summary>
    public static IReadOnlyList<RunParameter> ParametersOf(WorkflowModel workflow) => [.. workflow.Parameters.Select(p => new RunParameter(p.Name, p.Required ? null : p.Default ?? "null"))];
}

/// <param name="Value">The default; null where a value must be given.</param>
sealed record RunParameter(string Name, string? Value);

namespace Aqueduct.Deploying;

/// <summary>How far a Job is.</summary>
public enum JobState
{
    /// <summary>Its pod has not started.</summary>
    Waiting,

    /// <summary>Its pod runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>A run of a workflow in a cluster: a Job, or a Workflow of Argo.</summary>
/// <param name="Pod">Name of its newest pod, or of the one that failed, as long as the cluster has it.</param>
/// <param name="Problem">What went wrong, or keeps it from starting.</param>
/// <param name="IsStuck">Whether it has not started and will not, as long as nobody mends what <paramref name="Problem"/> says.</param>
/// <param name="Log">The last lines of a pod that failed.</param>
public sealed record JobReport(string Name, JobState State, string? Created, string? Started, string? Ended, string? Pod, string? Problem, bool IsStuck, IReadOnlyList<string> Log)
{
    /// <summary>How far each of its groups is, where it has several pods.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];
}

/// <summary>Reads what became of Jobs.</summary>
static class JobReader
{
    /// <summary>Lines that are shown of a pod that failed.</summary>
    public const int LogLines = 12;

    /// <summary>What became of a Job, and of its pod.</summary>
    public static async Task<JobReport> ReadAsync(ICluster cluster, Manifest job, CancellationToken cancel)
    {
        var pods = await cluster.ListAsync(ResourceTypes.Pod, $"job-name={job.Name}", cancel).ConfigureAwait(false);
        var pod = pods.MaxBy(p => Text(p, "metadata", "creationTimestamp"), StringComparer.Ordinal);
        var failed = Condition(job, "Failed");
        var problem = pod is null ? null : await PodProblem.OfAsync(cluster, pod, cancel).ConfigureAwait(false);
        var phase = pod is null ? null : Text(pod, "status", "phase");
        var state = failed is not null ? JobState.Failed : Condition(job, "Complete") is not null ? JobState.Succeeded : phase == "Running" ? JobState.Running : JobState.Waiting;
        string? said = null;
        if (state == JobState.Failed && pod is not null)
            said = await cluster.LogAsync(pod.Name, container: null, LogLines, cancel).ConfigureAwait(false);
        return new(job.Name, state, Text(job, "metadata", "creationTimestamp"), Text(job, "status", "startTime"), failed?.Time ?? Text(job, "status", "completionTime"), pod?.Name,
            state == JobState.Succeeded ? null : failed is { Reason: "DeadlineExceeded" } ? $"it ran longer than its Timeout of {job.Json["spec"]?["activeDeadlineSeconds"]} s" : problem?.Reason ?? failed?.Message,
            state == JobState.Waiting && problem is { IsFinal: true },
            (said ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    static (string? Reason, string? Message, string? Time)? Condition(Manifest job, string type) =>
        (job.Json["status"]?["conditions"]?.AsArray() ?? []).FirstOrDefault(c => c?["type"]?.GetValue<string>() == type && c["status"]?.GetValue<string>() == "True") is { } condition
            ? (condition["reason"]?.GetValue<string>(), condition["message"]?.GetValue<string>(), condition["lastTransitionTime"]?.GetValue<string>()) : null;

    static string? Text(Manifest manifest, string part, string name) => manifest.Json[part]?[name]?.GetValue<string>();
}

using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Targets.Kubernetes;

/// <summary>A CronJob per workflow, and what its pods need: account, home volume, no way in. Fits the "restricted" Pod Security Standard.</summary>
sealed class KubernetesTarget : ITarget
{
    // Never on a schedule: the job is suspended, this one is only there because the field is required.
    const string UnscheduledPlaceholder = "0 0 1 1 *";

    const int DefaultHistory = 3;

    public TargetFiles Render(DeploymentPlan plan)
    {
        var jobs = plan.Workflows.Select(JobOf).ToList();
        var values = new { plan.App, Version = Names.Label(plan.Version), plan.Image, plan.Environment, plan.SecretsName, Jobs = jobs, User = Container.UserId, Container.Home };
        return new(
            [TemplateRenderer.RenderYaml("kubernetes.sbn", "kubernetes.yaml", values, documents: 3 + jobs.Count)],
            [.. plan.Workflows.Zip(jobs, LimitationsOf).SelectMany(l => l)]);
    }

    static CronJob JobOf(PlannedWorkflow planned)
    {
        var workflow = planned.Model;
        string? reason = null;
        var schedule = workflow.Schedule is { } cron ? CronSchedule.Convert(cron, out reason) : null;
        return new()
        {
            Name = planned.Name,
            Slug = workflow.Slug,
            DisplayName = workflow.Name,
            Version = workflow.Version,
            Schedule = schedule ?? UnscheduledPlaceholder,
            Suspended = schedule is null,
            NoScheduleBecause = reason,
            TimeZone = planned.TimeZone,
            ConcurrencyPolicy = workflow.Overlap switch
            {
                Overlap.Parallel => "Allow",
                Overlap.CancelPrevious => "Replace",
                _ => "Forbid",
            },
            StartingDeadline = CatchUps.SecondsOf(workflow.CatchUp),
            ActiveDeadline = planned.Longest is { } timeout ? (long)Math.Ceiling(timeout.TotalSeconds) : null,
            History = workflow.KeepRuns > 0 ? workflow.KeepRuns : DefaultHistory,
            Size = planned.Size,
            Secrets = planned.Secrets,
        };
    }

    static IEnumerable<string> LimitationsOf(PlannedWorkflow planned, CronJob job)
    {
        var workflow = planned.Model;
        if (job.NoScheduleBecause is { } reason)
            yield return $"Kubernetes cannot start workflow '{workflow.Name}' by its schedule '{workflow.Schedule}': {reason}. " +
                "Its CronJob is suspended; write the schedule without it, or start the workflow by hand or with 'aqueduct serve'";
        if (workflow is { CatchUp: CatchUp.All, Schedule: not null })
            yield return $"Kubernetes makes up only the last missed run of workflow '{workflow.Name}', not each of them as CatchUp.All asks. " +
                "Use CatchUp.Last, or run it with 'aqueduct serve'";
    }

    sealed record CronJob
    {
        public required string Name { get; init; }
        public required string Slug { get; init; }
        public required string DisplayName { get; init; }
        public required string Version { get; init; }
        public required string Schedule { get; init; }
        public required bool Suspended { get; init; }
        public required string? NoScheduleBecause { get; init; }
        public required string TimeZone { get; init; }
        public required string ConcurrencyPolicy { get; init; }
        public required int StartingDeadline { get; init; }
        public required long? ActiveDeadline { get; init; }
        public required int History { get; init; }
        public required MachineSize Size { get; init; }
        public required IReadOnlyList<string> Secrets { get; init; }
    }
}

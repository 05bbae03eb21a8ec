using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Targets.Kubernetes;
using Aqueduct.Artifacts.Targets.Pods;

namespace Aqueduct.Artifacts.Targets.Airflow;

/// <summary>A DAG file per workflow, whose tasks are groups of nodes in pods, and the pod that they have in common: fits the "restricted" Pod Security Standard.</summary>
sealed class AirflowTarget : ITarget
{
    public TargetFiles Render(DeploymentPlan plan) => new(
        [
            .. plan.Workflows.SelectMany(w => FilesOf(plan, w)),
            TemplateRenderer.RenderYaml("airflow-surroundings.sbn", "airflow/kubernetes.yaml", new { plan.App, Version = Names.Label(plan.Version), HasHome = !plan.SharesStores }, documents: plan.SharesStores ? 2 : 3),
        ], []);

    static IEnumerable<RenderedFile> FilesOf(DeploymentPlan plan, PlannedWorkflow planned)
    {
        var flow = FlowOf(plan, planned);
        var values = new
        {
            plan.App, plan.Image, Version = Names.Label(plan.Version), plan.Environment, plan.SecretsName, Command = Container.EntrypointOf(plan.Command).ToList(), Flow = flow, User = Container.UserId, Container.Home, HasHome = !plan.SharesStores,
        };
        yield return TemplateRenderer.Render("airflow.sbn", $"airflow/{planned.Name}.py", values);
        yield return TemplateRenderer.RenderYaml("airflow-pod.sbn", $"airflow/{flow.Pod}", values, documents: 1);
    }

    static Dag FlowOf(DeploymentPlan plan, PlannedWorkflow planned)
    {
        var workflow = planned.Model;
        return new()
        {
            Name = planned.Name,
            Slug = workflow.Slug,
            DisplayName = workflow.Name,
            Version = workflow.Version,
            Pod = $"{planned.Name}.pod.yaml",
            Schedule = workflow.Schedule is { } cron ? CronSchedule.Convert(cron, out _) : null,
            TimeZone = planned.TimeZone,
            // CancelPrevious: the first group of the later run asks the earlier one to stop.
            Waits = workflow.Overlap is Overlap.Skip or Overlap.Queue,
            Deadline = Orchestrated.DeadlineOf(workflow),
            Parameters = Orchestrated.ParametersOf(workflow),
            Secrets = planned.OwnSecrets,
            Groups = [.. PlannedGroups.Of(plan, workflow).Select(g => new PodTask(g.Name, g.After, g.Image, g.Size, ArgumentsOf(workflow, g.Name)))],
            LogicalTime = LogicalTimeOf(workflow),
            Followers = [.. Cascade.After(planned, plan.Workflows).Select(f => f.Name)],
            Finish = new("finish", [], plan.Image, MachineSize.Smallest, ["node", $"{workflow.Slug}/finish", .. RunArguments]),
        };
    }

    static readonly string[] RunArguments = ["--run", "{{ dag.dag_id }}~{{ run_id }}"];

    // A run that another one has started stands for its time. One that is started by hand need not have an interval.
    static string LogicalTimeOf(WorkflowModel workflow) =>
        (workflow.After is null ? "" : "(dag_run.conf or {}).get('logicalTime') or ") + "(dag_run.data_interval_end or dag_run.start_date).isoformat()";

    static IReadOnlyList<string> ArgumentsOf(WorkflowModel workflow, string group) =>
    [
        "node", $"{workflow.Slug}/{group}", .. RunArguments, "--logical-time", $"{{{{ {LogicalTimeOf(workflow)} }}}}",
        .. workflow.Parameters.Select(p => $"--{p.Name}={{{{ params['{p.Name}'] }}}}"),
    ];

    sealed record Dag
    {
        public required string Name { get; init; }
        public required string Slug { get; init; }
        public required string DisplayName { get; init; }
        public required string Version { get; init; }
        public required string Pod { get; init; }
        public required string? Schedule { get; init; }
        public required string TimeZone { get; init; }
        public required bool Waits { get; init; }
        public required long? Deadline { get; init; }
        public required IReadOnlyList<RunParameter> Parameters { get; init; }
        public required IReadOnlyList<string> Secrets { get; init; }
        public required IReadOnlyList<PodTask> Groups { get; init; }
        public required string LogicalTime { get; init; }
        public required IReadOnlyList<string> Followers { get; init; }
        public required PodTask Finish { get; init; }
    }

    sealed record PodTask(string Name, IReadOnlyList<string> After, string Image, MachineSize Size, IReadOnlyList<string> Arguments);
}

using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Targets.Kubernetes;
using Aqueduct.Artifacts.Targets.Pods;
using Aqueduct.Planning;

namespace Aqueduct.Artifacts.Targets.Argo;

/// <summary>A WorkflowTemplate per workflow, whose tasks are groups of nodes in pods of the size they ask for, and a CronWorkflow where there is a schedule. Fits the "restricted" Pod Security Standard.</summary>
sealed class ArgoTarget : ITarget
{
    const int DefaultHistory = 3;

    // Of the megabyte that an object of a cluster may have: the graph of the tasks, and what Argo writes down of a run, need room as well.
    const int BytesOfTemplates = 300_000, BytesOfTemplate = 2_500, BytesOfSecret = 200;

    public TargetFiles Render(DeploymentPlan plan)
    {
        var workflows = plan.Workflows.Select(w => FlowOf(plan, w)).ToList();
        var isFollowed = workflows.Exists(w => w.Followers.Count > 0);
        var values = new
        {
            plan.App, Version = Names.Label(plan.Version), plan.Environment, plan.SecretsName, Command = Container.EntrypointOf(plan.Command).ToList(), Workflows = workflows, User = Container.UserId, Container.Home,
            HasHome = !plan.SharesStores, Executor = new Account($"{plan.App}-executor", Starts: false), Starter = isFollowed ? new Account($"{plan.App}-starter", Starts: true) : null,
        };
        var documents = (plan.SharesStores ? 6 : 7) + (isFollowed ? 4 : 0) + workflows.Sum(w => 1 + w.Parts.Count + (w.Schedule is null ? 0 : 1));
        return new(
            [TemplateRenderer.RenderYaml("argo.sbn", "argo.yaml", values, documents)],
            [.. plan.Workflows.Select(w => PlannedGroups.Undivided(plan, w.Model)).OfType<string>()]);
    }

    static Flow FlowOf(DeploymentPlan plan, PlannedWorkflow planned)
    {
        var workflow = planned.Model;
        string? reason = null;
        var schedule = workflow.Schedule is { } cron ? CronSchedule.Convert(cron, out reason) : null;
        var divided = PlannedGroups.Of(plan, workflow);
        var groups = divided.Select(g => TaskOf(planned, g,
            [.. divided.Where(d => d.Decider == g.Name).Select(d => new Output(NodeGroups.Run + d.Name, "true")), .. divided.Where(d => d.Slices?.Decider == g.Name).Select(d => new Output(NodeGroups.Slices + d.Name, "[]"))])).ToList();
        var most = Math.Max(1, BytesOfTemplates / (BytesOfTemplate + (BytesOfSecret * planned.OwnSecrets.Count)));
        IReadOnlyList<Part> parts = groups.Count <= most ? []
            : [.. groups.Chunk(most).Select((chunk, number) => (Name: Names.OfWorkflow(planned.Name, $"groups-{number + 1}"), Groups: chunk))
                .Select(c => new Part(c.Name, [.. c.Groups.Select(g => g with { Part = c.Name })]))];
        return new()
        {
            Name = planned.Name,
            Slug = workflow.Slug,
            DisplayName = workflow.Name,
            Version = workflow.Version,
            Schedule = schedule,
            NoScheduleBecause = reason is null ? null : $"'{workflow.Schedule}': {reason}",
            TimeZone = planned.TimeZone,
            // Queue: each run is started, and waits for the mutex of its workflow.
            ConcurrencyPolicy = workflow.Overlap switch
            {
                Overlap.Parallel or Overlap.Queue => "Allow",
                Overlap.CancelPrevious => "Replace",
                _ => "Forbid",
            },
            Waits = workflow.Overlap == Overlap.Queue,
            StartingDeadline = CatchUps.SecondsOf(workflow.CatchUp),
            Deadline = Orchestrated.DeadlineOf(workflow),
            History = workflow.KeepRuns > 0 ? workflow.KeepRuns : DefaultHistory,
            Parameters = Orchestrated.ParametersOf(workflow),
            IsFollower = workflow.After is not null,
            Followers = [.. Cascade.After(planned, plan.Workflows).Select(f => new Follower(f))],
            Groups = parts.Count == 0 ? groups : [.. parts.SelectMany(p => p.Groups)],
            Own = parts.Count == 0 ? groups : [],
            Parts = parts,
            Finish = TaskOf(planned, new("finish", [], [], plan.Image, MachineSize.Smallest), []) with { Template = "finish", Arguments = ["node", $"{workflow.Slug}/finish", .. RunArguments] },
        };
    }

    static readonly string[] RunArguments = ["--run", "{{workflow.name}}.{{workflow.uid}}"];

    // In a pod's own temporary folder, which is writable.
    const string OutputsFolder = "/tmp/outputs";

    static PodTask TaskOf(PlannedWorkflow planned, PlannedGroup group, IReadOnlyList<Output> outputs) => new()
    {
        Name = group.Name,
        Template = $"group-{group.Name}",
        After = group.After,
        Image = group.Image,
        Size = group.Slices?.Size ?? group.Size,
        Secrets = planned.OwnSecrets,
        When = group.Decider is { } decider ? $"{{{{tasks.{decider}.outputs.parameters.{NodeGroups.Run}{group.Name}}}}} == true" : null,
        WithParam = group.Slices is { } slices ? $"{{{{tasks.{slices.Decider}.outputs.parameters.{NodeGroups.Slices}{group.Name}}}}}" : null,
        Outputs = outputs,
        Arguments = ["node", $"{planned.Model.Slug}/{group.Name}", .. RunArguments, "--logical-time", "{{inputs.parameters.logical-time}}", .. (outputs.Count > 0 ? (string[])["--outputs", OutputsFolder] : []),
            .. (group.Slices is null ? (string[])[] : ["--slice", "{{inputs.parameters.slice}}"]),
            .. planned.Model.Parameters.Select(p => $"--{p.Name}={{{{workflow.parameters.{p.Name}}}}}")],
    };

    sealed record Flow
    {
        public required string Name { get; init; }
        public required string Slug { get; init; }
        public required string DisplayName { get; init; }
        public required string Version { get; init; }
        public required string? Schedule { get; init; }
        public required string? NoScheduleBecause { get; init; }
        public required string TimeZone { get; init; }
        public required string ConcurrencyPolicy { get; init; }
        public required bool Waits { get; init; }
        public required int StartingDeadline { get; init; }
        public required long? Deadline { get; init; }
        public required int History { get; init; }
        public required IReadOnlyList<RunParameter> Parameters { get; init; }
        public required IReadOnlyList<PodTask> Groups { get; init; }
        public required IReadOnlyList<PodTask> Own { get; init; }
        public required IReadOnlyList<Part> Parts { get; init; }
        public required PodTask Finish { get; init; }
        public required bool IsFollower { get; init; }
        public required IReadOnlyList<Follower> Followers { get; init; }

        /// <summary>The template that does all of the workflow.</summary>
        public string Run => Followers.Count > 0 ? "all" : "groups";
    }

    sealed record PodTask
    {
        public required string Name { get; init; }
        public required string Template { get; init; }
        public string? Part { get; init; }
        public required IReadOnlyList<string> After { get; init; }
        public required string Image { get; init; }
        public required MachineSize Size { get; init; }
        public required IReadOnlyList<string> Secrets { get; init; }
        public required string? When { get; init; }
        public required string? WithParam { get; init; }
        public required IReadOnlyList<Output> Outputs { get; init; }
        public required IReadOnlyList<string> Arguments { get; init; }
    }

    /// <param name="Default">What is taken where the pod did not say it.</param>
    sealed record Output(string Name, string Default)
    {
        public string Path => $"{OutputsFolder}/{Name}";
    }

    /// <param name="Starts">Whether it may start workflows.</param>
    sealed record Account(string Name, bool Starts);

    sealed record Part(string Name, IReadOnlyList<PodTask> Groups);
}

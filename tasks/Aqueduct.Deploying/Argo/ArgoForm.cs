using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>Argo's form: a WorkflowTemplate a workflow, a CronWorkflow for its schedule, a Workflow a run.</summary>
sealed class ArgoForm : RunForm
{
    public override ResourceType Run => ResourceTypes.Workflow;

    public override async Task<IReadOnlyList<DeployedWorkflow>> WorkflowsAsync(ICluster cluster, string app, CancellationToken cancel)
    {
        var schedules = (await cluster.ListAsync(ResourceTypes.CronWorkflow, Manifest.Selector(app), cancel).ConfigureAwait(false)).ToDictionary(c => c.Name, StringComparer.Ordinal);
        var templates = await cluster.ListAsync(ResourceTypes.WorkflowTemplate, Manifest.Selector(app), cancel).ConfigureAwait(false);
        // A template without an entrypoint holds groups of a large workflow.
        return [.. templates.Where(t => t.Json["spec"]?["entrypoint"] is not null).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => WorkflowOf(t, schedules.GetValueOrDefault(t.Name)))];
    }

    // As 'argo submit --from' does.
    public override Manifest RunOf(DeployedWorkflow workflow, IReadOnlyList<string> arguments)
    {
        var template = workflow.Template;
        var labels = template.Json["metadata"]!["labels"]!.DeepClone();
        labels["workflows.argoproj.io/workflow-template"] = template.Name;
        return new(new()
        {
            ["apiVersion"] = Run.ApiVersion,
            ["kind"] = Run.Kind,
            ["metadata"] = new JsonObject { ["name"] = NameOfRun(workflow), ["labels"] = labels, ["ownerReferences"] = new JsonArray(template.AsOwner()) },
            ["spec"] = new JsonObject
            {
                ["workflowTemplateRef"] = new JsonObject { ["name"] = template.Name },
                ["arguments"] = new JsonObject { ["parameters"] = ArgoArguments.Of(workflow, arguments) },
            },
        });
    }

    public override bool IsTakenUp(Manifest run) => run.Json["status"]?["phase"] is not null;

    public override Task<JobReport> ReadAsync(ICluster cluster, Manifest run, CancellationToken cancel) => ArgoReader.ReadAsync(cluster, run, cancel);

    static DeployedWorkflow WorkflowOf(Manifest template, Manifest? schedule)
    {
        var spec = schedule?.Json["spec"];
        var isScheduled = spec is not null && spec["suspend"]?.GetValue<bool>() != true;
        return new(template, isScheduled ? string.Join("; ", (spec!["schedules"] as JsonArray ?? []).Select(s => s!.GetValue<string>())) : null, isScheduled ? spec!["timezone"]?.GetValue<string>() : null,
            schedule?.Json["status"]?["lastScheduledTime"]?.GetValue<string>());
    }
}

using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>Kubernetes' own form: a CronJob a workflow, a Job a run.</summary>
sealed class JobForm : RunForm
{
    public override ResourceType Run => ResourceTypes.Job;

    public override async Task<IReadOnlyList<DeployedWorkflow>> WorkflowsAsync(ICluster cluster, string app, CancellationToken cancel) =>
        [.. (await cluster.ListAsync(await OldClusters.CronJobAsync(cluster, cancel).ConfigureAwait(false), Manifest.Selector(app), cancel).ConfigureAwait(false))
            .OrderBy(c => c.Name, StringComparer.Ordinal).Select(WorkflowOf)];

    // As 'kubectl create job --from' does.
    public override Manifest RunOf(DeployedWorkflow workflow, IReadOnlyList<string> arguments)
    {
        var cronJob = workflow.Template;
        var template = cronJob.Json["spec"]!["jobTemplate"]!;
        var spec = (JsonObject)template["spec"]!.DeepClone();
        if (spec["template"]!["spec"]!["containers"]![0] is JsonObject container && arguments.Count > 0)
            container["args"] = new JsonArray([.. (container["args"] as JsonArray ?? []).Select(a => a!.DeepClone()), .. arguments.Select(a => (JsonNode)a)]);
        return new(new()
        {
            ["apiVersion"] = Run.ApiVersion,
            ["kind"] = Run.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = NameOfRun(workflow),
                ["labels"] = template["metadata"]?["labels"]?.DeepClone(),
                ["annotations"] = new JsonObject { ["cronjob.kubernetes.io/instantiate"] = "manual" },
                ["ownerReferences"] = new JsonArray(cronJob.AsOwner()),
            },
            ["spec"] = spec,
        });
    }

    public override bool IsTakenUp(Manifest run) => true; // by Kubernetes itself

    public override Task<JobReport> ReadAsync(ICluster cluster, Manifest run, CancellationToken cancel) => JobReader.ReadAsync(cluster, run, cancel);

    static DeployedWorkflow WorkflowOf(Manifest cronJob)
    {
        var spec = cronJob.Json["spec"]!;
        var isScheduled = spec["suspend"]?.GetValue<bool>() != true;
        return new(cronJob, isScheduled ? spec["schedule"]?.GetValue<string>() : null, isScheduled ? spec["timeZone"]?.GetValue<string>() : null, cronJob.Json["status"]?["lastScheduleTime"]?.GetValue<string>());
    }
}

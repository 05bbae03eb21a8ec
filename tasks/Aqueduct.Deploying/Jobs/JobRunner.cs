using System.Text.Json.Nodes;
using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>Runs a workflow of a deployed app now, in a pod of the cluster, and waits for its end.</summary>
/// <param name="cluster">Where.</param>
/// <param name="progress">Is told what the Job does, and what its pod says.</param>
public sealed class JobRunner(ICluster cluster, Action<string> progress)
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes a Job of the workflow's CronJob and waits for it. One that cannot start is removed again, so that it does not start when nobody expects it.</summary>
    /// <param name="app">The app's name.</param>
    /// <param name="workflow">The workflow, by its name, its slug or its CronJob.</param>
    /// <param name="arguments">More arguments for the app, such as the workflow's parameters.</param>
    /// <param name="cancel">Stops the waiting; the Job goes on.</param>
    /// <exception cref="ArtifactException">AQ9021: there is no such workflow. AQ9017, AQ9018.</exception>
    public async Task<JobReport> RunAsync(string app, string workflow, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var created = await cluster.CreateAsync(JobOf(await FindAsync(app, workflow, cancel).ConfigureAwait(false), arguments), cancel).ConfigureAwait(false);
        progress($"{created} in {cluster.Place}");
        var (said, isFollowed) = ("", false);
        for (; ; await Task.Delay(Between, cancel).ConfigureAwait(false))
        {
            var job = await cluster.FindAsync(created.Type, created.Name, cancel).ConfigureAwait(false) ?? throw DeployErrors.Refused(created.Id, "somebody has removed it");
            var report = await JobReader.ReadAsync(cluster, job, cancel).ConfigureAwait(false);
            var state = report.Problem ?? report.State.ToString();
            if (state != said)
                progress($"  {said = state}");
            if (!isFollowed && report is { Pod: { } pod, State: not JobState.Waiting })
            {
                isFollowed = true;
                await cluster.FollowAsync(pod, line => progress("  | " + line), cancel).ConfigureAwait(false);
            }

            if (report.IsStuck)
                await cluster.DeleteAsync(created.Type, created.Name, cancel).ConfigureAwait(false);
            if (report.IsStuck || report.State is JobState.Succeeded or JobState.Failed)
                return report;
        }
    }

    async Task<Manifest> FindAsync(string app, string workflow, CancellationToken cancel)
    {
        var all = await StatusReader.CronJobsAsync(cluster, app, cancel).ConfigureAwait(false);
        if (all.Count == 0)
            throw DeployErrors.NotDeployed(app, cluster.Place, await VersionHistory.AppsAsync(cluster, cancel).ConfigureAwait(false));
        return all.FirstOrDefault(c => c.Label(Manifest.WorkflowLabel) == workflow || c.Annotation(StatusReader.WorkflowAnnotation) == workflow || c.Name == workflow)
            ?? throw DeployErrors.NoWorkflow(app, workflow, all.Select(c => c.Label(Manifest.WorkflowLabel) ?? c.Name));
    }

    // As 'kubectl create job --from' does: the Job goes when its CronJob goes.
    static Manifest JobOf(Manifest cronJob, IReadOnlyList<string> arguments)
    {
        var template = cronJob.Json["spec"]!["jobTemplate"]!;
        var spec = (JsonObject)template["spec"]!.DeepClone();
        if (spec["template"]!["spec"]!["containers"]![0] is JsonObject container && arguments.Count > 0)
            container["args"] = new JsonArray([.. (container["args"] as JsonArray ?? []).Select(a => a!.DeepClone()), .. arguments.Select(a => (JsonNode)a)]);
        return new(new()
        {
            ["apiVersion"] = ResourceTypes.Job.ApiVersion,
            ["kind"] = ResourceTypes.Job.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{cronJob.Name}-{Guid.NewGuid().ToString("N")[..8]}",
                ["labels"] = template["metadata"]?["labels"]?.DeepClone(),
                ["annotations"] = new JsonObject { ["cronjob.kubernetes.io/instantiate"] = "manual" },
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = cronJob.Type.ApiVersion,
                    ["kind"] = cronJob.Type.Kind,
                    ["name"] = cronJob.Name,
                    ["uid"] = cronJob.Json["metadata"]!["uid"]!.DeepClone(),
                }),
            },
            ["spec"] = spec,
        });
    }
}

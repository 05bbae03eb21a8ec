using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>Looks how a deployed app is.</summary>
public static class StatusReader
{
    /// <summary>The app's version, its workflows, and their newest runs.</summary>
    /// <param name="jobs">Runs of each workflow at most.</param>
    /// <exception cref="ArtifactException">AQ9021: there is no such app. AQ9017, AQ9018.</exception>
    public static async Task<AppStatus> ReadAsync(ICluster cluster, string app, int jobs, CancellationToken cancel)
    {
        var versions = await new VersionHistory(cluster, app).RequireAsync(cancel).ConfigureAwait(false);
        var current = versions[^1];
        var form = RunForm.Of(current.Manifests);
        var all = await cluster.ListAsync(form.Run, Manifest.Selector(app), cancel).ConfigureAwait(false);
        var workflows = new List<WorkflowStatus>();
        foreach (var workflow in await form.WorkflowsAsync(cluster, app, cancel).ConfigureAwait(false))
        {
            var reports = new List<JobReport>();
            foreach (var run in all.Where(r => r.Label(Manifest.WorkflowLabel) == workflow.Slug).OrderByDescending(r => r.Json["metadata"]!["creationTimestamp"]!.GetValue<string>(), StringComparer.Ordinal).Take(jobs))
                reports.Add(await form.ReadAsync(cluster, run, cancel).ConfigureAwait(false));
            workflows.Add(new(workflow.Name, workflow.Slug, workflow.Version, workflow.Schedule, workflow.TimeZone, workflow.LastScheduled, reports));
        }

        var claims = await cluster.ListAsync(ResourceTypes.Claim, Manifest.Selector(app), cancel).ConfigureAwait(false);
        return new(app, cluster.Place, current.Number, current.AppVersion, current.IsComplete, claims.Select(c => $"{c.Name}: {c.Json["status"]?["phase"]}").FirstOrDefault(), workflows,
            [.. versions.Select(v => new VersionStatus(v.Number, v.AppVersion, v.Created, v.Restores))]);
    }

    /// <summary>The app to speak of when nobody names one: the only one that is there.</summary>
    /// <exception cref="ArtifactException">AQ9021: there is none, or more than one.</exception>
    public static async Task<string> OnlyAppAsync(ICluster cluster, CancellationToken cancel)
    {
        var apps = await VersionHistory.AppsAsync(cluster, cancel).ConfigureAwait(false);
        return apps is [var only] ? only : throw DeployErrors.WhichApp(cluster.Place, apps);
    }
}

using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>Looks how a deployed app is.</summary>
public static class StatusReader
{
    internal const string WorkflowAnnotation = "aqueduct/workflow";
    const string CodeVersionAnnotation = "aqueduct/version";

    /// <summary>The app's version, its workflows, and their newest Jobs.</summary>
    /// <param name="jobs">Jobs of each workflow at most.</param>
    /// <exception cref="ArtifactException">AQ9021: there is no such app. AQ9017, AQ9018.</exception>
    public static async Task<AppStatus> ReadAsync(ICluster cluster, string app, int jobs, CancellationToken cancel)
    {
        var versions = await new VersionHistory(cluster, app).RequireAsync(cancel).ConfigureAwait(false);
        var current = versions[^1];
        var all = await cluster.ListAsync(ResourceTypes.Job, Selector(app), cancel).ConfigureAwait(false);
        var workflows = new List<WorkflowStatus>();
        foreach (var cronJob in await CronJobsAsync(cluster, app, cancel).ConfigureAwait(false))
        {
            var slug = cronJob.Label(Manifest.WorkflowLabel) ?? cronJob.Name;
            var reports = new List<JobReport>();
            foreach (var job in all.Where(j => j.Label(Manifest.WorkflowLabel) == slug).OrderByDescending(j => j.Json["metadata"]!["creationTimestamp"]!.GetValue<string>(), StringComparer.Ordinal).Take(jobs))
                reports.Add(await JobReader.ReadAsync(cluster, job, cancel).ConfigureAwait(false));
            workflows.Add(StatusOf(cronJob, slug, reports));
        }

        var claims = await cluster.ListAsync(ResourceTypes.Claim, Selector(app), cancel).ConfigureAwait(false);
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

    internal static async Task<IReadOnlyList<Manifest>> CronJobsAsync(ICluster cluster, string app, CancellationToken cancel) =>
        [.. (await cluster.ListAsync(await OldClusters.CronJobAsync(cluster, cancel).ConfigureAwait(false), Selector(app), cancel).ConfigureAwait(false)).OrderBy(c => c.Name, StringComparer.Ordinal)];

    static string Selector(string app) => $"{Manifest.ManagerLabel}={Manifest.Manager},{Manifest.AppLabel}={app}";

    static WorkflowStatus StatusOf(Manifest cronJob, string slug, IReadOnlyList<JobReport> jobs)
    {
        var spec = cronJob.Json["spec"]!;
        var isScheduled = spec["suspend"]?.GetValue<bool>() != true;
        return new(cronJob.Annotation(WorkflowAnnotation) ?? slug, slug, cronJob.Annotation(CodeVersionAnnotation), isScheduled ? spec["schedule"]?.GetValue<string>() : null,
            isScheduled ? spec["timeZone"]?.GetValue<string>() : null, cronJob.Json["status"]?["lastScheduleTime"]?.GetValue<string>(), jobs);
    }
}

using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>Says to older clusters what they understand: before Kubernetes 1.21 a CronJob is <c>batch/v1beta1</c>, before 1.25 it has no time zone.</summary>
static class OldClusters
{
    const int FirstWithTimeZones = 25;

    /// <summary>The form in which this cluster keeps CronJobs.</summary>
    public static async Task<ResourceType> CronJobAsync(ICluster cluster, CancellationToken cancel) =>
        !await cluster.KnowsAsync(ResourceTypes.CronJob, cancel).ConfigureAwait(false) && await cluster.KnowsAsync(ResourceTypes.OldCronJob, cancel).ConfigureAwait(false)
            ? ResourceTypes.OldCronJob : ResourceTypes.CronJob;

    /// <summary>The objects as this cluster takes them.</summary>
    /// <param name="warn">Is told what gets lost on the way.</param>
    public static async Task<IReadOnlyList<Manifest>> AdaptAsync(ICluster cluster, IReadOnlyList<Manifest> objects, Action<string> warn, CancellationToken cancel)
    {
        if (objects.All(o => o.Type != ResourceTypes.CronJob))
            return objects;
        var type = await CronJobAsync(cluster, cancel).ConfigureAwait(false);
        var minor = await cluster.MinorVersionAsync(cancel).ConfigureAwait(false);
        return [.. objects.Select(o => o.Type == ResourceTypes.CronJob ? Adapt(o, type, minor, warn) : o)];
    }

    static Manifest Adapt(Manifest job, ResourceType type, int minor, Action<string> warn)
    {
        var json = (JsonObject)job.Json.DeepClone();
        json["apiVersion"] = type.ApiVersion;
        if (minor >= FirstWithTimeZones || json["spec"] is not JsonObject spec)
            return new(json);
        var zone = spec["timeZone"]?.GetValue<string>();
        spec.Remove("timeZone");
        if (zone is not (null or "Etc/UTC") && spec["suspend"]?.GetValue<bool>() != true)
            warn($"Kubernetes 1.{minor} knows no time zones (1.{FirstWithTimeZones} does): {job.Id} starts at '{spec["schedule"]}' by the clock of the cluster, which is mostly UTC, not of {zone}. " +
                "Write the schedule in UTC and leave TimeZone out, or bring the cluster up to date.");
        return new(json);
    }
}

namespace Aqueduct.Deploying;

/// <summary>Compares what an app's version says with what the cluster has. The cluster itself says what would come of applying it, so that defaults and fields of others are no difference.</summary>
static class Planner
{
    /// <summary>The difference; nothing is changed.</summary>
    /// <param name="known">Forms of objects that earlier versions of the app had.</param>
    public static async Task<ChangePlan> PlanAsync(ICluster cluster, AppManifests manifests, IEnumerable<ResourceType> known, Action<string> warn, CancellationToken cancel)
    {
        var objects = await OldClusters.AdaptAsync(cluster, manifests.Objects, warn, cancel).ConfigureAwait(false);
        var changes = new List<Change>();
        foreach (var wanted in objects)
        {
            var live = await cluster.FindAsync(wanted.Type, wanted.Name, cancel).ConfigureAwait(false);
            IReadOnlyList<FieldChange> fields = [];
            // A new binding is not tried: the cluster looks for its role, which is new as well then.
            if (live is not null || wanted.Type.Kind != "RoleBinding")
            {
                var then = await cluster.ApplyAsync(wanted, dryRun: true, cancel).ConfigureAwait(false);
                fields = live is null ? [] : FieldChange.Between(live, then);
            }

            changes.Add(new(live is null ? ChangeKind.Created : fields.Count > 0 ? ChangeKind.Changed : ChangeKind.Unchanged, wanted, fields));
        }

        var named = objects.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        var dropped = (await OfAppAsync(cluster, manifests.App, known.Concat(objects.Select(o => o.Type)), cancel).ConfigureAwait(false)).Where(o => !named.Contains(o.Id));
        changes.AddRange(dropped.Select(o => new Change(o.HoldsData ? ChangeKind.Kept : ChangeKind.Removed, o, [])));
        return new(manifests.App, cluster.Place, changes, objects);
    }

    /// <summary>What the cluster has of an app: objects of these forms with its labels, without those that other objects brought about and without the records of its versions.</summary>
    public static async Task<IReadOnlyList<Manifest>> OfAppAsync(ICluster cluster, string app, IEnumerable<ResourceType> types, CancellationToken cancel)
    {
        var found = new List<Manifest>();
        var cronJob = await OldClusters.CronJobAsync(cluster, cancel).ConfigureAwait(false);
        // One form a kind: two versions of an API show the same objects.
        var forms = ResourceTypes.OfApps.Concat(types).Select(t => t.Kind == cronJob.Kind ? cronJob : t).DistinctBy(t => t.Kind);
        foreach (var type in forms)
            if (await cluster.KnowsAsync(type, cancel).ConfigureAwait(false))
                found.AddRange(await cluster.ListAsync(type, Manifest.Selector(app), cancel).ConfigureAwait(false));
        return [.. found.Where(o => !o.IsOwned && o.Label(VersionHistory.RecordLabel) is null)];
    }
}

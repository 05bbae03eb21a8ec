using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>Brings an app's versions to a cluster, and takes them away again.</summary>
/// <param name="cluster">Where to.</param>
/// <param name="progress">Is told each step.</param>
/// <param name="warn">Is told what the cluster cannot do (AQ9022).</param>
public sealed class Deployer(ICluster cluster, Action<string> progress, Action<string> warn)
{
    /// <summary>How long a volume may take to be there.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Shows what applying would change. Nothing is changed.</summary>
    /// <exception cref="ArtifactException">AQ9017, AQ9018, AQ9022.</exception>
    public async Task<ChangePlan> PlanAsync(AppManifests manifests, CancellationToken cancel)
    {
        var versions = await new VersionHistory(cluster, manifests.App).ListAsync(cancel).ConfigureAwait(false);
        return await PlanAsync(manifests, versions, cancel).ConfigureAwait(false);
    }

    /// <summary>Makes the cluster have exactly these objects of the app, writes the version down, and waits until its pods could run.</summary>
    /// <returns>The version.</returns>
    /// <exception cref="ArtifactException">AQ9017, AQ9018, AQ9019, AQ9022.</exception>
    public Task<DeployedVersion> ApplyAsync(AppManifests manifests, CancellationToken cancel) => ApplyAsync(manifests, restores: null, cancel);

    /// <summary>Goes back to an earlier version, with the images it had.</summary>
    /// <param name="app">The app's name.</param>
    /// <param name="to">Number of the version; null: the one before that which runs.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ArtifactException">AQ9021: there is no such version. AQ9017, AQ9018, AQ9019, AQ9022.</exception>
    public async Task<DeployedVersion> RollbackAsync(string app, int? to, CancellationToken cancel)
    {
        var versions = await new VersionHistory(cluster, app).RequireAsync(cancel).ConfigureAwait(false);
        var target = to is { } number
            ? versions.FirstOrDefault(v => v.Number == number) ?? throw DeployErrors.NoVersion(app, $"version {number} is not among those kept, {string.Join(", ", versions.Select(v => v.Number))}")
            : VersionHistory.Previous(versions) ?? throw DeployErrors.NoVersion(app, $"no version before {versions[^1].Restores ?? versions[^1].Number} is kept");
        progress($"Going back to version {target.Number}{(target.AppVersion is { } own ? $" ({own})" : "")}");
        return await ApplyAsync(target.Manifests, target.Restores ?? target.Number, cancel).ConfigureAwait(false);
    }

    /// <summary>Removes an app: all but the volume with its runs, and that, too, where <paramref name="withData"/> says so.</summary>
    /// <exception cref="ArtifactException">AQ9021: there is no such app. AQ9017, AQ9018.</exception>
    public async Task DeleteAsync(string app, bool withData, CancellationToken cancel)
    {
        var versions = await new VersionHistory(cluster, app).ListAsync(cancel).ConfigureAwait(false);
        var objects = await Planner.OfAppAsync(cluster, app, TypesOf(versions), cancel).ConfigureAwait(false);
        if (versions.Count == 0 && objects.Count == 0)
            throw DeployErrors.NotDeployed(app, cluster.Place, await VersionHistory.AppsAsync(cluster, cancel).ConfigureAwait(false));
        foreach (var found in objects)
            if (found.HoldsData && !withData)
                progress($"  kept    {found}: it holds the runs and their artifacts; --with-data removes it as well");
            else
                await RemoveAsync(found, cancel).ConfigureAwait(false);
        foreach (var version in versions)
            await RemoveAsync(version.Record, cancel).ConfigureAwait(false);
    }

    async Task<DeployedVersion> ApplyAsync(AppManifests manifests, int? restores, CancellationToken cancel)
    {
        var history = new VersionHistory(cluster, manifests.App);
        var versions = await history.ListAsync(cancel).ConfigureAwait(false);
        var plan = await PlanAsync(manifests, versions, cancel).ConfigureAwait(false);
        foreach (var line in plan.Lines())
            progress(line);

        var version = await history.BeginAsync(manifests, restores, versions, cancel).ConfigureAwait(false);
        foreach (var change in plan.Changes.Where(c => c.Kind is ChangeKind.Created or ChangeKind.Changed))
        {
            await cluster.ApplyAsync(change.Object, dryRun: false, cancel).ConfigureAwait(false);
            progress($"  {(change.Kind == ChangeKind.Created ? "created" : "changed")} {change.Object}");
        }

        foreach (var change in plan.Changes.Where(c => c.Kind == ChangeKind.Removed))
            await RemoveAsync(change.Object, cancel).ConfigureAwait(false);
        await history.FinishAsync(version, versions, cancel).ConfigureAwait(false);
        await Volumes.WaitAsync(cluster, manifests, Patience, progress, cancel).ConfigureAwait(false);
        return version;
    }

    async Task<ChangePlan> PlanAsync(AppManifests manifests, IReadOnlyList<DeployedVersion> versions, CancellationToken cancel) =>
        await Planner.PlanAsync(cluster, manifests, TypesOf(versions), warn, cancel).ConfigureAwait(false);

    async Task RemoveAsync(Manifest found, CancellationToken cancel)
    {
        await cluster.DeleteAsync(found.Type, found.Name, cancel).ConfigureAwait(false);
        progress($"  removed {found}");
    }

    static IEnumerable<ResourceType> TypesOf(IEnumerable<DeployedVersion> versions) => versions.SelectMany(v => v.Manifests.Objects).Select(o => o.Type).Distinct();
}

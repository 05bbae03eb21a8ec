namespace Aqueduct.Deploying;

/// <summary>Waits until the volumes of an app are there: without them its pods would never start, and nothing would say why.</summary>
static class Volumes
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns once every claim has its volume, or gets it with the first pod.</summary>
    /// <exception cref="Artifacts.ArtifactException">AQ9019: one has none after <paramref name="patience"/>.</exception>
    public static async Task WaitAsync(ICluster cluster, AppManifests manifests, TimeSpan patience, Action<string> progress, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var claim in manifests.Objects.Where(o => o.Type == ResourceTypes.Claim))
            for (var said = ""; ; await Task.Delay(Between, cancel).ConfigureAwait(false))
            {
                var live = await cluster.FindAsync(claim.Type, claim.Name, cancel).ConfigureAwait(false);
                if (live?.Json["status"]?["phase"]?.GetValue<string>() == "Bound")
                    break;
                var events = await cluster.EventsAsync(claim.Type.Kind, claim.Name, cancel).ConfigureAwait(false);
                if (events is [.., ("WaitForFirstConsumer", _)])
                    break;
                var reason = events is [.., var (_, message)] ? message : "the cluster does not say why";
                if (TimeProvider.System.GetElapsedTime(begun) >= patience)
                    throw DeployErrors.NotReady(manifests.App, $"{claim} has no volume: {reason}. A cluster makes volumes by its default storage class: 'kubectl get storageclass' lists them. " +
                        "Make one the default, or make a PersistentVolume of that size by hand; nothing has to be applied again then");
                if (reason != said)
                    progress($"  waiting for the volume of {claim}: {said = reason}");
            }
    }
}

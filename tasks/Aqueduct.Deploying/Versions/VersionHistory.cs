using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>The versions of an app, kept in the cluster itself: a ConfigMap each, with the objects of that version. Whoever may deploy can go back, from anywhere.</summary>
sealed class VersionHistory(ICluster cluster, string app)
{
    /// <summary>Versions that are kept.</summary>
    public const int Kept = 5;

    public const string RecordLabel = "aqueduct/version-number";
    public const string StateAnnotation = "aqueduct/state";
    public const string RestoresAnnotation = "aqueduct/restores";
    public const string Applied = "applied";

    const string Applying = "applying", Content = "manifests.json.gz";

    /// <summary>The versions, oldest first.</summary>
    public async Task<IReadOnlyList<DeployedVersion>> ListAsync(CancellationToken cancel) =>
        [.. (await cluster.ListAsync(ResourceTypes.ConfigMap, $"{Manifest.ManagerLabel}={Manifest.Manager},{Manifest.AppLabel}={app},{RecordLabel}", cancel).ConfigureAwait(false))
            .Select(m => new DeployedVersion(m)).OrderBy(v => v.Number)];

    /// <summary>The versions of an app that must have some.</summary>
    /// <exception cref="Artifacts.ArtifactException">AQ9021: it has none.</exception>
    public async Task<IReadOnlyList<DeployedVersion>> RequireAsync(CancellationToken cancel)
    {
        var versions = await ListAsync(cancel).ConfigureAwait(false);
        return versions.Count > 0 ? versions : throw DeployErrors.NotDeployed(app, cluster.Place, await AppsAsync(cluster, cancel).ConfigureAwait(false));
    }

    /// <summary>The apps that have versions in this namespace.</summary>
    public static async Task<IReadOnlyList<string>> AppsAsync(ICluster cluster, CancellationToken cancel) =>
        [.. (await cluster.ListAsync(ResourceTypes.ConfigMap, $"{Manifest.ManagerLabel}={Manifest.Manager},{RecordLabel}", cancel).ConfigureAwait(false))
            .Select(m => m.Label(Manifest.AppLabel)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Writes a version down before it is applied, so that one that is interrupted is known. The same objects again are the same version.</summary>
    /// <param name="restores">The version it goes back to.</param>
    public async Task<DeployedVersion> BeginAsync(AppManifests manifests, int? restores, IReadOnlyList<DeployedVersion> versions, CancellationToken cancel)
    {
        if (versions is [.., var newest] && Same(newest.Manifests, manifests))
            return newest;
        var number = versions.Count == 0 ? 1 : versions[^1].Number + 1;
        return new(await cluster.CreateAsync(Record(manifests, number, restores), cancel).ConfigureAwait(false));
    }

    /// <summary>Notes that all of a version was applied, and forgets the oldest ones.</summary>
    public async Task FinishAsync(DeployedVersion version, IReadOnlyList<DeployedVersion> versions, CancellationToken cancel)
    {
        if (!version.IsComplete)
            await cluster.ApplyAsync(Stated(version.Record, Applied), dryRun: false, cancel).ConfigureAwait(false);
        foreach (var old in versions.Where(v => v.Number != version.Number).OrderByDescending(v => v.Number).Skip(Kept - 1))
            await cluster.DeleteAsync(ResourceTypes.ConfigMap, old.Record.Name, cancel).ConfigureAwait(false);
    }

    /// <summary>The version before the newest: of a way back, the one before that to which it goes.</summary>
    public static DeployedVersion? Previous(IReadOnlyList<DeployedVersion> versions)
    {
        var current = versions[^1];
        var effective = current.Restores ?? current.Number;
        return versions.LastOrDefault(v => v.Number < effective);
    }

    /// <summary>The objects that a record holds.</summary>
    public static AppManifests Unpack(Manifest record)
    {
        using var bytes = new GZipStream(new MemoryStream(Convert.FromBase64String(record.Json["binaryData"]![Content]!.GetValue<string>())), CompressionMode.Decompress);
        return new(record.Label(Manifest.AppLabel)!, [.. JsonNode.Parse(bytes)!.AsArray().Select(o => new Manifest((JsonObject)o!.DeepClone()))]);
    }

    Manifest Record(AppManifests manifests, int number, int? restores)
    {
        var labels = new JsonObject { [RecordLabel] = number.ToString(CultureInfo.InvariantCulture) };
        if (manifests.Version is { } version)
            labels[Manifest.VersionLabel] = version;
        var annotations = new JsonObject();
        if (restores is { } to)
            annotations[RestoresAnnotation] = to.ToString(CultureInfo.InvariantCulture);
        var record = new Manifest(new()
        {
            ["apiVersion"] = ResourceTypes.ConfigMap.ApiVersion,
            ["kind"] = ResourceTypes.ConfigMap.Kind,
            ["metadata"] = new JsonObject { ["name"] = string.Create(CultureInfo.InvariantCulture, $"{app}-version-{number}"), ["labels"] = labels, ["annotations"] = annotations },
            ["immutable"] = true,
            ["binaryData"] = new JsonObject { [Content] = Pack(manifests) },
        });
        return Stated(record.OfApp(app), Applying);
    }

    // Only what we say ourselves: fields of the cluster cannot be applied.
    static Manifest Stated(Manifest record, string state)
    {
        var (metadata, copy) = (record.Json["metadata"]!, new JsonObject());
        foreach (var name in (string[])["apiVersion", "kind", "immutable", "binaryData"])
            copy[name] = record.Json[name]!.DeepClone();
        var annotations = metadata["annotations"]?.DeepClone() as JsonObject ?? [];
        annotations[StateAnnotation] = state;
        copy["metadata"] = new JsonObject { ["name"] = record.Name, ["labels"] = metadata["labels"]!.DeepClone(), ["annotations"] = annotations };
        return new(copy);
    }

    static string Pack(AppManifests manifests)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Text(manifests)));
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    static string Text(AppManifests manifests) => new JsonArray([.. manifests.Objects.Select(o => o.Json.DeepClone())]).ToJsonString();

    static bool Same(AppManifests one, AppManifests other) => Text(one) == Text(other);
}

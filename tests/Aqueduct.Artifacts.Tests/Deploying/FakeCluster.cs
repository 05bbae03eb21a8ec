using System.Text.Json.Nodes;
using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

/// <summary>A namespace in memory: it keeps what is applied, sets what a cluster sets by itself, and writes down what was asked of it.</summary>
sealed class FakeCluster : ICluster
{
    readonly Dictionary<string, Manifest> _objects = new(StringComparer.Ordinal);
    int _created;

    public string Namespace => "team";

    public string Place => "namespace 'team' of a test";

    public int Minor { get; set; } = 29;

    public HashSet<ResourceType> Known { get; } = [new("batch/v1", "CronJob"), new("networking.k8s.io/v1", "NetworkPolicy"), new("v1", "ServiceAccount"), new("v1", "PersistentVolumeClaim"), new("v1", "ConfigMap")];

    /// <summary>What was changed: <c>apply CronJob/churn</c>, without the records of versions.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Id of an object that the cluster refuses.</summary>
    public string? Refuses { get; set; }

    public string ClaimPhase { get; set; } = "Bound";

    /// <summary>What is done to an object whenever somebody asks for it, as a controller would.</summary>
    public Action<Manifest>? Controller { get; set; }

    /// <summary>What pods said, by pod and container.</summary>
    public Dictionary<(string Pod, string? Container), string> Logs { get; } = [];

    public (string, string)[] Events { get; set; } = [];

    public IEnumerable<string> Ids => _objects.Keys.Where(id => !id.Contains("-version-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public IEnumerable<string> Records => _objects.Keys.Where(id => id.Contains("-version-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public Manifest this[string id] => _objects[id];

    /// <summary>Puts an object there that nobody applied.</summary>
    public void Add(JsonObject json) => _objects[new Manifest(json).Id] = new(json);

    public Task<int> MinorVersionAsync(CancellationToken cancel) => Task.FromResult(Minor);

    public Task<bool> KnowsAsync(ResourceType type, CancellationToken cancel) => Task.FromResult(Known.Contains(type));

    public Task<Manifest?> FindAsync(ResourceType type, string name, CancellationToken cancel) => Task.FromResult(Watched(_objects.GetValueOrDefault($"{type.Kind}/{name}")));

    Manifest? Watched(Manifest? found)
    {
        if (found is not null)
            Controller?.Invoke(found);
        return found;
    }

    public Task<IReadOnlyList<Manifest>> ListAsync(ResourceType type, string labels, CancellationToken cancel)
    {
        Assert.Contains(type, Known);
        var wanted = labels.Split(',').Select(l => l.Split('=')).ToList();
        return Task.FromResult<IReadOnlyList<Manifest>>([.. _objects.Values.Where(o => o.Type == type && wanted.All(w => w is [var name, var value] ? o.Label(name) == value : o.Label(w[0]) is not null))]);
    }

    public Task<Manifest> ApplyAsync(Manifest manifest, bool dryRun, CancellationToken cancel)
    {
        if (!Known.Contains(manifest.Type))
            throw DeployErrors.UnknownKind(manifest.Type);
        if (dryRun && manifest.Type.Kind == "RoleBinding" && !_objects.ContainsKey($"Role/{manifest.Json["roleRef"]!["name"]}"))
            throw DeployErrors.Refused(manifest.Id, "its role is not there"); // as a cluster says to whoever may not bind every role
        if (manifest.Id == Refuses && !dryRun)
            throw DeployErrors.Refused(manifest.Id, "a quota says no");
        var json = (JsonObject)manifest.Json.DeepClone();
        var metadata = (JsonObject)json["metadata"]!;
        metadata["uid"] = "a uid";
        metadata["managedFields"] = new JsonArray(Guid.NewGuid().ToString());
        metadata["creationTimestamp"] ??= $"2026-01-01T00:00:{_created++ % 60:00}Z";
        if (manifest.Type.Kind == "PersistentVolumeClaim")
            json["status"] = new JsonObject { ["phase"] = ClaimPhase };
        if (json["spec"] is JsonObject spec)
            spec["defaulted"] = true;
        if (!dryRun)
        {
            _objects[manifest.Id] = new(json);
            Note("apply", manifest.Id);
        }

        return Task.FromResult(new Manifest(json));
    }

    public Task<Manifest> CreateAsync(Manifest manifest, CancellationToken cancel) =>
        _objects.ContainsKey(manifest.Id) ? throw DeployErrors.Refused(manifest.Id, "it exists") : ApplyAsync(manifest, dryRun: false, cancel);

    public Task DeleteAsync(ResourceType type, string name, CancellationToken cancel)
    {
        _objects.Remove($"{type.Kind}/{name}");
        Note("delete", $"{type.Kind}/{name}");
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<(string Reason, string Message)>> EventsAsync(string kind, string name, CancellationToken cancel) => Task.FromResult<IReadOnlyList<(string, string)>>(Events);

    public Task<string> LogAsync(string pod, string? container, int lines, CancellationToken cancel) => Task.FromResult(Logs.GetValueOrDefault((pod, container), ""));

    public Task FollowAsync(string pod, Action<string> line, CancellationToken cancel) => Task.CompletedTask;

    void Note(string what, string id)
    {
        if (!id.Contains("-version-", StringComparison.Ordinal))
            Writes.Add($"{what} {id}");
    }
}

using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>A namespace of a cluster, as deploying needs it.</summary>
public interface ICluster
{
    /// <summary>The namespace.</summary>
    string Namespace { get; }

    /// <summary>Where that is, in words.</summary>
    string Place { get; }

    /// <summary>The minor version of Kubernetes 1.</summary>
    Task<int> MinorVersionAsync(CancellationToken cancel);

    /// <summary>Whether the cluster knows objects of this form.</summary>
    Task<bool> KnowsAsync(ResourceType type, CancellationToken cancel);

    /// <summary>An object; null where there is none.</summary>
    Task<Manifest?> FindAsync(ResourceType type, string name, CancellationToken cancel);

    /// <summary>The objects of a form that have these labels.</summary>
    Task<IReadOnlyList<Manifest>> ListAsync(ResourceType type, string labels, CancellationToken cancel);

    /// <summary>Makes an object say what is given, and leaves what others have set. Returns it as it is then, or would be.</summary>
    Task<Manifest> ApplyAsync(Manifest manifest, bool dryRun, CancellationToken cancel);

    /// <summary>Makes a new object.</summary>
    Task<Manifest> CreateAsync(Manifest manifest, CancellationToken cancel);

    /// <summary>Removes an object with all that it brought about; one that is gone already is no mistake.</summary>
    Task DeleteAsync(ResourceType type, string name, CancellationToken cancel);

    /// <summary>What happened to an object, as far as the cluster still knows: the newest message of each reason.</summary>
    Task<IReadOnlyList<(string Reason, string Message)>> EventsAsync(string kind, string name, CancellationToken cancel);

    /// <summary>The end of what a pod said; empty where it said nothing or nobody kept it.</summary>
    /// <param name="container">Whose words; null in a pod of one container.</param>
    Task<string> LogAsync(string pod, string? container, int lines, CancellationToken cancel);

    /// <summary>Hands on what a pod says, line by line, until it ends.</summary>
    Task FollowAsync(string pod, Action<string> line, CancellationToken cancel);
}

using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Images;

namespace Aqueduct.Deploying;

/// <summary>A published app: a folder with its rendered manifests, and its image in a registry.</summary>
public static class PublishedApp
{
    /// <summary>The targets whose rendered files are deployed to a cluster.</summary>
    public static IReadOnlyList<string> Targets { get; } = ["kubernetes", "argo"];

    /// <summary>A target's rendered file in a folder, or in the folder <c>aqueduct</c> of it; null where there is none.</summary>
    public static string? FindManifests(string folder, string target) =>
        new[] { $"{target}.yaml", Path.Combine("aqueduct", $"{target}.yaml") }.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists);

    /// <summary>The manifests, with each image named by the digest that its registry has for it now.</summary>
    /// <exception cref="ArtifactException">AQ9016: an image names no registry, or the registry has no such image. AQ9015, AQ9018.</exception>
    public static Task<AppManifests> ReadAsync(string manifests, ImagePublisher registry, CancellationToken cancel) => PinAsync(AppManifests.ReadFile(manifests), registry, cancel);

    /// <summary>The manifests, with each image that has no digest yet named by the one that its registry has for it now: an operator may have an image of its own.</summary>
    /// <exception cref="ArtifactException">AQ9015, AQ9016.</exception>
    public static async Task<AppManifests> PinAsync(AppManifests app, ImagePublisher registry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(registry);
        foreach (var image in app.Images.Where(i => !i.Contains('@', StringComparison.Ordinal)))
        {
            DeployChoice.RequireRegistry(image);
            app = app.Pin(image, await registry.DigestAsync(image, cancel).ConfigureAwait(false) ?? throw DeployErrors.NotPushed(image));
        }

        return app;
    }
}

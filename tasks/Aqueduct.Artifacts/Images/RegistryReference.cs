namespace Aqueduct.Artifacts.Images;

/// <summary>An image's place in a registry, taken apart.</summary>
/// <param name="Registry">Host, and port where it has one.</param>
/// <param name="Repository">Name within the registry.</param>
/// <param name="Tag">Tag, or a digest.</param>
public sealed record RegistryReference(string Registry, string Repository, string Tag)
{
    const string Hub = "registry-1.docker.io";

    /// <summary>Reads a reference as container engines do: what comes before the first slash is a host if it has a dot, a port or is <c>localhost</c>; otherwise the image is Docker Hub's.</summary>
    /// <exception cref="ArtifactException">AQ9004: it is none.</exception>
    public static RegistryReference Parse(string image)
    {
        Planning.ImageReference.Checked(image);
        var (name, digest) = image.Split('@') is [var before, var after] ? (before, after) : (image, null);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var host = slash > 0 && name[..slash] is var first && (first == "localhost" || first.AsSpan().ContainsAny('.', ':')) ? first : null;
        var path = host is null ? name : name[(slash + 1)..];
        var colon = path.LastIndexOf(':');
        var (repository, tag) = colon > 0 ? (path[..colon], path[(colon + 1)..]) : (path, "latest");
        return new(host is null or "docker.io" ? Hub : host, host is null && !repository.Contains('/', StringComparison.Ordinal) ? $"library/{repository}" : repository, digest ?? tag);
    }

    /// <summary>The whole name, with its registry, as container engines keep it.</summary>
    public string Name => $"{(Registry == Hub ? "docker.io" : Registry)}/{Repository}{(Tag.Contains(':', StringComparison.Ordinal) ? "@" : ":")}{Tag}";

    /// <summary>Whether the image's name says where it lies. One without goes to nobody's registry but stays on this machine.</summary>
    public static bool NamesRegistry(string image) => Parse(image).Registry != Hub || image.StartsWith("docker.io/", StringComparison.Ordinal);

    /// <summary>The registry's address: plain HTTP for <c>localhost</c> and where the SDK is told so, HTTPS elsewhere.</summary>
    /// <param name="insecure">Hosts that are spoken to in plain HTTP, as the SDK's DOTNET_CONTAINER_INSECURE_REGISTRIES lists them: separated by commas or semicolons.</param>
    public Uri Address(string? insecure)
    {
        var host = Registry.Split(':')[0];
        var isPlain = host == "localhost" || (insecure ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(Registry, StringComparer.OrdinalIgnoreCase);
        return new($"{(isPlain ? "http" : "https")}://{Registry}/v2/");
    }
}

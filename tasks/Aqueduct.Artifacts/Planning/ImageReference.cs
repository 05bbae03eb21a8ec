using System.Text.RegularExpressions;

namespace Aqueduct.Artifacts.Planning;

/// <summary>Where the app's image is found; computed once, so that every rendered file names the same one.</summary>
public static partial class ImageReference
{
    /// <summary>The image a person named, or registry, repository and tag put together.</summary>
    /// <param name="image">A whole reference; wins over the parts.</param>
    /// <param name="registry">Host of the registry, or nothing.</param>
    /// <param name="repository">Name within the registry.</param>
    /// <param name="tag">Tag; a version's build metadata (<c>+…</c>) is joined by a hyphen, tags cannot hold a plus.</param>
    /// <exception cref="ArtifactException">AQ9004: not a reference that container engines accept.</exception>
    public static string Of(string? image, string? registry, string repository, string tag)
    {
        var reference = !string.IsNullOrEmpty(image) ? image
            : $"{(string.IsNullOrEmpty(registry) ? "" : registry + "/")}{repository}:{tag.Replace('+', '-')}";
        return Checked(reference);
    }

    /// <summary>The reference, if it is one.</summary>
    /// <exception cref="ArtifactException">AQ9004: not a reference that container engines accept.</exception>
    public static string Checked(string reference) =>
        Grammar().IsMatch(reference) ? reference : throw ArtifactException.BadImage(reference);

    // The grammar of github.com/distribution/reference, without digests of other algorithms than SHA-256.
    [GeneratedRegex(
        @"\A(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?/)?" +
        @"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*" +
        @"(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}

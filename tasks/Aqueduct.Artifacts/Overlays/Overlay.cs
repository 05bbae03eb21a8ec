using Aqueduct.Rules;

namespace Aqueduct.Artifacts.Overlays;

/// <summary>A file of the person's that is merged into a rendered one.</summary>
/// <param name="Path">Its path, which errors name.</param>
/// <param name="Content">Its YAML.</param>
public sealed record Overlay(string Path, string Content)
{
    /// <summary>Name of the rendered file that it belongs to.</summary>
    public string Target => Parts is [.. var name, _, var extension] && name.Length > 0 ? $"{string.Join('.', name)}.{extension}" : FileName;

    /// <summary>The environment it is for; null for all.</summary>
    public string? Environment => Parts is [_, .., var environment, _] ? environment : null;

    string FileName => System.IO.Path.GetFileName(Path);

    string[] Parts => FileName.Split('.');

    /// <summary>Those that apply, in the order they apply in: what is for all environments first.</summary>
    /// <param name="overlays">All there are.</param>
    /// <param name="rendered">Names of the rendered files that can be merged into.</param>
    /// <param name="environments">Names of the app's environments.</param>
    /// <param name="chosen">The environment that was chosen; null for none.</param>
    /// <exception cref="ArtifactException">AQ9028: one belongs to no rendered file, or to no environment.</exception>
    public static IReadOnlyList<Overlay> Applying(IEnumerable<Overlay> overlays, IReadOnlyList<string> rendered, IReadOnlyList<string> environments, string? chosen)
    {
        var applying = new List<Overlay>();
        foreach (var overlay in overlays.OrderBy(o => o.Environment is not null).ThenBy(o => o.Path, StringComparer.Ordinal))
        {
            if (!rendered.Contains(overlay.Target))
                throw ArtifactException.OverlayOfNothing(overlay.Path, $"'{overlay.Target}' is not rendered. {Meant(overlay.Target, rendered)}Rendered are {string.Join(", ", rendered)}");
            if (overlay.Environment is { } own && !environments.Contains(own, StringComparer.OrdinalIgnoreCase))
                throw ArtifactException.OverlayOfNothing(overlay.Path, environments.Count == 0
                    ? $"aqueduct.json declares no environment '{own}', nor any other"
                    : $"aqueduct.json declares no environment '{own}'. {Meant(own, environments)}There {(environments.Count == 1 ? "is" : "are")} {string.Join(", ", environments)}");
            if (overlay.Environment is null || string.Equals(overlay.Environment, chosen, StringComparison.OrdinalIgnoreCase))
                applying.Add(overlay);
        }

        return applying;
    }

    static string Meant(string name, IReadOnlyList<string> names) => NearestName.Of(name, names) is { } near ? $"Did you mean '{near}'? " : "";
}

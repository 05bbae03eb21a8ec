using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Targets;

namespace Aqueduct.Artifacts;

/// <summary>The files of every target, for one app.</summary>
public static class ArtifactSet
{
    /// <summary>Renders them; the same plan gives the same bytes.</summary>
    /// <exception cref="ArtifactException">AQ9005: a file that would not say what the plan says.</exception>
    public static TargetFiles Render(DeploymentPlan plan)
    {
        var parts = ITarget.All.Select(t => t.Render(plan)).ToList();
        return new([.. parts.SelectMany(p => p.Files)], [.. parts.SelectMany(p => p.Limitations)]);
    }

    /// <summary>Makes <paramref name="folder"/> hold exactly these files.</summary>
    public static void Write(IReadOnlyList<RenderedFile> files, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
        }
    }
}

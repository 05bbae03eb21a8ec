using Aqueduct.Artifacts.Rendering;
using YamlDotNet.RepresentationModel;

namespace Aqueduct.Artifacts.Overlays;

/// <summary>Merges the person's files into rendered ones: what was rendered without them stays as it is, byte by byte.</summary>
public static class OverlayMerge
{
    /// <summary>The files with the overlays that apply merged in, and what of the "restricted" Pod Security Standard they give up.</summary>
    /// <exception cref="ArtifactException">AQ9027, AQ9028: an overlay that cannot be merged, or belongs to nothing.</exception>
    public static (IReadOnlyList<RenderedFile> Files, IReadOnlyList<string> Weaknesses) Apply(
        IReadOnlyList<RenderedFile> files, IReadOnlyList<Overlay> overlays, IReadOnlyList<string> environments, string? chosen)
    {
        var names = files.Select(f => f.Path).Where(p => p.EndsWith(".yaml", StringComparison.Ordinal)).ToList();
        var applying = Overlay.Applying(overlays, names, environments, chosen);
        var merged = files.Select(f => Merge(f, [.. applying.Where(o => o.Target == f.Path)])).ToList();
        var weaknesses =
            from pair in files.Zip(merged)
            where !ReferenceEquals(pair.First, pair.Second)
            from weakness in RestrictedPods.Violations(OverlayFile.Documents(pair.Second.Content)).Except(RestrictedPods.Violations(OverlayFile.Documents(pair.First.Content)))
            select $"{pair.Second.Path}, with its overlays: {weakness}";
        return (merged, [.. weaknesses]);
    }

    static RenderedFile Merge(RenderedFile file, IReadOnlyList<Overlay> overlays)
    {
        if (overlays.Count == 0)
            return file;
        var documents = OverlayFile.Documents(file.Content).Cast<YamlMappingNode>().ToList();
        foreach (var overlay in overlays)
            foreach (var (index, document) in OverlayFile.Read(overlay).Index())
                Merge(documents, overlay, document, index);
        var text = OverlayFile.Write([$"Rendered by Aqueduct, with {string.Join(" and ", overlays.Select(o => $"aqueduct.deploy/{Path.GetFileName(o.Path)}"))} merged in. Change those or the source, not this file."], documents);
        YamlCheck.Verify(file.Path, text, [], documents.Count);
        return file with { Content = text };
    }

    static void Merge(List<YamlMappingNode> documents, Overlay from, YamlMappingNode overlay, int index)
    {
        var (kind, name) = (StrategicMerge.Text(overlay, "kind"), NameOf(overlay));
        var meant = documents.Where(d => StrategicMerge.Text(d, "kind") == kind && (kind is null || name is null || NameOf(d) == name)).ToList();
        if (kind is null && meant.Count == 0)
            throw Bad("a document has no kind. What is rendered there is told apart by kind and metadata.name");
        if (StrategicMerge.IsDelete(overlay))
        {
            if (meant.Count == 0)
                throw Bad($"there is no {kind} '{name}' to delete");
            documents.RemoveAll(meant.Contains);
        }
        else if (meant.Count > 0)
            foreach (var document in meant)
                new StrategicMerge(from.Path).Map(document, OverlayFile.Read(from)[index]); // what is merged into several is not shared by them
        else if (name is null)
            throw Bad($"there is no {kind}, and without a metadata.name none can be added");
        else
            documents.Add((YamlMappingNode)new StrategicMerge(from.Path).Clean(overlay));

        ArtifactException Bad(string found) => ArtifactException.BadOverlay(from.Path, (int)overlay.Start.Line, found);
    }

    static string? NameOf(YamlMappingNode document) =>
        document.Children.TryGetValue("metadata", out var metadata) && metadata is YamlMappingNode map ? StrategicMerge.Text(map, "name") : null;
}

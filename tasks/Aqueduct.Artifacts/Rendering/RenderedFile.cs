namespace Aqueduct.Artifacts.Rendering;

/// <summary>A file of a deployment.</summary>
/// <param name="Path">Relative to the folder of rendered files, with forward slashes.</param>
/// <param name="Content">Text, lines ended by <c>\n</c>.</param>
public sealed record RenderedFile(string Path, string Content);

/// <summary>What a target's files say.</summary>
/// <param name="Files">The files.</param>
/// <param name="Limitations">Sentences about what the workflows ask for and the target cannot do.</param>
public sealed record TargetFiles(IReadOnlyList<RenderedFile> Files, IReadOnlyList<string> Limitations);

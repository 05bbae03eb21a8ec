namespace Aqueduct.Artifacts;

/// <summary>Something the person can mend; the build shows it under its id, whose page is docs/rules/{Code}.md.</summary>
public sealed class ArtifactException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The id, such as <c>AQ9001</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The file the problem is in, where there is one.</summary>
    public string? File { get; init; }

    /// <summary>Line in <see cref="File"/>, from 1; 0 when not known.</summary>
    public int Line { get; init; }

    internal static ArtifactException AssemblyUnreadable(string path, string found, Exception? cause = null) =>
        new("AQ9001", $"The compiled assembly '{Path.GetFileName(path)}' {found}. Build the project first, or remove --no-build.", cause) { File = path };

    internal static ArtifactException ModelNotUnderstood(string found, Exception? cause = null) =>
        new("AQ9002", $"The workflow model in the assembly {found}. The generator and the build tasks come from different versions of Aqueduct: " +
            "reference one version of the package and rebuild.", cause);

    internal static ArtifactException SettingsUnreadable(string path, string found, int line = 0, Exception? cause = null) =>
        new("AQ9003", $"'{Path.GetFileName(path)}' {found}.", cause) { File = path, Line = line };

    internal static ArtifactException BadImage(string image) =>
        new("AQ9004", $"'{image}' is no image reference. Expected [registry[:port]/]name[:tag] with a lower-case name, " +
            "such as 'registry.example.com/team/churn:1.2'; set AqueductImage, or ContainerRegistry, ContainerRepository and ContainerImageTag.");

    internal static ArtifactException RenderingFailed(string file, string found, Exception? cause = null) =>
        new("AQ9005", $"'{file}' was not written: {found}. This is a mistake in Aqueduct; please report it with the names of your workflows.", cause);

    internal static ArtifactException UnknownTarget(string name, bool isKnown, string targets) =>
        new("AQ9007", (isKnown ? $"Publishing does not deploy to '{name}' by itself." : $"There is no deployment target '{name}'.") +
            $" Targets: {targets}. Without AqueductTarget, publishing only renders files for all targets under aqueduct/.");

    internal static ArtifactException NothingToInstall(string found) =>
        new("AQ9009", $"The app cannot be installed: {found}.");

    internal static ArtifactException BaseImageUnreachable(string image, string found, Exception? cause = null) =>
        new("AQ9014", $"The base image '{image}' cannot be had: {found}. Name one that can be with -p:AqueductBaseImage=…, such as a copy in your own registry; it needs .NET, or for native AOT and " +
            "self-contained apps what 'runtime-deps' holds.", cause);

    internal static ArtifactException PushFailed(string registry, string found, string next, Exception? cause = null) =>
        new("AQ9015", $"The image cannot be brought to '{registry}': {found}. {next}.", cause);

    internal static ArtifactException BadOverlay(string path, int line, string found) =>
        new("AQ9027", $"'{Path.GetFileName(path)}' cannot be merged into what is rendered: {found}.") { File = path, Line = line };

    internal static ArtifactException OverlayOfNothing(string path, string found) =>
        new("AQ9028", $"'{Path.GetFileName(path)}' is merged into nothing: {found}. Overlays are called like the rendered file, compose.yaml, or like it with an environment, compose.prod.yaml.") { File = path };
}

using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Bill;
using Aqueduct.Artifacts.Overlays;
using Aqueduct.Artifacts.Planning;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Renders the files of every deployment target from the model in the compiled app.</summary>
public sealed class RenderArtifacts : PlanTask
{
    /// <summary>Full path of the folder that will hold exactly the rendered files.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Full path of what restoring found: project.assets.json.</summary>
    [Required]
    public string Assets { get; set; } = "";

    /// <summary>The runtime identifier that the app is published for; empty for none.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>What the app is deployed to; empty for nothing.</summary>
    public string? DeployTarget { get; set; }

    /// <summary>Full paths of the person's files that are merged into rendered ones.</summary>
    public string[] Overlays { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var assets = File.ReadAllText(Assets);
        if (Plan(PackageNames.Of(assets)) is not { } plan)
        {
            ArtifactSet.Write([], OutputFolder);
            Log.LogMessage(MessageImportance.Low, "{0} declares no workflow; nothing is rendered.", AssemblyName);
            return;
        }

        cancel.ThrowIfCancellationRequested();
        var rendered = ArtifactSet.Render(plan);
        var (files, weaknesses) = OverlayMerge.Apply(rendered.Files, [.. Overlays.Select(Read)], App.Environments, plan.Environment);
        cancel.ThrowIfCancellationRequested();
        ArtifactSet.Write([.. files, BillOfMaterials.Of(assets, plan.App, Version, RuntimeIdentifier)], OutputFolder);
        foreach (var limitation in rendered.Limitations)
            Warn("AQ9006", limitation + ".");
        foreach (var trigger in UnwatchedTriggers.Of(plan, DeployTarget))
            Warn("AQ9032", trigger);
        foreach (var weakness in weaknesses)
            Warn("AQ9029", $"{weakness}. Clusters that enforce the \"restricted\" Pod Security Standard refuse such a pod.");
        Log.LogMessage(MessageImportance.Normal, "Rendered {0} files for {1}.", rendered.Files.Count, plan.Image);
    }

    static Overlay Read(string path)
    {
        try
        {
            return new(path, File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException("AQ9027", $"'{Path.GetFileName(path)}' cannot be read ({e.Message.TrimEnd('.')}).", e) { File = path };
        }
    }
}

using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Renders the files of every deployment target from the model in the compiled app.</summary>
public sealed class RenderArtifacts : AqueductTask
{
    /// <summary>Full path of the compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Full path of the folder that will hold exactly the rendered files.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Full path of aqueduct.json, which may be missing.</summary>
    public string? Settings { get; set; }

    /// <summary>Name of the app's assembly.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

    /// <summary>The published file that starts the app.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    /// <summary>Image that holds what the app runs on.</summary>
    [Required]
    public string BaseImage { get; set; } = "";

    /// <summary>The app's version.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>The app's whole image reference; when empty it is put together from the next three.</summary>
    public string? Image { get; set; }

    /// <summary>Host of the image registry.</summary>
    public string? Registry { get; set; }

    /// <summary>Name of the image within the registry.</summary>
    public string? Repository { get; set; }

    /// <summary>Tag of the image.</summary>
    public string? Tag { get; set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        if (ModelReader.Read(Assembly) is not { } model)
        {
            ArtifactSet.Write([], OutputFolder);
            Log.LogMessage(MessageImportance.Low, "{0} declares no workflow; nothing is rendered.", AssemblyName);
            return;
        }

        var plan = DeploymentPlan.Create(model, AppSettings.Read(Settings),
            new(AssemblyName, EntryFile, BaseImage, Version, Image, Registry, Repository, Tag));
        cancel.ThrowIfCancellationRequested();
        var rendered = ArtifactSet.Render(plan);
        cancel.ThrowIfCancellationRequested();
        ArtifactSet.Write(rendered.Files, OutputFolder);
        foreach (var limitation in rendered.Limitations)
            Warn("AQ9006", limitation + ".");
        Log.LogMessage(MessageImportance.Normal, "Rendered {0} files for {1}.", rendered.Files.Count, plan.Image);
    }
}

using Aqueduct.Artifacts.Images;
using Aqueduct.Artifacts.Installing;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Brings the app's image to the registry that its name says, or, where it says none, packs it into an archive.</summary>
public sealed class PushImage : PlanTask
{
    /// <summary>Full path of the image, as an OCI layout.</summary>
    [Required]
    public string ImageFolder { get; set; } = "";

    /// <summary>Full path of the archive.</summary>
    [Required]
    public string Archive { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var plan = Plan() ?? throw LocalInstaller.NoWorkflow(AssemblyName);
        var image = new ImageLayout(ImageFolder);
        var isPushed = RegistryReference.NamesRegistry(plan.Image);
        if (isPushed)
            CheckBaseImage.Publisher.PushAsync(image, plan.Image, line => Log.LogMessage(MessageImportance.High, "  {0}", line), cancel).GetAwaiter().GetResult();
        else
            image.Pack(Archive, plan.Image);
        Log.LogMessage(MessageImportance.High, "  {0} -> {1}@{2}{3}", AssemblyName, plan.Image, image.Manifest.Digest, isPushed ? "" : $" in {Archive}");
    }
}

using Aqueduct.Artifacts.Images;
using Aqueduct.Artifacts.Installing;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Makes of the image that the SDK has built the app's: the same bytes whenever and wherever it is built.</summary>
public sealed class SealImage : PlanTask
{
    /// <summary>Full path of the SDK's archive, which is taken apart and removed.</summary>
    [Required]
    public string BuiltArchive { get; set; } = "";

    /// <summary>Full path of the published files.</summary>
    [Required]
    public string PublishFolder { get; set; } = "";

    /// <summary>Full path of the folder that will hold exactly the image, as an OCI layout.</summary>
    [Required]
    public string ImageFolder { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var plan = Plan() ?? throw LocalInstaller.NoWorkflow(AssemblyName);
        if (Directory.Exists(ImageFolder))
            Directory.Delete(ImageFolder, recursive: true);
        var image = ImageLayout.Unpack(BuiltArchive, ImageFolder);
        File.Delete(BuiltArchive);
        cancel.ThrowIfCancellationRequested();
        ImageSeal.Apply(image, PublishFolder, plan);
    }
}

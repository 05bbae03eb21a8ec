using Aqueduct.Artifacts.Images;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Stops a publish early whose base image cannot be had.</summary>
/// <remarks>Like <see cref="PushImage"/> it reads the environment, where the passwords of registries are: a property would stand in the build's log.</remarks>
public sealed class CheckBaseImage : AqueductTask
{
    /// <summary>The base image.</summary>
    [Required]
    public string BaseImage { get; set; } = "";

    /// <summary>Digest of the base image: when it changes, so does the app's image.</summary>
    [Output]
    public string Digest { get; set; } = "";

    internal static ImagePublisher Publisher => new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel) => Digest = Publisher.RequireBaseAsync(BaseImage, cancel).GetAwaiter().GetResult();
}

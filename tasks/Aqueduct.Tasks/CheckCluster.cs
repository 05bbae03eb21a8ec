using Aqueduct.Artifacts.Planning;
using Aqueduct.Deploying;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Stops a publish to a cluster early that could not end well.</summary>
public sealed class CheckCluster : AqueductTask
{
    /// <summary>What is to be done: <c>plan</c> or <c>apply</c>.</summary>
    [Required]
    public string Deploy { get; set; } = "";

    /// <summary>Name of the app's assembly.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

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
        DeployChoice.Require(Deploy);
        DeployChoice.RequireRegistry(new AppBuild(AssemblyName, "", "", Version, Image, Registry, Repository, Tag).ImageName);
    }
}

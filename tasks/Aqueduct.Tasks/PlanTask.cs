using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>A task that works from the deployment plan of the compiled app.</summary>
public abstract class PlanTask : AqueductTask
{
    /// <summary>Full path of the compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

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

    /// <summary>Name of the environment of aqueduct.json; empty for none.</summary>
    public string? Environment { get; set; }

    /// <summary>Name of the cluster's Secret; empty for the usual one.</summary>
    public string? Secrets { get; set; }

    /// <summary>What aqueduct.json says, in the environment that was chosen.</summary>
    protected AppSettings App => field ??= AppSettings.Read(Settings, Environment);

    /// <summary>The plan; null where the app declares no workflow.</summary>
    /// <param name="packages">Names of the packages that the app is made of, for what needs to know.</param>
    protected DeploymentPlan? Plan(IReadOnlyCollection<string>? packages = null) => ModelReader.Read(Assembly) is { } model
        ? DeploymentPlan.Create(model, App, new(AssemblyName, EntryFile, BaseImage, Version, Image, Registry, Repository, Tag, Secrets) { Packages = packages ?? [] })
        : null;
}

using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Planning;

/// <summary>What the build knows of the app besides its model.</summary>
/// <param name="AssemblyName">Name of the app's assembly.</param>
/// <param name="EntryFile">The published file that starts the app: <c>churn.dll</c>, or <c>churn</c> when it needs no shared runtime.</param>
/// <param name="BaseImage">Image that holds what the app runs on.</param>
/// <param name="Version">The app's version.</param>
/// <param name="Secrets">Name of the cluster's Secret; empty for that of the environment, or of the app.</param>
public sealed record AppBuild(
    string AssemblyName, string EntryFile, string BaseImage, string Version,
    string? Image = null, string? Registry = null, string? Repository = null, string? Tag = null, string? Secrets = null)
{
    /// <summary>Names of the packages that the app is made of.</summary>
    public IReadOnlyCollection<string> Packages { get; init; } = [];
}

/// <summary>Everything a target needs to know; targets add nothing of their own but form.</summary>
/// <param name="App">The app's name: lower-case letters, digits, hyphens.</param>
/// <param name="Image">The app's image, the same in every file.</param>
/// <param name="BaseImage">Image that holds what the app runs on.</param>
/// <param name="Command">Program and leading arguments, relative to the app's folder.</param>
/// <param name="DefaultArguments">What the app does when nothing else is asked: run its workflow, or list them when there are several.</param>
/// <param name="Workflows">The workflows, by slug.</param>
public sealed record DeploymentPlan(
    string App, string Image, string BaseImage,
    IReadOnlyList<string> Command, IReadOnlyList<string> DefaultArguments,
    IReadOnlyList<PlannedWorkflow> Workflows)
{
    /// <summary>The app's own version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The environment of aqueduct.json that the app runs in; null where none was chosen.</summary>
    public string? Environment { get; init; }

    /// <summary>Name of the Secret that a cluster keeps the values of secrets in.</summary>
    public required string SecretsName { get; init; }

    /// <summary>The servers that the app can keep its runs and artifacts in, and that nobody has named.</summary>
    public ServerNeeds Servers { get; init; } = new(false, false);

    /// <summary>Names of the secrets that a server of the app needs beside those of its workflows.</summary>
    public IReadOnlyList<string> ServeSecrets { get; init; } = [];

    /// <summary>Whether processes on different machines can do parts of one run.</summary>
    public bool SharesStores { get; init; }

    /// <summary>Brings model, settings and build together.</summary>
    public static DeploymentPlan Create(AppModel model, AppSettings settings, AppBuild build)
    {
        var app = Names.Slug(build.AssemblyName);
        var workflows = model.Workflows.OrderBy(w => w.Slug, StringComparer.Ordinal)
            .Select(w => Cascade.Plan(w, model.Workflows, Names.OfWorkflow(app, w.Slug), settings.SecretsOf))
            .ToList();
        return new(
            app,
            ImageReference.Of(build.Image, build.Registry, Or(build.Repository, app), Or(build.Tag, build.Version)),
            ImageReference.Checked(build.BaseImage),
            CommandOf(build.EntryFile),
            workflows is [var only] ? ["run", only.Model.Slug] : ["list"],
            workflows)
        {
            Version = build.Version,
            Environment = settings.Environment?.Name,
            SecretsName = Or(build.Secrets, settings.Environment?.Secrets ?? $"{app}-secrets"),
            Servers = ServerNeeds.Of(settings, build.Packages),
            ServeSecrets = settings.ServeSecrets,
            SharesStores = settings.SharesStores,
        };
    }

    /// <summary>How the published file is started.</summary>
    public static IReadOnlyList<string> CommandOf(string entryFile) =>
        entryFile.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", entryFile] : [entryFile];

    static string Or(string? value, string fallback) => string.IsNullOrEmpty(value) ? fallback : value;
}

/// <summary>One workflow of the plan.</summary>
/// <param name="Name">Its name among those of other apps, at most 52 characters.</param>
/// <param name="Size">What it and the workflows that start after it ask of the machine.</param>
/// <param name="Secrets">Names of the secrets that the resources of all these need.</param>
public sealed record PlannedWorkflow(WorkflowModel Model, string Name, MachineSize Size, IReadOnlyList<string> Secrets)
{
    /// <summary>Names of the secrets that its own resources need.</summary>
    public required IReadOnlyList<string> OwnSecrets { get; init; }

    /// <summary>The longest that all of them may take together; null where one has no limit.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>IANA name of the zone that the schedule's times are in.</summary>
    public string TimeZone => Model.TimeZone ?? "Etc/UTC";
}

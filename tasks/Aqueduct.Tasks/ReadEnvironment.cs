using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Settings;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Reads what an environment of aqueduct.json says of where the app goes. What a property already says stays.</summary>
public sealed class ReadEnvironment : AqueductTask
{
    /// <summary>Full path of aqueduct.json.</summary>
    [Required]
    public string Settings { get; set; } = "";

    /// <summary>Name of the environment; what is put out is the name as the file writes it.</summary>
    [Required, Output]
    public string Environment { get; set; } = "";

    /// <summary>What publishing deploys to.</summary>
    [Output]
    public string? Target { get; set; }

    /// <summary>Host of the image registry.</summary>
    [Output]
    public string? Registry { get; set; }

    /// <summary>Name of the image within the registry.</summary>
    [Output]
    public string? Repository { get; set; }

    /// <summary>Namespace of the cluster.</summary>
    [Output]
    public string? Namespace { get; set; }

    /// <summary>Context of the kubeconfig.</summary>
    [Output]
    public string? Context { get; set; }

    /// <summary>Name of the cluster's Secret.</summary>
    [Output]
    public string? Secrets { get; set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var chosen = AppSettings.Read(Settings, Environment).Environment!;
        Environment = chosen.Name;
        Target = Or(Target, TargetNames.ToDeploy(chosen.Target));
        Registry = Or(Registry, chosen.Registry);
        Repository = Or(Repository, chosen.Repository);
        Namespace = Or(Namespace, chosen.Namespace);
        Context = Or(Context, chosen.Context);
        Secrets = Or(Secrets, chosen.Secrets);
    }

    static string? Or(string? given, string? chosen) => string.IsNullOrEmpty(given) ? chosen : given;
}

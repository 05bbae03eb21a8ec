using Aqueduct.Artifacts.Images;
using Aqueduct.Artifacts.Installing;
using Aqueduct.Deploying;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Shows what deploying the app would change in a cluster, or deploys it.</summary>
public sealed class DeployKubernetes : PlanTask
{
    /// <summary>Full path of the rendered manifests.</summary>
    [Required]
    public string Manifests { get; set; } = "";

    /// <summary>Full path of the app's image, as an OCI layout.</summary>
    [Required]
    public string ImageFolder { get; set; } = "";

    /// <summary>What is to be done: <c>plan</c> or <c>apply</c>.</summary>
    [Required]
    public string Deploy { get; set; } = "";

    /// <summary>Files that name clusters, as KUBECONFIG lists them; empty for the person's own.</summary>
    public string? KubeConfig { get; set; }

    /// <summary>The person's folder.</summary>
    [Required]
    public string UserFolder { get; set; } = "";

    /// <summary>Context of these files; empty for their current one.</summary>
    public string? Context { get; set; }

    /// <summary>Namespace; empty for the context's.</summary>
    public string? Namespace { get; set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var plan = Plan() ?? throw LocalInstaller.NoWorkflow(AssemblyName);
        using var cluster = new KubernetesCluster(new(KubeConfig, UserFolder, Context, Namespace));
        var deployer = new Deployer(cluster, Say, message => Warn("AQ9022", message));
        // The digest of what was built here: what runs in the cluster is that, and nothing that was pushed under the same tag since.
        var app = AppManifests.ReadFile(Manifests).Pin(plan.Image, new ImageLayout(ImageFolder).Manifest.Digest);
        var manifests = PublishedApp.PinAsync(app, CheckBaseImage.Publisher, cancel).GetAwaiter().GetResult();
        if (Deploy == "apply")
        {
            var version = deployer.ApplyAsync(manifests, cancel).GetAwaiter().GetResult();
            Say($"{manifests.App} -> version {version.Number} in {cluster.Place}");
            return;
        }

        var changes = deployer.PlanAsync(manifests, cancel).GetAwaiter().GetResult();
        foreach (var line in changes.Lines())
            Say(line);
        if (!changes.IsEmpty)
            Say("Nothing was changed. Do it with -p:AqueductDeploy=apply");
    }

    void Say(string line) => Log.LogMessage(MessageImportance.High, "  {0}", line);
}

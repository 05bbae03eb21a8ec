using System.CommandLine;
using Aqueduct.Deploying;
using Aqueduct.Runtime;

namespace Aqueduct.Cli.Deploy;

/// <summary>Where a deploying command works, and on which app.</summary>
sealed class DeployOptions
{
    readonly Option<string> _folder = new("--folder") { Description = "Folder of the published app; its aqueduct/kubernetes.yaml, or argo.yaml, is what is deployed. Default: here.", DefaultValueFactory = _ => "." };
    readonly Option<string> _target = new("--target") { Description = "What the app is deployed as: kubernetes, a CronJob a workflow; argo, a WorkflowTemplate a workflow.", DefaultValueFactory = _ => PublishedApp.Targets[0] };
    readonly Option<string?> _namespace = new("--namespace", "-n") { Description = "Namespace of the cluster. Default: the context's." };
    readonly Option<string?> _context = new("--context") { Description = "Context of the kubeconfig. Default: its current one." };
    readonly Option<string?> _app = new("--app") { Description = "The app's name. Default: that of the published app here, or the only one in the namespace." };

    public DeployOptions() => _target.AcceptOnlyFromAmong([.. PublishedApp.Targets]);

    /// <summary>Options of a command that deploys what is in the folder.</summary>
    public IEnumerable<Option> OfFolder => [_folder, _target, _namespace, _context];

    /// <summary>Options of a command on what is in the cluster.</summary>
    public IEnumerable<Option> OfCluster => [_app, _folder, _namespace, _context];

    /// <summary>The cluster that is meant.</summary>
    public KubernetesCluster Connect(ParseResult parsed) => new(new(
        Environment.GetEnvironmentVariable("KUBECONFIG"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), parsed.GetValue(_context), parsed.GetValue(_namespace)));

    /// <summary>The rendered file that is meant.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public string Manifests(ParseResult parsed)
    {
        var (folder, target) = (Path.GetFullPath(parsed.GetValue(_folder)!), parsed.GetValue(_target)!);
        return PublishedApp.FindManifests(folder, target) ?? throw new RefusedException($"'{folder}' has no aqueduct/{target}.yaml. Publish the app, or name the folder it was published to with --folder.");
    }

    /// <summary>The app that is meant.</summary>
    public async Task<string> AppAsync(ParseResult parsed, ICluster cluster, CancellationToken cancel) =>
        parsed.GetValue(_app)
        ?? (PublishedApp.Targets.Select(t => PublishedApp.FindManifests(parsed.GetValue(_folder)!, t)).FirstOrDefault(f => f is not null) is { } file ? AppManifests.ReadFile(file).App : await StatusReader.OnlyAppAsync(cluster, cancel).ConfigureAwait(false));
}

using Aqueduct.Artifacts;
using k8s;
using k8s.Exceptions;

namespace Aqueduct.Deploying;

/// <summary>Finds the cluster as kubectl does: KUBECONFIG, ~/.kube/config, the pod that this runs in.</summary>
/// <param name="KubeConfig">Files of KUBECONFIG, separated as the path is; empty for the person's own.</param>
/// <param name="Home">The person's folder.</param>
/// <param name="Context">Context of the files; empty for their current one.</param>
/// <param name="Namespace">Namespace; empty for the context's.</param>
public sealed record ClusterAddress(string? KubeConfig, string Home, string? Context, string? Namespace)
{
    /// <summary>What the files say.</summary>
    /// <exception cref="ArtifactException">AQ9017: nothing, or nothing that can be used.</exception>
    public KubernetesClientConfiguration Read()
    {
        var named = (KubeConfig ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var files = (named.Length > 0 ? named : [Path.Combine(Home, ".kube", "config")]).Select(f => new FileInfo(f)).ToArray();
        // As kubectl: of several files some may be missing.
        var present = files.Where(f => f.Exists).ToArray();
        try
        {
            if (present.Length > 0)
                return KubernetesClientConfiguration.BuildConfigFromConfigObject(KubeConfigFiles.Read(present), string.IsNullOrEmpty(Context) ? null : Context);
            if (named.Length == 0 && KubernetesClientConfiguration.IsInCluster())
                return KubernetesClientConfiguration.InClusterConfig();
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException or YamlDotNet.Core.YamlException or FormatException or System.Security.Cryptography.CryptographicException)
        {
            throw DeployErrors.NoCluster(e.Message.TrimEnd('.'), e);
        }

        throw DeployErrors.NoCluster($"there is no file '{string.Join("' nor '", files.Select(f => f.FullName))}'");
    }
}

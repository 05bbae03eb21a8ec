using k8s;
using k8s.KubeConfigModels;

namespace Aqueduct.Deploying;

/// <summary>Several kubeconfig files as one: of each name the first holds, as for kubectl.</summary>
static class KubeConfigFiles
{
    public static K8SConfiguration Read(IReadOnlyList<FileInfo> files)
    {
        var all = files.Select(f => KubernetesClientConfiguration.LoadKubeConfig(f, useRelativePaths: true)).ToList();
        if (all is [var only])
            return only;
        foreach (var (file, one) in files.Zip(all))
            Absolute(one, file.DirectoryName!);
        return new()
        {
            CurrentContext = all.Select(c => c.CurrentContext).FirstOrDefault(c => !string.IsNullOrEmpty(c)),
            Contexts = [.. all.SelectMany(c => c.Contexts ?? []).DistinctBy(c => c.Name)],
            Clusters = [.. all.SelectMany(c => c.Clusters ?? []).DistinctBy(c => c.Name)],
            Users = [.. all.SelectMany(c => c.Users ?? []).DistinctBy(c => c.Name)],
        };
    }

    // A file's paths are relative to itself, which nobody can tell of the merged one.
    static void Absolute(K8SConfiguration configuration, string folder)
    {
        foreach (var cluster in (configuration.Clusters ?? []).Select(c => c.ClusterEndpoint).OfType<ClusterEndpoint>())
            cluster.CertificateAuthority = Full(cluster.CertificateAuthority);
        foreach (var user in (configuration.Users ?? []).Select(u => u.UserCredentials).OfType<UserCredentials>())
            (user.ClientCertificate, user.ClientKey) = (Full(user.ClientCertificate), Full(user.ClientKey));

        string? Full(string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);
    }
}

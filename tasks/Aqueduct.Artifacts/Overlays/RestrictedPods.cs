using YamlDotNet.RepresentationModel;

namespace Aqueduct.Artifacts.Overlays;

/// <summary>What of the "restricted" profile of the Pod Security Standards (kubernetes.io/docs/concepts/security/pod-security-standards) pods of manifests break.</summary>
static class RestrictedPods
{
    static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers", "sidecars"];

    static readonly string[] VolumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    static readonly string[] SafeSysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];

    static readonly string[] SeLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    /// <summary>A sentence for each thing that a pod of the documents breaks.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<YamlNode> documents) =>
        [.. documents.OfType<YamlMappingNode>().SelectMany(d => Pods(d).SelectMany(Of).Select(v => $"{Text(d, "kind")} '{Text(Map(d, "metadata"), "name")}': {v}")).Distinct()];

    /// <summary>Whatever has containers; of an Argo workflow the specification with its templates.</summary>
    static IEnumerable<YamlMappingNode> Pods(YamlNode node) => node switch
    {
        YamlMappingNode map when map.Children.ContainsKey("containers") || map.Children.ContainsKey("templates") => [map],
        YamlMappingNode map => map.Children.Values.SelectMany(Pods),
        YamlSequenceNode list => list.Children.SelectMany(Pods),
        _ => [],
    };

    static IEnumerable<string> Of(YamlMappingNode pod)
    {
        foreach (var host in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(h => IsTrue(Text(pod, h))))
            yield return $"{host} is true";
        foreach (var volume in Templates(pod).Prepend(pod).SelectMany(p => Items(p, "volumes")))
            foreach (var type in volume.Children.Keys.Select(k => ((YamlScalarNode)k).Value!).Where(k => k != "name" && !VolumeTypes.Contains(k)))
                yield return $"volume '{Text(volume, "name")}' is of type {type}";
        var own = Map(pod, "securityContext");
        foreach (var sysctl in Items(own, "sysctls").Select(s => Text(s, "name")).Where(s => !SafeSysctls.Contains(s)))
            yield return $"sysctl {sysctl} is none of the safe ones";
        foreach (var violation in Contexts("the pod", own))
            yield return violation;
        foreach (var (container, around) in Containers(pod))
            foreach (var violation in Of(container, around))
                yield return violation;
    }

    /// <summary>Containers, each with the security context of its pod.</summary>
    static IEnumerable<(YamlMappingNode Container, YamlMappingNode? Around)> Containers(YamlMappingNode pod)
    {
        foreach (var container in ContainerLists.SelectMany(list => Items(pod, list)))
            yield return (container, Map(pod, "securityContext"));
        foreach (var template in Templates(pod))
        {
            var around = Map(template, "securityContext") ?? Map(pod, "securityContext");
            foreach (var container in new[] { Map(template, "container"), Map(template, "script") }.OfType<YamlMappingNode>().Concat(ContainerLists.SelectMany(list => Items(template, list))))
                yield return (container, around);
        }
    }

    static IEnumerable<YamlMappingNode> Templates(YamlMappingNode pod) => Items(pod, "templates");

    static IEnumerable<string> Of(YamlMappingNode container, YamlMappingNode? around)
    {
        var name = $"container '{Text(container, "name")}'";
        var own = Map(container, "securityContext");
        if (IsTrue(Text(own, "privileged")))
            yield return $"{name} is privileged";
        if (Text(own, "allowPrivilegeEscalation") != "false")
            yield return $"{name} lacks allowPrivilegeEscalation: false";
        if ((Text(own, "runAsNonRoot") ?? Text(around, "runAsNonRoot")) != "true")
            yield return $"{name} lacks runAsNonRoot: true";
        if ((Text(Map(own, "seccompProfile"), "type") ?? Text(Map(around, "seccompProfile"), "type")) is not ("RuntimeDefault" or "Localhost"))
            yield return $"{name} lacks a seccompProfile of type RuntimeDefault";
        var capabilities = Map(own, "capabilities");
        if (!Texts(capabilities, "drop").Contains("ALL"))
            yield return $"{name} does not drop ALL capabilities";
        foreach (var added in Texts(capabilities, "add").Where(c => c != "NET_BIND_SERVICE"))
            yield return $"{name} adds the capability {added}";
        if (Text(own, "procMount") is { } mount and not "Default")
            yield return $"{name} has procMount {mount}";
        foreach (var port in Items(container, "ports").Select(p => Text(p, "hostPort")).Where(p => p is not (null or "0")))
            yield return $"{name} has hostPort {port}";
        foreach (var violation in Contexts(name, own))
            yield return violation;
    }

    static IEnumerable<string> Contexts(string who, YamlMappingNode? context)
    {
        if (Text(context, "runAsUser") == "0")
            yield return $"{who} has runAsUser 0";
        if (IsTrue(Text(Map(context, "windowsOptions"), "hostProcess")))
            yield return $"{who} has hostProcess";
        if (Text(Map(context, "appArmorProfile"), "type") is { } armor and not ("RuntimeDefault" or "Localhost"))
            yield return $"{who} has an appArmorProfile of type {armor}";
        var linux = Map(context, "seLinuxOptions");
        if (!SeLinuxTypes.Contains(Text(linux, "type") ?? "") || Text(linux, "user") is { Length: > 0 } || Text(linux, "role") is { Length: > 0 })
            yield return $"{who} has seLinuxOptions of its own";
    }

    static YamlMappingNode? Map(YamlMappingNode? node, string key) => node is not null && node.Children.TryGetValue(key, out var value) ? value as YamlMappingNode : null;

    static IEnumerable<YamlMappingNode> Items(YamlMappingNode? node, string key) =>
        node is not null && node.Children.TryGetValue(key, out var value) && value is YamlSequenceNode list ? list.Children.OfType<YamlMappingNode>() : [];

    static IEnumerable<string> Texts(YamlMappingNode? node, string key) =>
        node is not null && node.Children.TryGetValue(key, out var value) && value is YamlSequenceNode list ? list.Children.OfType<YamlScalarNode>().Select(s => s.Value!) : [];

    static string? Text(YamlMappingNode? node, string key) => node is null ? null : StrategicMerge.Text(node, key);

    static bool IsTrue(string? text) => text == "true";
}

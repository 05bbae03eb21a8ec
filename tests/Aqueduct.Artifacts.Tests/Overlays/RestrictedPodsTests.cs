using Aqueduct.Artifacts.Overlays;

namespace Aqueduct.Artifacts.Tests.Overlays;

/// <summary>The "restricted" profile, control by control as kubernetes.io/docs/concepts/security/pod-security-standards lists them.</summary>
public sealed class RestrictedPodsTests
{
    const string Fits = """
        kind: Pod
        metadata: { name: p }
        spec:
          securityContext: { runAsNonRoot: true, runAsUser: 1654, seccompProfile: { type: RuntimeDefault } }
          containers:
            - name: c
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
          volumes:
            - { name: v, emptyDir: {} }
        """;

    static IReadOnlyList<string> Violations(string yaml) => RestrictedPods.Violations(OverlayFile.Documents(yaml));

    [Fact]
    public void A_pod_that_fits_breaks_nothing() => Assert.Empty(Violations(Fits));

    [Theory]
    [InlineData("spec:\n", "spec:\n  hostPID: true\n", "hostPID is true")]
    [InlineData("spec:\n", "spec:\n  hostIPC: true\n", "hostIPC is true")]
    [InlineData("spec:\n", "spec:\n  hostNetwork: true\n", "hostNetwork is true")]
    [InlineData("emptyDir: {}", "hostPath: { path: / }", "volume 'v' is of type hostPath")]
    [InlineData("emptyDir: {}", "nfs: { server: s }", "volume 'v' is of type nfs")]
    [InlineData("runAsNonRoot: true, ", "", "container 'c' lacks runAsNonRoot: true")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, runAsNonRoot: false", "container 'c' lacks runAsNonRoot: true")]
    [InlineData("runAsUser: 1654", "runAsUser: 0", "the pod has runAsUser 0")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, runAsUser: 0", "container 'c' has runAsUser 0")]
    [InlineData("type: RuntimeDefault", "type: Unconfined", "container 'c' lacks a seccompProfile of type RuntimeDefault")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, seccompProfile: { type: Unconfined }", "container 'c' lacks a seccompProfile of type RuntimeDefault")]
    [InlineData("allowPrivilegeEscalation: false, ", "", "container 'c' lacks allowPrivilegeEscalation: false")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, privileged: true", "container 'c' is privileged")]
    [InlineData("drop: [ALL]", "drop: [NET_RAW]", "container 'c' does not drop ALL capabilities")]
    [InlineData("drop: [ALL]", "drop: [ALL], add: [NET_BIND_SERVICE, SYS_TIME]", "container 'c' adds the capability SYS_TIME")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, procMount: Unmasked", "container 'c' has procMount Unmasked")]
    [InlineData("- name: c", "- name: c\n      ports: [{ containerPort: 80, hostPort: 80 }]", "container 'c' has hostPort 80")]
    [InlineData("runAsUser: 1654", "windowsOptions: { hostProcess: true }", "the pod has hostProcess")]
    [InlineData("runAsUser: 1654", "appArmorProfile: { type: Unconfined }", "the pod has an appArmorProfile of type Unconfined")]
    [InlineData("runAsUser: 1654", "seLinuxOptions: { type: spc_t }", "the pod has seLinuxOptions of its own")]
    [InlineData("runAsUser: 1654", "seLinuxOptions: { user: root }", "the pod has seLinuxOptions of its own")]
    [InlineData("runAsUser: 1654", "sysctls: [{ name: kernel.msgmax, value: '1' }]", "sysctl kernel.msgmax is none of the safe ones")]
    public void Each_control_is_looked_at(string text, string instead, string violation)
    {
        Assert.Contains(text, Fits);
        Assert.Equal(["Pod 'p': " + violation], Violations(Fits.Replace(text, instead)));
    }

    [Fact]
    public void Containers_that_run_before_or_beside_are_looked_at_too() =>
        Assert.Equal(4, Violations(Fits.Replace("  containers:", "  initContainers:\n    - { name: i }\n  containers:").Replace("runAsNonRoot: true, ", "").Replace("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false, runAsNonRoot: true")).Count + 1);

    [Fact]
    public void Templates_of_Argo_are_pods() => Assert.Equal(["CronWorkflow 'w': container 'main' lacks allowPrivilegeEscalation: false"], Violations("""
        kind: CronWorkflow
        metadata: { name: w }
        spec:
          workflowSpec:
            securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
            templates:
              - name: t
                container: { name: main, securityContext: { capabilities: { drop: [ALL] } } }
              - name: steps
                dag: { tasks: [] }
        """));
}

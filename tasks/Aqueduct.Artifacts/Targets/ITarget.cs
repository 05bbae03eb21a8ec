using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Targets;

/// <summary>A place apps are deployed to: one folder with its writer and templates, one line in <see cref="All"/>.</summary>
public interface ITarget
{
    /// <summary>Every target that files are rendered for.</summary>
    static IReadOnlyList<ITarget> All { get; } = [new Dockerfile.DockerfileTarget(), new Compose.ComposeTarget(), new Kubernetes.KubernetesTarget(), new Argo.ArgoTarget(), new Airflow.AirflowTarget(), new Lambda.LambdaTarget()];

    /// <summary>Writes the target's files.</summary>
    TargetFiles Render(DeploymentPlan plan);
}

using System.Globalization;
using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>What keeps an app from being deployed; each names the next step.</summary>
static class DeployErrors
{
    public static ArtifactException NoRegistry(string image) =>
        new("AQ9016", $"The image '{image}' names no registry that a cluster could take it from. Set ContainerRegistry, such as -p:ContainerRegistry=registry.example.com, or the whole name with AqueductImage; that of an operator is its Image, such as docker.io/team/cuda:12.");

    public static ArtifactException NotPushed(string image) =>
        new("AQ9016", $"The registry has no image '{image}'. Push it first: dotnet publish -p:AqueductTarget=kubernetes -p:AqueductDeploy=apply does so, -p:AqueductTarget=container as well; one that an operator names with Image is pushed by whoever builds it.");

    public static ArtifactException NoCluster(string found, Exception? cause = null) =>
        new("AQ9017", $"There is no cluster to deploy to: {found}. Look what 'kubectl cluster-info' says; KUBECONFIG or ~/.kube/config name the clusters, AqueductContext chooses one.", cause);

    public static ArtifactException Refused(string what, string found, Exception? cause = null) =>
        new("AQ9018", $"The cluster refuses {what}: {found.TrimEnd('.')}.", cause);

    public static ArtifactException NoManifests(string path, string found, Exception cause) =>
        new("AQ9018", $"'{path}' holds no manifests of an app: {found.TrimEnd('.')}. Publish the app first; 'dotnet publish' writes aqueduct/kubernetes.yaml and aqueduct/argo.yaml.", cause) { File = path };

    public static ArtifactException NotReady(string app, string found) =>
        new("AQ9019", $"'{app}' is applied, but its workflows cannot run: {found}.");

    public static ArtifactException UnknownDeploy(string value) =>
        new("AQ9020", $"AqueductDeploy is '{value}'. Expected 'plan', which shows what would change in the cluster, or 'apply', which does it; without it: plan. For the rest there is 'aqueduct deploy --help'.");

    public static ArtifactException NotDeployed(string app, string place, IReadOnlyList<string> others) =>
        new("AQ9021", $"No app '{app}' is deployed in {place}. {(others.Count > 0 ? $"There are: {string.Join(", ", others)}" : "Nothing that Aqueduct deployed is there; --namespace and --context choose another place")}.");

    public static ArtifactException WhichApp(string place, IReadOnlyList<string> apps) =>
        new("AQ9021", apps.Count == 0 ? $"Aqueduct has deployed no app in {place}. --namespace and --context choose another place." : $"There are several apps in {place}; say which with --app: {string.Join(", ", apps)}.");

    public static ArtifactException NoVersion(string app, string found) =>
        new("AQ9021", $"'{app}' cannot go back: {found}. 'aqueduct deploy status' lists the versions that are kept.");

    public static ArtifactException NoWorkflow(string app, string workflow, IEnumerable<string> others) =>
        new("AQ9021", $"'{app}' has no workflow '{workflow}' in the cluster. There are: {string.Join(", ", others)}.");

    public static ArtifactException UnknownKind(ResourceType type) => type.ApiVersion == ResourceTypes.ArgoVersion
        ? new("AQ9023", $"The cluster has no Argo Workflows: it does not know {type}. Install Argo Workflows 3.6 or newer, its definitions and its controller, choose another cluster with AqueductContext or --context, " +
            "or deploy the workflows as CronJobs: -p:AqueductTarget=kubernetes, or --target kubernetes.")
        : new("AQ9022", $"The cluster does not know {type}. Deploy to a cluster that does, or install what brings it.");

    public static ArtifactException NotTakenUp(Manifest run, TimeSpan after) =>
        new("AQ9023", string.Create(CultureInfo.InvariantCulture, $"The cluster knows Argo's objects, but nothing has taken up {run} within {after.TotalSeconds:0} s; it was removed. Look whether Argo's controller runs and looks after ") +
            "this namespace: 'kubectl get pods -A -l app=workflow-controller'.");

    public static ArtifactException BadArguments(string workflow, string found, IReadOnlyList<string> parameters) =>
        new("AQ9024", $"'{workflow}' cannot be run so: {found}. {(parameters.Count == 0 ? "The workflow has no parameters" : $"Its parameters: {string.Join(", ", parameters)}; they are given after --: -- --{parameters[0]} VALUE")}.");
}

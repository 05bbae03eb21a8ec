namespace Aqueduct.Deploying;

/// <summary>The forms of objects that are spoken of here.</summary>
static class ResourceTypes
{
    public static readonly ResourceType CronJob = new("batch/v1", "CronJob");
    public static readonly ResourceType OldCronJob = new("batch/v1beta1", "CronJob");
    public static readonly ResourceType Job = new("batch/v1", "Job");
    public static readonly ResourceType Pod = new("v1", "Pod");
    public static readonly ResourceType ConfigMap = new("v1", "ConfigMap");
    public static readonly ResourceType Claim = new("v1", "PersistentVolumeClaim");
    public static readonly ResourceType WorkflowTemplate = new(ArgoVersion, "WorkflowTemplate");
    public static readonly ResourceType CronWorkflow = new(ArgoVersion, "CronWorkflow");
    public static readonly ResourceType Workflow = new(ArgoVersion, "Workflow");

    public const string ArgoVersion = "argoproj.io/v1alpha1";

    /// <summary>What apps are made of: looked for even where no record of a version says so.</summary>
    public static readonly IReadOnlyList<ResourceType> OfApps = [CronJob, new("networking.k8s.io/v1", "NetworkPolicy"), new("v1", "ServiceAccount"), Claim];
}

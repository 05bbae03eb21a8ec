namespace Aqueduct.Deploying;

/// <summary>A workflow as a cluster has it.</summary>
/// <param name="Template">The object that its runs are made from.</param>
/// <param name="Schedule">When it starts; null where it is started by hand.</param>
sealed record DeployedWorkflow(Manifest Template, string? Schedule, string? TimeZone, string? LastScheduled)
{
    public string Slug => Template.Label(Manifest.WorkflowLabel) ?? Template.Name;

    public string Name => Template.Annotation("aqueduct/workflow") ?? Slug;

    public string? Version => Template.Annotation("aqueduct/version");

    /// <summary>Whether a person means it by this name.</summary>
    public bool IsCalled(string name) => Slug == name || Name == name || Template.Name == name;
}

/// <summary>The form in which a cluster has workflows and their runs.</summary>
abstract class RunForm
{
    /// <summary>The form that a version of an app has.</summary>
    public static RunForm Of(AppManifests manifests) => manifests.Objects.Any(o => o.Type == ResourceTypes.WorkflowTemplate) ? new ArgoForm() : new JobForm();

    /// <summary>What a run is.</summary>
    public abstract ResourceType Run { get; }

    /// <summary>The app's workflows, by name.</summary>
    public abstract Task<IReadOnlyList<DeployedWorkflow>> WorkflowsAsync(ICluster cluster, string app, CancellationToken cancel);

    /// <summary>A run of a workflow, to be made. It goes when its workflow goes.</summary>
    /// <param name="arguments">Arguments as a person gives them, such as the workflow's parameters.</param>
    /// <exception cref="Artifacts.ArtifactException">AQ9024: the workflow cannot be given these.</exception>
    public abstract Manifest RunOf(DeployedWorkflow workflow, IReadOnlyList<string> arguments);

    /// <summary>Whether something in the cluster looks after the run.</summary>
    public abstract bool IsTakenUp(Manifest run);

    /// <summary>What became of a run.</summary>
    public abstract Task<JobReport> ReadAsync(ICluster cluster, Manifest run, CancellationToken cancel);

    protected static string NameOfRun(DeployedWorkflow workflow) => $"{workflow.Template.Name}-{Guid.NewGuid().ToString("N")[..8]}";
}

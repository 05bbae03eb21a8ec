using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Targets.Compose;

/// <summary>A service for each workflow: one with a schedule keeps it, the others are started by hand. The servers that nobody has named come along.</summary>
sealed class ComposeTarget : ITarget
{
    /// <summary>How often a schedule is looked at besides its firings.</summary>
    const string Interval = "1m";

    public TargetFiles Render(DeploymentPlan plan)
    {
        var taken = plan.Workflows.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        return new([
            TemplateRenderer.RenderYaml("compose.sbn", "compose.yaml", new
            {
                plan.App,
                plan.Image,
                plan.Environment,
                Services = plan.Workflows.Select(ServiceOf).ToList(),
                Store = plan.Servers.Store ? Free("store", taken) : null,
                Objects = plan.Servers.Objects ? Free("objects", taken) : null,
                Container.Home,
            }, documents: 1),
        ], []);
    }

    static Service ServiceOf(PlannedWorkflow workflow)
    {
        var slug = workflow.Model.Slug;
        var isScheduled = workflow.Model.Schedule is not null;
        return new(workflow.Name, isScheduled ? ["run", slug, "--due", "--every", Interval] : ["run", slug], isScheduled, workflow.Secrets,
            workflow.Size.MemoryBytes, workflow.Size.Gpu, [.. LabelsOf(workflow)]);
    }

    static IEnumerable<Label> LabelsOf(PlannedWorkflow workflow)
    {
        yield return new("aqueduct.workflow", workflow.Model.Name);
        yield return new("aqueduct.version", workflow.Model.Version);
        if (workflow.Model.Schedule is not { } schedule)
            yield break;
        yield return new("aqueduct.schedule", schedule);
        yield return new("aqueduct.time-zone", workflow.TimeZone);
    }

    /// <summary>A name that no workflow's service has.</summary>
    static string Free(string name, HashSet<string> taken) => taken.Contains(name) ? Free(name + "-server", taken) : name;

    sealed record Service(string Name, IReadOnlyList<string> Arguments, bool IsScheduled, IReadOnlyList<string> Secrets, long Memory, int Gpu, IReadOnlyList<Label> Labels);

    sealed record Label(string Key, string Value);
}

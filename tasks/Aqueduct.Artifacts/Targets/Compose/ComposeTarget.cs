using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Targets.Compose;

/// <summary>The app as one service of Docker Compose; its schedules are labels, for whoever starts it on time.</summary>
sealed class ComposeTarget : ITarget
{
    public TargetFiles Render(DeploymentPlan plan) => new([
        TemplateRenderer.RenderYaml("compose.sbn", "compose.yaml", new
        {
            plan.App,
            plan.Image,
            Arguments = plan.DefaultArguments,
            plan.Secrets,
            Labels = plan.Workflows.SelectMany(LabelsOf).ToList(),
            Container.Home,
        }, documents: 1),
    ], []);

    static IEnumerable<Label> LabelsOf(PlannedWorkflow workflow)
    {
        var prefix = $"aqueduct.workflow.{workflow.Model.Slug}";
        yield return new($"{prefix}.name", workflow.Model.Name);
        yield return new($"{prefix}.version", workflow.Model.Version);
        if (workflow.Model.Schedule is { } schedule)
        {
            yield return new($"{prefix}.schedule", schedule);
            yield return new($"{prefix}.time-zone", workflow.Model.TimeZone ?? "Etc/UTC");
        }
    }

    sealed record Label(string Key, string Value);
}

using System.Globalization;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Targets.Compose;

/// <summary>A service for each workflow: one with a schedule keeps it, the others are started by hand. An app that serves has one more, which keeps all schedules and triggers. The servers that nobody has named come along.</summary>
sealed class ComposeTarget : ITarget
{
    /// <summary>How often a schedule is looked at besides its firings.</summary>
    const string Interval = "1m";

    /// <summary>Where the app's server answers, in its container and on the machine itself.</summary>
    const int Port = 5080;

    /// <summary>What the server takes beside what the largest workflow needs.</summary>
    const long ServerMemory = 512L << 20;

    public TargetFiles Render(DeploymentPlan plan)
    {
        var taken = plan.Workflows.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        return new([
            TemplateRenderer.RenderYaml("compose.sbn", "compose.yaml", new
            {
                plan.App,
                plan.Image,
                plan.Environment,
                Services = plan.Workflows.Select(w => ServiceOf(w, keeps: !plan.Servers.Serves)).Concat(plan.Servers.Serves ? [ServerOf(plan, Free("server", taken))] : []).ToList(),
                Store = plan.Servers.Store ? Free("store", taken) : null,
                Objects = plan.Servers.Objects ? Free("objects", taken) : null,
                Container.Home,
            }, documents: 1),
        ], []);
    }

    static Service ServerOf(DeploymentPlan plan, string name) => new(name,
        ["serve", "--host", "0.0.0.0", "--port", Port.ToString(CultureInfo.InvariantCulture)], true,
        [.. plan.Workflows.SelectMany(w => w.Secrets).Concat(plan.ServeSecrets).Distinct().Order(StringComparer.Ordinal)],
        plan.Workflows.Max(w => w.Size.MemoryBytes) + ServerMemory, plan.Workflows.Max(w => w.Size.Gpu), [new("aqueduct.server", plan.App)])
    {
        Port = Port,
    };

    static Service ServiceOf(PlannedWorkflow workflow, bool keeps)
    {
        var slug = workflow.Model.Slug;
        var isScheduled = keeps && workflow.Model.Schedule is not null;
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

    sealed record Service(string Name, IReadOnlyList<string> Arguments, bool IsScheduled, IReadOnlyList<string> Secrets, long Memory, int Gpu, IReadOnlyList<Label> Labels)
    {
        /// <summary>Port that this machine, and no other, reaches it by; 0 for none.</summary>
        public int Port { get; init; }
    }

    sealed record Label(string Key, string Value);
}

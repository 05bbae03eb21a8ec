using Aqueduct.Artifacts.Model;
using Aqueduct.Planning;
using Aqueduct.Rules;

namespace Aqueduct.Artifacts.Planning;

/// <summary>Nodes of a workflow that run in one pod.</summary>
/// <param name="Name">Its name within the workflow.</param>
/// <param name="After">Names of the groups that must have succeeded before.</param>
/// <param name="Nodes">Names of its nodes.</param>
/// <param name="Image">The image of its pod.</param>
/// <param name="Size">What it asks of the machine.</param>
/// <param name="Decider">The group that says, when it has ended, whether there is anything to do for this one; null where there is in any case.</param>
/// <param name="Slices">How the items of a loop are divided among pods; null where one pod does the group.</param>
public sealed record PlannedGroup(string Name, IReadOnlyList<string> After, IReadOnlyList<string> Nodes, string Image, MachineSize Size, string? Decider = null, PlannedSlices? Slices = null);

/// <summary>How the items of a loop are divided among pods.</summary>
/// <param name="Decider">The group that says, when it has ended, which slices there are.</param>
/// <param name="Size">What one item asks of the machine.</param>
public sealed record PlannedSlices(string Decider, MachineSize Size);

/// <summary>The pods of a workflow, on targets that give it several. The app computes the same groups from its own definition: <c>node WORKFLOW</c> lists them.</summary>
public static class PlannedGroups
{
    /// <summary>The groups, in an order in which they can run; one of all nodes where pods could not read each other's results.</summary>
    public static IReadOnlyList<PlannedGroup> Of(DeploymentPlan plan, WorkflowModel workflow)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workflow);
        var groups = Divided(workflow);
        if (!plan.SharesStores && groups.Count > 1)
            groups = [new(NodeGroups.All, [.. Enumerable.Range(0, workflow.Nodes.Count)], [])];
        var deciders = Deciders.Of(workflow.Nodes, groups);
        return [.. groups.Select((g, i) => Planned(plan, workflow, g, groups) with
        {
            Decider = deciders[i].Branch is { } branch ? groups[branch].Name : null,
            Slices = deciders[i].Slices is { } slices ? new(groups[slices].Name, MachineSize.Of(workflow with { Nodes = workflow.Nodes[g.Nodes[0]].Map!.Nodes })) : null,
        })];
    }

    /// <summary>Why a workflow whose operators ask for different machines runs in one pod all the same; null where it does not.</summary>
    public static string? Undivided(DeploymentPlan plan, WorkflowModel workflow)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workflow);
        return !plan.SharesStores && NodeGroups.Of([.. workflow.Nodes.Select(n => GroupNodeOf(n) with { IsLoop = false })], workflow.Snapshots).Count > 1
            ? $"Workflow '{workflow.Name}' runs in one pod on Argo and Airflow, of the size of its largest operator, though its operators ask for machines of several sizes: pods on several machines need their runs on a server " +
              "and their artifacts in an object store. Declare \"store\" and \"artifacts\" in aqueduct.json"
            : null;
    }

    static IReadOnlyList<NodeGroup> Divided(WorkflowModel workflow) => NodeGroups.Of([.. workflow.Nodes.Select(GroupNodeOf)], workflow.Snapshots);

    static PlannedGroup Planned(DeploymentPlan plan, WorkflowModel workflow, NodeGroup group, IReadOnlyList<NodeGroup> all)
    {
        // The items of a loop that is only collected here are done elsewhere.
        var nodes = group.Nodes.Select(n => !group.IsLoop && all.Any(g => g.IsLoop && g.Nodes.Contains(n)) ? workflow.Nodes[n] with { Map = null } : workflow.Nodes[n]).ToList();
        return new(group.Name, [.. group.After.Select(a => all[a].Name)], [.. nodes.Select(n => n.Name)],
            nodes.Select(n => NeedOf(n).Image).FirstOrDefault(i => i is not null) is { } image ? ImageReference.Checked(image) : plan.Image,
            MachineSize.Of(workflow with { Nodes = nodes }));
    }

    static GroupNode GroupNodeOf(NodeModel node) => new(node.Name, node.Inputs, NeedOf(node), Publishes(node), Measures(node), node.Snapshot, node.Guards.Count,
        node.Map is { } map && !map.Nodes.Any(n => n.Map is not null && Publishes(n)));

    static NodeNeed NeedOf(NodeModel node) => node.Map is { } map
        ? NodeNeed.OfLoop([.. map.Nodes.Select(NeedOf)], map.MaxParallel)
        : new(node.Cpu, node.Memory is { } memory ? Quantities.Bytes(memory) : 0, node.Gpu, node.Image);

    static bool Publishes(NodeModel node) => node.Kind is "save" or "write" or "email" or "message" or "endpoint" || (node.Map is { } map && map.Nodes.Any(Publishes));

    static bool Measures(NodeModel node) => node.Map is { } map ? map.Nodes.Any(Measures)
        : node.Kind == "metric" && node.Method?.EndsWith("PeakMemory", StringComparison.Ordinal) == true;
}

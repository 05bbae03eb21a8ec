using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Planning;

/// <summary>A workflow and what starts after it, and after that. In the same process, whoever runs the first needs what all of them need.</summary>
static class Cascade
{
    /// <summary>The workflow, then what follows, each once.</summary>
    public static IReadOnlyList<WorkflowModel> Of(WorkflowModel first, IReadOnlyList<WorkflowModel> all)
    {
        var found = new List<WorkflowModel> { first };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(all.Where(w => w.After == found[i].Name && !found.Contains(w)));
        return found;
    }

    /// <summary>The workflows that start right after one, where each is a run in pods of its own.</summary>
    public static IEnumerable<PlannedWorkflow> After(PlannedWorkflow before, IReadOnlyList<PlannedWorkflow> all) => all.Where(w => w.Model.After == before.Model.Name && w != before);

    /// <summary>The plan of the workflow with all of that.</summary>
    public static PlannedWorkflow Plan(WorkflowModel first, IReadOnlyList<WorkflowModel> all, string name, Func<IEnumerable<string>, IReadOnlyList<string>> secretsOf)
    {
        var cascade = Of(first, all);
        return new(first, name, MachineSize.Of(first with { Nodes = [.. cascade.SelectMany(w => w.Nodes)] }), secretsOf(cascade.SelectMany(w => w.Resources ?? [])))
        {
            OwnSecrets = secretsOf(first.Resources ?? []),
            Longest = cascade.All(w => w.Timeout is not null) ? cascade.Aggregate(TimeSpan.Zero, (sum, w) => sum + w.Timeout!.Value) : null,
        };
    }
}

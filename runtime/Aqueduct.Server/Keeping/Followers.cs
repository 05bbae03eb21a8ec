using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Which workflows start after which.</summary>
sealed class Followers(IEnumerable<Workflow> workflows)
{
    readonly ILookup<string, string> _slugs = workflows.Select(w => w.Definition).Where(d => d.After is not null).ToLookup(d => d.After!, d => d.Slug, StringComparer.Ordinal);

    /// <summary>Slugs of those that start after a workflow's success.</summary>
    public IReadOnlyList<string> Of(WorkflowDefinition workflow) => [.. _slugs[workflow.Name]];
}

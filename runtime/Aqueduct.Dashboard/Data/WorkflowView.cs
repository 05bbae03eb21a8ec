using Aqueduct.Dashboard.Drawing;
using Aqueduct.Dashboard.Parts;
using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Data;

/// <summary>A workflow as its page shows it.</summary>
sealed record WorkflowView(long Seen, string Slug, string Name, Workflow? Workflow, GraphLayout Layout, Pause? Pause, DateTimeOffset? Next, IReadOnlyList<RunRecord> Newest, RunDetails? Last,
    IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Metrics, IReadOnlyList<CheckOutcome> Checks, IReadOnlyList<WorkflowVersion> Versions)
{
    const int Runs = 12, Values = 30, MostMetrics = 50, CheckedRuns = 20, MostVersions = 10;

    /// <summary>Reads one.</summary>
    public static WorkflowView Of(RunQueries queries, DashboardData data, string slug, GraphLayout? known)
    {
        var (seen, workflow, newest) = (queries.LastEvent(), data.Find(slug), queries.NewestOf(slug, Runs));
        var nodes = workflow?.Definition.Nodes ?? [];
        return new WorkflowView(seen, slug, workflow?.Definition.Name ?? (newest.Count > 0 ? newest[0].Workflow : slug), workflow, known ?? GraphLayout.Of(nodes.Count, n => nodes[n].Inputs),
            queries.Pauses().GetValueOrDefault(slug), workflow is null ? null : data.NextOf(workflow.Definition), newest, newest.Count > 0 ? queries.Find(newest[0].Id) : null,
            [.. queries.Metrics(slug, MostMetrics).Select(m => (m.Name, (IReadOnlyList<double>)[.. queries.History(slug, m.Name, Values).Select(v => v.Value).Reverse()])).Where(m => m.Item2.Count > 0)],
            queries.ChecksOf(slug, CheckedRuns), [.. queries.VersionsOf(slug).Take(MostVersions)]);
    }

    /// <summary>The nodes with what the last run says of them.</summary>
    public IReadOnlyList<Dag.Node> Drawn
    {
        get
        {
            var view = Last is null ? null : new RunView(Last, default, Layout);
            return [.. Workflow!.Definition.Nodes.Select(n => Last?.Nodes.FirstOrDefault(r => r.Name == n.Name) is { } ran
                ? new Dag.Node(n.Name, n.Kind, Marks.Shape(ran.State), ran.State.ToString(), view!.NoteOf(ran))
                : new Dag.Node(n.Name, n.Kind, "pending", "not run yet", ""))];
        }
    }
}

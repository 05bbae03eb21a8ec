using Aqueduct.Dashboard.Drawing;
using Aqueduct.Dashboard.Parts;
using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Data;

/// <summary>A run as its page shows it.</summary>
/// <param name="Details">All that is known of it.</param>
/// <param name="Mark">Changes when anything of it does.</param>
/// <param name="Layout">Where its nodes stand.</param>
sealed record RunView(RunDetails Details, (long Event, long Written) Mark, GraphLayout Layout)
{
    /// <summary>Reads a run; null where there is none.</summary>
    public static RunView? Of(RunQueries queries, string id, GraphLayout? known)
    {
        // The mark first: what comes between is read once more, and not missed.
        var mark = queries.MarkOf(id);
        return queries.Find(id) is { } run ? new RunView(run, mark, known ?? GraphLayout.Of(run.Nodes.Count, n => run.Nodes[n].Inputs)) : null;
    }

    /// <summary>What there is to say of a node in a few words: a metric's value, what a check found, how many rows.</summary>
    public string NoteOf(NodeRecord node) => node switch
    {
        { Failure: { } failure } => Texts.FirstLine(failure.Error),
        _ when Details.Metrics.FirstOrDefault(m => m.Node == node.Name) is { } metric => Words.Short(metric.Value),
        _ when node.Kind == NodeKind.Check && Details.Checks.FirstOrDefault(c => c.Node == node.Name) is { } check => check.Passed ? "holds" : Texts.FirstLine(check.Detail),
        _ when Details.Publications.FirstOrDefault(p => p.Node == node.Name) is { } published => $"{Words.Published(node.Kind, published.Rows)} → {published.Table}",
        _ when Details.Artifacts.FirstOrDefault(a => a.Node == node.Name) is { } artifact => artifact.Rows is { } rows ? Words.Rows(rows) : artifact.Value ?? Words.Bytes(artifact.Bytes),
        { Items: { } items } => Words.Items(items),
        _ => node.Reason ?? "",
    };

    /// <summary>The nodes as the graph draws them.</summary>
    public IReadOnlyList<Dag.Node> Drawn => [.. Details.Nodes.Select(n => new Dag.Node(n.Name, n.Kind, Marks.Shape(n.State), n.State.ToString(), NoteOf(n)))];
}

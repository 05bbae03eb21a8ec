using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>What the code of some nodes looks like, by their versions: runs are read with the code they had, whatever became of it.</summary>
sealed record SourcesSeen(IReadOnlyList<(string Version, string Source)> Sources) : RunEvent("", default)
{
    public override string Kind => "sources-seen";

    public override bool IsLogged => false;

    /// <summary>Of a workflow's nodes.</summary>
    public static SourcesSeen Of(WorkflowDefinition workflow) =>
        new([.. workflow.Nodes.Select(n => (NodeVersion.Of(n), CodeSources.Of(n))).Where(s => s.Item2.Length > 0).Distinct()]);

    protected override void Write(Utf8JsonWriter json)
    {
    }

    public override void Apply(StoreStatements store)
    {
        foreach (var (version, source) in Sources)
            store.Execute("INSERT INTO sources(code, source) VALUES($1, $2) ON CONFLICT DO NOTHING", version, source);
    }
}

sealed partial class RunQueries
{
    /// <summary>The code of a node as it was in that run; null where it is not known.</summary>
    public string? SourceOf(string run, int node) =>
        Rows("SELECT s.source FROM nodes n JOIN sources s ON s.code = n.code WHERE n.run = $1 AND n.node = $2", r => r.GetString(0), run, node) is [var source] ? source : null;
}

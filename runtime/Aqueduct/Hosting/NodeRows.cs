using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aqueduct.Runtime;

/// <summary>Nodes as rows of a grid, for the live display and for runs of the past.</summary>
static class NodeRows
{
    public static Grid Grid() => Styles.Grid(4);

    public static IRenderable[] Row(NodeTree.Line line, NodeRecord node, string glyph, TimeSpan? duration, string? result, IReadOnlyList<NodeRecord> all)
    {
        var color = Styles.Color(node.State);
        var others = line.OtherInputs.Count == 0 ? "" : " [dim]← " + Markup.Escape(string.Join(", ", line.OtherInputs.Select(i => all[i].Name))) + "[/]";
        var quiet = node.State is NodeState.Pending or NodeState.Skipped or NodeState.Canceled;
        var name = quiet ? $"[dim]{Markup.Escape(node.Name)}[/]" : Markup.Escape(node.Name);
        return
        [
            new Markup($"[dim]{line.Prefix}[/][{color}]{glyph}[/] {name}{others}"),
            Styles.Dim(Words.Of(node.Kind)),
            new Markup(duration is { } taken ? $"[dim]{Words.Duration(taken),8}[/]" : $"[dim]{(node.State.Ended() ? node.State.ToString().ToLowerInvariant() : ""),8}[/]"),
            Styles.Plain(result ?? ""),
        ];
    }
}

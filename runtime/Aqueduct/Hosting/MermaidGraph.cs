using System.Text;

namespace Aqueduct.Runtime;

/// <summary>A workflow's graph for Mermaid: maps and inlined workflows as subgraphs, guards on the edges into a branch.</summary>
static class MermaidGraph
{
    public static string Of(WorkflowDefinition workflow)
    {
        var text = new StringBuilder("flowchart TD\n");
        Append(text, workflow.Nodes, "n", "    ");
        return text.ToString();
    }

    static void Append(StringBuilder text, IReadOnlyList<NodeDefinition> nodes, string prefix, string indent)
    {
        for (var i = 0; i < nodes.Count; i++)
            if (nodes[i].Group is null)
                Node(text, nodes[i], $"{prefix}{i}", indent);
        var groups = nodes.Select((n, i) => (Node: n, Id: i)).Where(n => n.Node.Group is not null).GroupBy(n => n.Node.Group!).ToList();
        for (var g = 0; g < groups.Count; g++)
        {
            text.Append($"{indent}subgraph {prefix}g{g}[\"{Escape(groups[g].Key)}\"]\n");
            foreach (var (node, id) in groups[g])
                Node(text, node, $"{prefix}{id}", indent + "    ");
            text.Append($"{indent}end\n");
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            var label = nodes[i].Guards.Count == 0 ? "" : $"|\"{Escape(string.Join(" && ", nodes[i].Guards))}\"|";
            foreach (var input in nodes[i].Inputs)
                text.Append($"{indent}{prefix}{input} -->{label} {prefix}{i}\n");
        }
    }

    static void Node(StringBuilder text, NodeDefinition node, string id, string indent)
    {
        if (node.Map is { } map)
        {
            text.Append($"{indent}subgraph {id}[\"{Escape(node.Name)}: for each {Escape(map.Item)}\"]\n");
            Append(text, map.Nodes, id + "_", indent + "    ");
            text.Append($"{indent}end\n");
            return;
        }

        var (open, close) = node.Kind switch
        {
            NodeKind.Sql or NodeKind.Read => ("[(", ")]"),
            NodeKind.Check => ("{{", "}}"),
            NodeKind.Metric => ("([", "])"),
            var kind => kind.IsPublication() ? ("[(", ")]") : ("[", "]"),
        };
        text.Append($"{indent}{id}{open}\"{Escape(node.Name)}\"{close}\n");
    }

    static string Escape(string text) => text.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal);
}

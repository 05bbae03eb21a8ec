using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>What decides, beside its inputs, what a node gives: its call in the workflow's body and its code.</summary>
static class NodeVersion
{
    /// <summary>Kept with each node of a run.</summary>
    public static string Of(NodeDefinition node)
    {
        var text = new StringBuilder();
        Describe(text, node);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    /// <summary>Whether a node is what it was when a run recorded it. What is not known of a run is taken to have changed.</summary>
    public static bool IsSame(NodeDefinition node, string? recorded) => recorded == Of(node);

    static void Describe(StringBuilder text, NodeDefinition node)
    {
        text.Append(node.Version).Append('\n').Append(node.CodeVersion).Append('\n');
        // Graphs put together by hand have no versions: there the definition has to do.
        if (node.Version is null)
            text.Append(node.Kind).Append('\n').Append(node.Method).Append('\n')
                .Append(node.Inputs.Count).Append('\n').AppendJoin(',', node.Outputs.Select(o => $"{o.Name} {o.Kind} {o.Type}")).Append('\n')
                .AppendJoin(',', node.Guards).Append('\n').AppendJoin(',', node.Bounds).Append('\n').Append(node.Severity).Append('\n')
                .Append(node.Resource).Append('\n').Append(node.Table).Append('\n').Append(node.Path).Append(node.Endpoint).Append('\n');
        foreach (var inner in node.Map?.Nodes ?? [])
            Describe(text, inner);
    }
}

using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Model;

namespace Aqueduct.Graph;

/// <summary>Hash of what a call in a workflow's body says: which method, given what, under which conditions. Positions and names of other nodes are no part of it.</summary>
/// <remarks>A run that continues an earlier one takes a node's result over where this hash, and everything before the node, is the same.</remarks>
static class CallVersion
{
    /// <summary>First 16 hexadecimal digits of the SHA-256.</summary>
    /// <param name="node">The call.</param>
    /// <param name="graphs">The graph the node is in last, those around it before.</param>
    public static string Of(NodeModel node, EquatableArray<NodeModel>[] graphs)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(Describe(node, graphs).ToString()));
        return BitConverter.ToString(hash, 0, 8).Replace("-", "").ToLowerInvariant();
    }

    static CanonicalJson Describe(NodeModel node, EquatableArray<NodeModel>[] graphs)
    {
        var arguments = new List<string>(node.Arguments.Count);
        foreach (var argument in node.Arguments)
            if (argument.Kind is not (ArgumentSource.Cancel or ArgumentSource.Context))
                arguments.Add(Describe(argument, graphs).Add("parameter", argument.Parameter).ToString());
        var json = new CanonicalJson()
            .Add("arguments", arguments)
            .Add("bounds", node.Bounds.Select(bound => new CanonicalJson().Add("kind", bound.Kind).Add("limit", bound.Limit).Add("severity", bound.Severity).ToString()))
            .Add("format", node.Format)
            .Add("guards", node.Guards.Select(guard => CanonicalJson.Quote(GuardText.Of(guard, graphs))))
            .Add("key", node.Key)
            .Add("kind", node.Kind.ToString())
            .Add("method", node.Method)
            .Add("mode", node.Mode)
            .Add("outputs", node.Outputs.Select(output => new CanonicalJson().Add("kind", output.Kind).Add("name", output.Name).Add("type", output.Type.Display).ToString()))
            .Add("path", node.Path)
            .Add("query", node.Sql)
            .Add("receiver", node.Receiver)
            .Add("resource", node.Resource)
            .Add("severity", node.Severity)
            .Add("table", node.Table);
        return node.Map is { } map ? json.AddObject("map", Describe(map, graphs)) : json;
    }

    static CanonicalJson Describe(MapModel map, EquatableArray<NodeModel>[] graphs)
    {
        EquatableArray<NodeModel>[] inside = [.. graphs, map.Nodes];
        var nodes = new List<string>(map.Nodes.Count);
        foreach (var node in map.Nodes)
            nodes.Add(Describe(node, inside).ToString());
        var json = new CanonicalJson().Add("item", map.Item).Add("nodes", nodes).AddObject("source", Describe(map.Source, graphs));
        return map.Result is { } result ? json.AddObject("result", Describe(result, inside)) : json;
    }

    static CanonicalJson Describe(ArgumentModel argument, EquatableArray<NodeModel>[] graphs)
    {
        var json = new CanonicalJson().Add("cast", argument.Cast);
        NodeModel Node() => graphs[graphs.Length - 1 - argument.Depth][argument.Node];
        return argument.Kind switch
        {
            ArgumentSource.Artifact => json.Add("artifact", Node().Outputs[argument.Output].Name),
            ArgumentSource.Tuple or ArgumentSource.NodeId => json.Add("node", Node().Name),
            ArgumentSource.Parameter => json.Add("workflowParameter", argument.Expression),
            ArgumentSource.Item => json.Add("item", argument.Expression),
            _ => json.Add("constant", argument.Expression),
        };
    }
}

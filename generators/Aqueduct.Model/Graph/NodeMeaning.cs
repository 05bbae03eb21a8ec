using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Graph;

/// <summary>A node as JSON, by names alone: the same wherever it stands in the body.</summary>
static class NodeMeaning
{
    public static CanonicalJson Of(NodeModel node, EquatableArray<NodeModel>[] graphs)
    {
        var json = new CanonicalJson()
            .Add("anomalies", ModelJson.Anomalies(node.Anomalies))
            .Add("endpoint", node.Endpoint)
            .Add("format", node.Format)
            .Add("guards", node.Guards.Select(guard => CanonicalJson.Quote(GuardText.Of(guard, graphs))))
            .Add("key", node.Key)
            .Add("kind", node.Kind.WordOf())
            .Add("method", $"{node.Owner}.{node.Call}")
            .Add("mode", node.Mode)
            .Add("onnx", node.Onnx)
            .Add("outputs", ModelJson.Outputs(node.Outputs))
            .Add("path", node.Path)
            .Add("prompt", node.Prompt)
            .Add("query", node.Sql)
            .Add("receiver", node.Receiver)
            .Add("resource", node.Resource)
            .Add("attach", node.Attach)
            .Add("subject", node.Subject)
            .Add("table", node.Table)
            .Add("to", node.To)
            .Add("arguments", Arguments(node.Arguments, graphs))
            .Add("bounds", ModelJson.Bounds(node.Bounds));
        if (node.Rows is { } rows)
            json.Add("rows", rows);
        if (node.Kind == NodeKind.Check)
            json.Add("severity", node.Severity);
        return node.Map is { } map ? json.AddObject("map", Of(map, graphs)) : json;
    }

    static CanonicalJson Of(MapModel map, EquatableArray<NodeModel>[] graphs)
    {
        EquatableArray<NodeModel>[] inner = [.. graphs, map.Nodes];
        var json = new CanonicalJson()
            .Add("item", map.Item)
            .Add("nodes", map.Nodes.Select(node => Of(node, inner).ToString()))
            .AddObject("source", Of(map.Source, graphs));
        return map.Result is { } result ? json.AddObject("result", Of(result, inner)) : json;
    }

    static List<string> Arguments(EquatableArray<ArgumentModel> arguments, EquatableArray<NodeModel>[] graphs)
    {
        var items = new List<string>(arguments.Count);
        foreach (var argument in arguments)
            if (argument.Kind is not (ArgumentSource.Cancel or ArgumentSource.Context))
                items.Add(Of(argument, graphs).Add("parameter", argument.Parameter).ToString());
        return items;
    }

    static CanonicalJson Of(ArgumentModel argument, EquatableArray<NodeModel>[] graphs)
    {
        var json = new CanonicalJson().Add("cast", argument.Cast).Add("source", argument.Kind.ToString());
        return argument.Kind switch
        {
            ArgumentSource.Artifact => json.Add("artifact", From(argument, graphs).Outputs[argument.Output].Name),
            ArgumentSource.Tuple or ArgumentSource.NodeId => json.Add("node", From(argument, graphs).Name),
            ArgumentSource.Column => json.Add("column", argument.Column),
            _ => json.Add("value", argument.Expression),
        };
    }

    static NodeModel From(ArgumentModel argument, EquatableArray<NodeModel>[] graphs) => graphs[graphs.Length - 1 - argument.Depth][argument.Node];
}

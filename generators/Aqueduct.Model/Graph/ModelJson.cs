using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Model;

namespace Aqueduct.Graph;

/// <summary>The model as the carrier's JSON; schema: docs/schema/aqueduct-model.v1.json.</summary>
static class ModelJson
{
    public static string Of(IReadOnlyList<WorkflowModel> workflows)
    {
        var items = new List<string>(workflows.Count);
        foreach (var workflow in workflows)
            items.Add(Describe(workflow).Add("version", Version(workflow)).ToString());
        return new CanonicalJson().Add("schema", "aqueduct-model/v1").Add("workflows", items).ToString();
    }

    /// <summary>First 16 hexadecimal digits of the SHA-256 of the workflow's JSON without its version.</summary>
    public static string Version(WorkflowModel workflow) => Hash(Describe(workflow));

    /// <summary>The same of what a node is: what it calls, with which values, under which conditions, and what it is measured by. How it is run is no part of it.</summary>
    /// <param name="graphs">The node's graph last, those around it before.</param>
    public static string Version(NodeModel node, EquatableArray<NodeModel>[] graphs) => Hash(NodeMeaning.Of(node, graphs));

    static string Hash(CanonicalJson json)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(json.ToString()));
        return BitConverter.ToString(hash, 0, 8).Replace("-", "").ToLowerInvariant();
    }

    static CanonicalJson Describe(WorkflowModel workflow)
    {
        var resources = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in NodeWalk.All(workflow.Nodes))
            if (node.Resource is not null)
                resources.Add(CanonicalJson.Quote(node.Resource));

        var parameters = workflow.Parameters.Select(parameter => new CanonicalJson()
            .Add("default", parameter.DefaultText)
            .Add("name", parameter.Name)
            .Add("required", parameter.IsRequired)
            .Add("type", parameter.Type.Display).ToString());

        var json = new CanonicalJson()
            .Add("after", workflow.After?.Value)
            .Add("catchUp", workflow.CatchUp?.Value ?? "Last")
            .Add("description", workflow.Description?.Value)
            .Add("entry", workflow.Entry)
            .Add("name", workflow.Name.Value)
            .Add("nodes", Nodes([workflow.Nodes]))
            .Add("overlap", workflow.Overlap?.Value ?? "Skip")
            .Add("parameters", parameters)
            .Add("resources", resources)
            .Add("schedule", workflow.Schedule?.Value)
            .Add("slug", workflow.Slug)
            .Add("snapshots", workflow.Snapshots?.Value ?? true)
            .Add("timeZone", workflow.TimeZone?.Value)
            .Add("timeout", Durations.Canonical(workflow.Timeout?.Value));
        // Left out where they are not given: the version of a workflow without them stays what it was.
        if (workflow.OnFile is { } file)
            json.Add("onFile", file.Value);
        if (workflow.Webhook is { Value: true })
            json.Add("webhook", true);
        return workflow.KeepRuns is { Value: not 0 } keep ? json.Add("keepRuns", keep.Value) : json;
    }

    /// <param name="graphs">The graph last, those around it before.</param>
    static List<string> Nodes(EquatableArray<NodeModel>[] graphs)
    {
        var nodes = new List<string>();
        foreach (var node in graphs[graphs.Length - 1])
            nodes.Add(Describe(node, graphs).ToString());
        return nodes;
    }

    static CanonicalJson Describe(NodeModel node, EquatableArray<NodeModel>[] graphs)
    {
        var json = new CanonicalJson()
            .Add("description", node.Description)
            .Add("endpoint", node.Endpoint)
            .Add("format", node.Format)
            .Add("group", node.Group)
            .Add("id", node.Id)
            .Add("image", node.Image)
            .Add("inputs", Numbers(node.Inputs))
            .Add("kind", node.Kind.WordOf())
            .Add("memory", node.Memory)
            .Add("method", node.QualifiedMethod)
            .Add("name", node.Name)
            .Add("onnx", node.Onnx)
            .Add("path", node.Path)
            .Add("prompt", node.Prompt)
            .Add("query", node.Sql)
            .Add("receiver", node.Receiver)
            .Add("resource", node.Resource)
            .Add("attach", node.Attach)
            .Add("subject", node.Subject)
            .Add("table", node.Table)
            .Add("to", node.To)
            .Add("mode", node.Mode)
            .Add("key", node.Key)
            .Add("timeout", Durations.Canonical(node.Timeout));
        if (node.Cpu != 0)
            json.Add("cpu", node.Cpu);
        if (node.Gpu != 0)
            json.Add("gpu", node.Gpu);
        if (node.Rows is { } rows)
            json.Add("rows", rows);
        if (node.Priority != 0)
            json.Add("priority", node.Priority);
        if (node.Retries != 0)
            json.Add("retries", node.Retries);
        if (!node.Snapshot)
            json.Add("snapshot", false);
        if (node.Cache)
            json.Add("cache", true);
        if (node.Guards.Count > 0)
            json.Add("guards", node.Guards.Select(guard => CanonicalJson.Quote(GuardText.Of(guard, graphs))));
        if (node.Map is { } map)
            json.AddObject("map", Describe(map, graphs));
        if (node.Kind == NodeKind.Check)
            json.Add("severity", node.Severity);
        if (Arguments(node.Arguments) is { Count: > 0 } arguments)
            json.Add("arguments", arguments);
        if (node.Anomalies.Count > 0)
            json.Add("anomalies", Anomalies(node.Anomalies));
        if (node.Bounds.Count > 0)
            json.Add("bounds", Bounds(node.Bounds));
        if (node.Outputs.Count > 0)
            json.Add("outputs", Outputs(node.Outputs));
        return json;
    }

    static CanonicalJson Describe(MapModel map, EquatableArray<NodeModel>[] graphs)
    {
        var json = new CanonicalJson()
            .Add("item", map.Item)
            .Add("nodes", Nodes([.. graphs, map.Nodes]))
            .AddObject("source", Describe(map.Source));
        if (map.MaxParallel != 0)
            json.Add("maxParallel", map.MaxParallel);
        return map.Result is { } result ? json.AddObject("result", Describe(result)) : json;
    }

    static string[] Numbers(EquatableArray<int> numbers) =>
        numbers.Select(number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Which value each parameter receives: what the engine supplies is no part of the model.</summary>
    static List<string> Arguments(EquatableArray<ArgumentModel> arguments)
    {
        var items = new List<string>(arguments.Count);
        foreach (var argument in arguments)
        {
            if (argument.Kind is not (ArgumentSource.Cancel or ArgumentSource.Context))
                items.Add(Describe(argument).Add("parameter", argument.Parameter).ToString());
        }

        return items;
    }

    static CanonicalJson Describe(ArgumentModel argument)
    {
        var json = new CanonicalJson();
        if (argument.Depth != 0 && argument.Kind != ArgumentSource.Item)
            json.Add("depth", argument.Depth);
        return argument.Kind switch
        {
            ArgumentSource.Artifact => json.Add("node", argument.Node).Add("output", argument.Output),
            ArgumentSource.Tuple => json.Add("node", argument.Node),
            ArgumentSource.Parameter => json.Add("workflowParameter", argument.Expression),
            ArgumentSource.Constant => json.Add("constant", argument.Expression),
            ArgumentSource.Column => json.Add("column", argument.Column),
            ArgumentSource.Item => json.Add("item", argument.Expression),
            _ => json,
        };
    }

    internal static string[] Bounds(EquatableArray<BoundModel> bounds) => bounds.Select(bound =>
        new CanonicalJson().Add("kind", bound.Kind).Add("limit", bound.Limit).Add("severity", bound.Severity).ToString());

    internal static string[] Anomalies(EquatableArray<AnomalyModel> anomalies) => anomalies.Select(anomaly => new CanonicalJson()
        .Add("method", anomaly.Method)
        .Add("minimumRuns", anomaly.MinimumRuns.Value)
        .Add("season", anomaly.Season.Value)
        .Add("severity", anomaly.Severity)
        .Add("threshold", anomaly.Threshold.Value)
        .Add("window", anomaly.Window.Value).ToString());

    internal static string[] Outputs(EquatableArray<OutputModel> outputs) => outputs.Select(output =>
        new CanonicalJson().Add("kind", output.Kind).Add("name", output.Name).Add("type", output.Type.Display).ToString());
}

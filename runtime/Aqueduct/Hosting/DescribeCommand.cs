using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Shows a workflow's graph as text, JSON or Mermaid.</summary>
static class DescribeCommand
{
    public static int Run(WorkflowDefinition workflow, HostEnvironment environment, bool json, bool mermaid)
    {
        if (json)
            CommandLines.WriteJson(environment, w => WriteJson(w, workflow));
        else
            environment.Out.Write(mermaid ? MermaidGraph.Of(workflow) : Text(workflow));
        return ExitCode.Succeeded;
    }

    static string Text(WorkflowDefinition workflow)
    {
        var text = new StringBuilder();
        text.Append($"{workflow.Name} ({workflow.Slug}, version {workflow.Version})\n");
        if (workflow.Description is { } description)
            text.Append(description + "\n");
        if (workflow.Schedule is { } schedule)
            text.Append($"Schedule: {schedule} {workflow.TimeZone ?? "UTC"}\n");
        if (workflow.After is { } after)
            text.Append($"After: {after}\n");
        foreach (var parameter in workflow.Parameters)
            text.Append($"--{parameter.Name} <{parameter.Type}>{(parameter.Required ? " required" : " = " + (parameter.Default ?? "null"))}\n");
        text.Append('\n');
        AppendNodes(text, workflow.Nodes, "");
        return text.ToString();
    }

    static void AppendNodes(StringBuilder text, IReadOnlyList<NodeDefinition> nodes, string indent)
    {
        foreach (var line in NodeTree.Of([.. nodes.Select(n => n.Inputs)]))
        {
            var node = nodes[line.Node];
            var others = line.OtherInputs.Count == 0 ? "" : $"  ← {string.Join(", ", line.OtherInputs.Select(i => nodes[i].Name))}";
            text.Append($"{indent}{line.Prefix}{node.Name}  {Words.Of(node.Kind)}{Details(node)}{others}\n");
            if (node.Map is not { } map)
                continue;
            text.Append($"{indent}{new string(' ', line.Prefix.Length)}  for each {map.Item}{(map.MaxParallel > 0 ? $", at most {map.MaxParallel} at once" : "")}:\n");
            AppendNodes(text, map.Nodes, indent + new string(' ', line.Prefix.Length + 4));
        }
    }

    static string Details(NodeDefinition node)
    {
        var details = new List<string>();
        if (node.Kind == NodeKind.Check)
            details.Add(node.Severity.ToString().ToLowerInvariant());
        details.AddRange(node.Bounds.Select(b => $"{Words.Of(b)} ({b.Severity.ToString().ToLowerInvariant()})"));
        details.AddRange(node.Anomalies.Select(a => $"{Words.Of(a)} ({a.Severity.ToString().ToLowerInvariant()})"));
        if (node.Resource is { } resource)
            details.Add(node.Table is { } table ? $"{table} in {resource}" : node.Subject is { } subject ? $"“{subject}” by {resource}" : node.Kind.IsNotice() ? $"by {resource}" : $"from {resource}");
        details.AddRange(node.Outputs.Where(_ => node.Kind is NodeKind.Operator or NodeKind.Sql).Select(o => $"→ {o.Name}: {o.Type}"));
        if (node.Path is { } path)
            details.Add(path);
        if (node.Endpoint is { } endpoint)
            details.Add("to endpoint " + endpoint);
        if (node.Guards.Count > 0)
            details.Add("if " + string.Join(" && ", node.Guards));
        if (node.Group is { } group)
            details.Add("of " + group);
        return details.Count == 0 ? "" : "  " + string.Join(", ", details);
    }

    /// <summary>A workflow as JSON; schema: docs/schema/aqueduct-describe.v1.json.</summary>
    public static void WriteJson(Utf8JsonWriter json, WorkflowDefinition workflow)
    {
        json.WriteStartObject();
        json.WriteString("name", workflow.Name);
        json.WriteString("slug", workflow.Slug);
        json.WriteString("version", workflow.Version);
        json.WriteString("description", workflow.Description);
        json.WriteString("schedule", workflow.Schedule);
        json.WriteString("timeZone", workflow.TimeZone);
        json.WriteString("after", workflow.After);
        json.WriteStartArray("parameters");
        foreach (var parameter in workflow.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("type", parameter.Type);
            json.WriteBoolean("required", parameter.Required);
            json.WriteString("default", parameter.Default);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("nodes");
        foreach (var node in workflow.Nodes)
            WriteNode(json, node, workflow.Nodes);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteNode(Utf8JsonWriter json, NodeDefinition node, IReadOnlyList<NodeDefinition> nodes)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("kind", Words.Of(node.Kind));
        json.WriteString("method", node.Method);
        json.WriteString("description", node.Description);
        json.WriteStartArray("inputs");
        foreach (var input in node.Inputs)
            json.WriteStringValue(nodes[input].Name);
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (var output in node.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output.Name);
            json.WriteString("kind", output.Kind);
            json.WriteString("type", output.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("retries", node.Retries);
        json.WriteString("timeout", node.Timeout?.ToString("c"));
        if (node.Kind == NodeKind.Check)
            json.WriteString("severity", node.Severity.ToString());
        if (node.Kind == NodeKind.Metric)
            WriteBounds(json, node.Bounds);
        if (node.Anomalies.Count > 0)
            WriteAnomalies(json, node.Anomalies);
        json.WriteString("resource", node.Resource);
        json.WriteString("table", node.Table);
        if (node.Path is { } path)
            json.WriteString("path", path);
        if (node.Endpoint is { } endpoint)
            json.WriteString("endpoint", endpoint);
        if (node.Subject is { } mailed)
            json.WriteString("subject", mailed);
        if (node.Guards.Count > 0)
        {
            json.WriteStartArray("guards");
            foreach (var guard in node.Guards)
                json.WriteStringValue(guard);
            json.WriteEndArray();
        }

        if (node.Group is { } group)
            json.WriteString("group", group);
        if (node.Map is { } map)
            WriteMap(json, map);
        json.WriteEndObject();
    }

    static void WriteMap(Utf8JsonWriter json, MapDefinition map)
    {
        json.WriteStartObject("map");
        json.WriteString("item", map.Item);
        json.WriteNumber("maxParallel", map.MaxParallel);
        json.WriteStartArray("nodes");
        foreach (var node in map.Nodes)
            WriteNode(json, node, map.Nodes);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteAnomalies(Utf8JsonWriter json, IReadOnlyList<AnomalyDefinition> anomalies)
    {
        json.WriteStartArray("anomalies");
        foreach (var anomaly in anomalies)
        {
            json.WriteStartObject();
            json.WriteString("method", anomaly.Method.ToString());
            json.WriteNumber("window", anomaly.Window);
            json.WriteNumber("threshold", anomaly.Threshold);
            json.WriteNumber("season", anomaly.Season);
            json.WriteNumber("minimumRuns", anomaly.MinimumRuns);
            json.WriteString("severity", anomaly.Severity.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteBounds(Utf8JsonWriter json, IReadOnlyList<BoundDefinition> bounds)
    {
        json.WriteStartArray("bounds");
        foreach (var bound in bounds)
        {
            json.WriteStartObject();
            json.WriteString("kind", bound.Kind.ToString());
            RunJson.WriteNumber(json, "limit", bound.Limit);
            json.WriteString("severity", bound.Severity.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

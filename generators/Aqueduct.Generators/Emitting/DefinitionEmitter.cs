using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Graph;
using Aqueduct.Model;
using Aqueduct.Rules;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes what is known of a workflow at compile time.</summary>
static class DefinitionEmitter
{
    public static void Write(SourceWriter writer, WorkflowModel workflow)
    {
        writer.Open("public override global::Aqueduct.Runtime.WorkflowDefinition Definition { get; } = new()");
        writer.Line($"Name = {Text.Quote(workflow.Name.Value)},");
        writer.Line($"Slug = {Text.Quote(workflow.Slug)},");
        writer.Line($"Version = {Text.Quote(ModelJson.Version(workflow))},");
        foreach (var member in Options(workflow))
            writer.Line(member + ",");
        if (workflow.Parameters.Count > 0)
        {
            writer.Line("Parameters =");
            writer.Line("[");
            writer.Indent();
            foreach (var parameter in workflow.Parameters)
                writer.Line($"new({Text.Quote(parameter.Name)}, {Text.Quote(parameter.Type.Display)}, {(parameter.IsRequired ? "true" : "false")}{(parameter.DefaultText is null ? "" : ", " + Text.Quote(parameter.DefaultText))}),");
            writer.Outdent();
            writer.Line("],");
        }

        WriteNodes(writer, [workflow.Nodes]);
        writer.Close(";");
    }

    /// <param name="graphs">The graph last, those around it before.</param>
    static void WriteNodes(SourceWriter writer, EquatableArray<NodeModel>[] graphs)
    {
        writer.Line("Nodes =");
        writer.Line("[");
        writer.Indent();
        foreach (var node in graphs[graphs.Length - 1])
        {
            writer.Open($"new() // {Text.Number(node.Id)}");
            writer.Fill(Members(node, graphs));
            if (node.Map is not { } map)
            {
                writer.Close(",");
                continue;
            }

            writer.Open("Map = new()");
            writer.Line($"Item = {Text.Quote(map.Item)},");
            if (map.MaxParallel != 0)
                writer.Line($"MaxParallel = {Text.Number(map.MaxParallel)},");
            if (map.Result is { } result)
                writer.Line($"Result = {Text.Number(result.Node)},");
            WriteNodes(writer, [.. graphs, map.Nodes]);
            writer.Close(",");
            writer.Close(",");
        }

        writer.Outdent();
        writer.Line("],");
    }

    static IEnumerable<string> Options(WorkflowModel workflow)
    {
        if (workflow.Description is { } description)
            yield return $"Description = {Text.Quote(description.Value)}";
        if (workflow.Schedule is { } schedule)
            yield return $"Schedule = {Text.Quote(schedule.Value)}";
        if (workflow.TimeZone is { } zone)
            yield return $"TimeZone = {Text.Quote(zone.Value)}";
        if (workflow.After is { } after)
            yield return $"After = {Text.Quote(after.Value)}";
        if (workflow.OnFile is { } file)
            yield return $"OnFile = {Text.Quote(file.Value)}";
        if (workflow.Webhook is { Value: true })
            yield return "Webhook = true";
        if (Duration(workflow.Timeout?.Value) is { } timeout)
            yield return $"Timeout = {timeout}";
        if (workflow.Overlap is { } overlap)
            yield return $"Overlap = {Text.Member("Overlap", overlap.Value)}";
        if (workflow.CatchUp is { } catchUp)
            yield return $"CatchUp = {Text.Member("CatchUp", catchUp.Value)}";
        if (workflow.KeepRuns is { } keep)
            yield return $"KeepRuns = {Text.Number(keep.Value)}";
        if (workflow.Snapshots is { Value: false })
            yield return "Snapshots = false";
    }

    static IEnumerable<string> Members(NodeModel node, EquatableArray<NodeModel>[] graphs)
    {
        yield return $"Name = {Text.Quote(node.Name)}";
        yield return $"Kind = global::Aqueduct.Runtime.NodeKind.{node.Kind}";
        yield return $"Method = {Text.Quote(node.QualifiedMethod)}";
        yield return $"Version = {Text.Quote(ModelJson.Version(node, graphs))}";
        if (node.Kind is NodeKind.Operator or NodeKind.Check or NodeKind.Metric)
            yield return $"Code = {Code(node)}";
        if (node.Description is not null)
            yield return $"Description = {Text.Quote(node.Description)}";
        if (node.Inputs.Count > 0)
            yield return $"Inputs = {Text.List([.. node.Inputs.AsSpan()])}";
        if (node.Outputs.Count > 0)
            yield return $"Outputs = [{string.Join(", ", Outputs(node))}]";
        if (node.Retries != 0)
            yield return $"Retries = {Text.Number(node.Retries)}";
        if (Duration(node.Timeout) is { } timeout)
            yield return $"Timeout = {timeout}";
        if (node.Kind == NodeKind.Check)
            yield return $"Severity = {Text.Member("Severity", node.Severity)}";
        if (node.Bounds.Count > 0)
            yield return $"Bounds = [{string.Join(", ", Bounds(node))}]";
        if (node.Anomalies.Count > 0)
            yield return $"Anomalies = [{string.Join(", ", Anomalies(node))}]";
        if (node.Resource is not null)
            yield return $"Resource = {Text.Quote(node.Resource)}";
        if (node.Table is not null)
            yield return $"Table = {Text.Quote(node.Table)}";
        if (node.Endpoint is not null)
            yield return $"Endpoint = {Text.Quote(node.Endpoint)}";
        if (node.Path is not null)
            yield return $"Path = {Text.Quote(node.Path)}";
        if (node.Subject is not null)
            yield return $"Subject = {Text.Quote(node.Subject)}";
        if (node.Cpu != 0)
            yield return $"Cpu = {Number(node.Cpu)}";
        if (node.Memory is { } memory && Quantities.Bytes(memory) is > 0 and var bytes)
            yield return $"Memory = {bytes.ToString(CultureInfo.InvariantCulture)}L /* {memory} */";
        if (node.Gpu != 0)
            yield return $"Gpu = {Text.Number(node.Gpu)}";
        if (node.Image is not null)
            yield return $"Image = {Text.Quote(node.Image)}";
        if (node.Priority != 0)
            yield return $"Priority = {Text.Number(node.Priority)}";
        if (!node.Snapshot)
            yield return "Snapshot = false";
        if (node.Guards.Count > 0)
            yield return $"Guards = [{string.Join(", ", node.Guards.Select(guard => Text.Quote(GuardText.Of(guard, graphs))))}]";
        if (node.Group is not null)
            yield return $"Group = {Text.Quote(node.Group)}";
        if (node.Cache)
            yield return "Cache = true";
    }

    static string Code(NodeModel node)
    {
        var method = node.QualifiedMethod.Replace("@", "");
        return $"new({Text.Quote(method)}{(node.IsForeign ? $", typeof({node.Owner})" : "")})";
    }

    static string[] Outputs(NodeModel node) => node.Outputs.Select(output =>
        $"new({Text.Quote(output.Name)}, {Text.Quote(output.Kind)}, {Text.Quote(output.Type.Display)})");

    static string[] Bounds(NodeModel node) => node.Bounds.Select(bound =>
        $"new(global::Aqueduct.Runtime.BoundKind.{bound.Kind}, {Number(bound.Limit)}, {Text.Member("Severity", bound.Severity)})");

    static string[] Anomalies(NodeModel node) => node.Anomalies.Select(anomaly => "new("
        + $"{Text.Member("AnomalyMethod", anomaly.Method)}, {Text.Number(anomaly.Window.Value)}, {Number(anomaly.Threshold.Value)}, {Text.Number(anomaly.Season.Value)}, "
        + $"{Text.Number(anomaly.MinimumRuns.Value)}, {Text.Member("Severity", anomaly.Severity)})");

    static string Number(double value) => double.IsInfinity(value)
        ? value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture) + "D";

    static string? Duration(string? text) => Durations.TryParse(text, out var duration)
        ? $"global::System.TimeSpan.FromTicks({duration.Ticks.ToString(CultureInfo.InvariantCulture)}L) /* {Durations.Canonical(text)} */"
        : null;
}

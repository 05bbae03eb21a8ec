using System.Text.Json;
using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>What a preview has computed, for people and as JSON; schema: docs/schema/aqueduct-preview.v1.json.</summary>
sealed class PreviewText(HostEnvironment environment, WorkflowDefinition workflow, int node, RunDetails run, IReadOnlyList<PreviewValue> values, int rows)
{
    readonly NodeDefinition _definition = workflow.Nodes[node];
    readonly NodeRecord _record = run.Nodes[node];

    IReadOnlyList<NodeRecord> Failed => [.. run.Nodes.Where(n => n.State == NodeState.Failed)];

    IReadOnlyList<CheckRecord> Checks => [.. run.Checks.Where(c => c.Node == _definition.Name)];

    IReadOnlyList<MetricRecord> Metrics => [.. run.Metrics.Where(m => m.Node == _definition.Name)];

    public void Write(bool json)
    {
        if (json)
            CommandLines.WriteJson(environment, WriteJson);
        else
            Styles.Write(environment, Write);
    }

    void Write(IAnsiConsole console)
    {
        console.Write(new Markup($"[{Styles.Color(_record.State)}]{Styles.Glyph(_record.State)}[/] [bold]{Markup.Escape(_definition.Name)}[/] [dim]{Markup.Escape(string.Join(", ", About()))}[/]\n"));
        foreach (var metric in Metrics)
            console.Write(new Markup($"[bold]{Words.Number(metric.Value)}[/]\n"));
        foreach (var check in Checks)
            console.Write(new Markup($"{(check.Passed ? "[green]✓[/]" : "[yellow]✗[/]")} {Markup.Escape(check.Name)} ({check.Severity.ToString().ToLowerInvariant()}): {Markup.Escape(check.Detail)}\n"));
        foreach (var value in Metrics.Count + Checks.Count == 0 ? values : [])
            Write(console, value);
        foreach (var failed in Failed)
            FailureBlock.Write(console, failed);
        if (run.Run.Failure is { } failure)
            FailureBlock.Write(console, "The preview failed", failure, "");
    }

    /// <summary>What stands behind the name: its kind, whether it was computed, and in which branch or for what it stands.</summary>
    IEnumerable<string> About()
    {
        yield return $"{Words.Of(_definition.Kind)} of {workflow.Name}";
        if (_record.State == NodeState.Skipped)
            yield return _record.Reason ?? "not computed, because what it needs failed";
        else if (_record.State == NodeState.Canceled)
            yield return "canceled";
        else if (_record.Reason is { } reason)
            yield return reason;
        if (_record.State.Passed() && _definition.Guards.Count > 0)
            yield return $"because {string.Join(" && ", _definition.Guards)}";
        if (_record.State.Passed() && _definition.Map is { } map)
            yield return $"for each {map.Item}: {Words.Items(_record.Items ?? 0)}{(values.Count == 0 ? ", which give nothing to look at" : "")}";
        foreach (var output in _definition.Outputs.Where(_ => _record.State.Passed() && _definition.Kind is not (NodeKind.Check or NodeKind.Metric)))
            yield return $"{output.Name}: {output.Type}";
    }

    void Write(IAnsiConsole console, PreviewValue value)
    {
        if (values.Count > 1)
            console.Write(new Markup($"\n[bold]{Markup.Escape(_definition.Outputs[value.Output].Name)}[/]\n"));
        if (value.Table is { } table)
            WriteTable(console, table, value.Rows);
        else if (value.IsJson)
            WriteJson(console, value.Content);
        else
            console.Write(Styles.Dim($"{value.MediaType}, {Words.Bytes(value.Content.Length)}\n"));
    }

    void WriteTable(IAnsiConsole console, ITabular table, int count)
    {
        var shown = Math.Min(rows, table.Count);
        RowsText.Write(console, table, shown);
        console.Write(Styles.Dim(shown < count ? $"{Words.Rows(shown)} of {Words.Count(count)}; --rows shows more\n" : $"{Words.Rows(count)}\n"));
    }

    void WriteJson(IAnsiConsole console, byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Array)
        {
            console.Write(Styles.Plain((root.ValueKind == JsonValueKind.String ? root.GetString()! : Pretty(root)) + "\n"));
            return;
        }

        foreach (var element in root.EnumerateArray().Take(rows))
            console.Write(Styles.Plain(Pretty(element) + "\n"));
        var count = root.GetArrayLength();
        console.Write(Styles.Dim(count > rows ? $"{Words.Count(rows)} of {Words.Count(count)} elements; --rows shows more\n" : count == 1 ? "1 element\n" : $"{Words.Count(count)} elements\n"));
    }

    static string Pretty(JsonElement element)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, CommandLines.Indented))
            element.WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("workflow", workflow.Name);
        json.WriteString("node", _definition.Name);
        json.WriteString("kind", Words.Of(_definition.Kind));
        json.WriteString("state", _record.State.ToString());
        RunJson.WriteParameters(json, run.Run.Parameters);
        if (_record.Reason is { } reason)
            json.WriteString("reason", reason);
        if (_record.Items is { } items)
            json.WriteNumber("items", items);
        json.WriteStartArray("values");
        foreach (var value in values)
            WriteJson(json, value);
        json.WriteEndArray();
        RunJson.WriteArray(json, "metrics", Metrics, RunJson.WriteMetric);
        RunJson.WriteArray(json, "checks", Checks, RunJson.WriteCheck);
        RunJson.WriteArray(json, "failures", Failed, (w, n) =>
        {
            w.WriteString("node", n.Name);
            RunJson.WriteFailure(w, n.Failure);
            w.WriteString("output", n.Output);
        });
        if (run.Run.Failure is not null)
        {
            json.WriteStartObject("failure");
            RunJson.WriteFailure(json, run.Run.Failure);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    void WriteJson(Utf8JsonWriter json, PreviewValue value)
    {
        json.WriteStartObject();
        json.WriteString("name", _definition.Outputs[value.Output].Name);
        json.WriteString("type", _definition.Outputs[value.Output].Type);
        if (value.Table is { } table)
            PreviewRows.Write(json, table, value.Rows, rows);
        else if (value.IsJson)
        {
            json.WritePropertyName("value");
            json.WriteRawValue(value.Content);
        }
        else
        {
            json.WriteString("mediaType", value.MediaType);
            json.WriteNumber("bytes", value.Content.Length);
        }

        json.WriteEndObject();
    }
}

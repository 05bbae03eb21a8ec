using System.Globalization;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Runs as JSON; schemas: docs/schema/aqueduct-runs.v1.json, aqueduct-run.v1.json and aqueduct-metrics.v1.json.</summary>
static class RunJson
{
    /// <summary>A list of runs.</summary>
    public static void WriteRuns(Utf8JsonWriter json, IEnumerable<RunRecord> runs)
    {
        json.WriteStartArray();
        foreach (var run in runs)
        {
            json.WriteStartObject();
            WriteRun(json, run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>One run with its nodes, metrics, checks, artifacts and publications.</summary>
    public static void WriteDetails(Utf8JsonWriter json, RunDetails details, IReadOnlyList<string>? cascaded = null)
    {
        json.WriteStartObject();
        WriteRun(json, details.Run);
        WriteTime(json, "logicalTime", details.Run.LogicalTime);
        WriteFailure(json, details.Run.Failure);
        var costs = new RunCosts(details);
        CostJson.Write(json, costs.Whole);
        WriteArray(json, "nodes", details.Nodes, (w, n) => WriteNode(w, n, details, costs));
        WriteArray(json, "metrics", details.Metrics, WriteMetric);
        WriteArray(json, "checks", details.Checks, WriteCheck);
        WriteArray(json, "artifacts", details.Artifacts, WriteArtifact);
        WriteArray(json, "publications", details.Publications, (w, p) =>
        {
            w.WriteString("node", p.Node);
            w.WriteString("resource", p.Resource);
            w.WriteString("table", p.Table);
            w.WriteNumber("rows", p.Rows);
            w.WriteString("location", p.Location);
            WriteTime(w, "publishedAt", p.PublishedAt);
        });
        if (cascaded is { Count: > 0 })
        {
            json.WriteStartArray("cascaded");
            foreach (var run in cascaded)
                json.WriteStringValue(run);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>All metrics with their last values.</summary>
    public static void WriteMetrics(Utf8JsonWriter json, IReadOnlyList<MetricLine> lines)
    {
        json.WriteStartArray();
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("workflow", line.Workflow);
            json.WriteString("name", line.Name);
            json.WriteNumber("runs", line.Runs);
            json.WriteString("run", line.Last[0].Run);
            WriteTime(json, "startedAt", line.Last[0].At);
            WriteNumber(json, "value", line.Last[0].Value);
            if (line.Change is { } change)
                WriteNumber(json, "change", change);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>One metric over runs.</summary>
    public static void WriteHistory(Utf8JsonWriter json, MetricHistory history)
    {
        json.WriteStartObject();
        json.WriteString("workflow", history.Workflow);
        json.WriteString("name", history.Name);
        WriteArray(json, "values", history.Values, (w, v) =>
        {
            w.WriteString("run", v.Run);
            w.WriteString("state", v.State.ToString());
            WriteTime(w, "startedAt", v.At);
            WriteTime(w, "logicalTime", v.LogicalTime);
            WriteNumber(w, "value", v.Value);
            WriteArray(w, "checks", v.Checks, WriteCheck);
        });
        json.WriteEndObject();
    }

    public static void WriteParameters(Utf8JsonWriter json, IReadOnlyDictionary<string, string> parameters)
    {
        json.WriteStartObject("parameters");
        foreach (var (name, value) in parameters)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    public static void WriteFailure(Utf8JsonWriter json, Failure? failure)
    {
        json.WriteString("owner", failure?.Owner switch { FailureOwner.User => "user", FailureOwner.System => "system", _ => null });
        json.WriteString("error", failure?.Error);
        json.WriteString("stackTrace", failure?.StackTrace);
        json.WriteString("tip", failure?.Tip);
    }

    /// <summary>A number; NaN and infinities, which JSON lacks, as text.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The members of a run.</summary>
    public static void WriteRun(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteString("id", run.Id);
        json.WriteString("workflow", run.Workflow);
        json.WriteString("version", run.Version);
        json.WriteString("state", run.State.ToString());
        WriteTime(json, "startedAt", run.StartedAt);
        WriteTime(json, "finishedAt", run.FinishedAt);
        WriteParameters(json, run.Parameters);
        if (run.Continues is { } continues)
            json.WriteString("continues", continues);
        if (run.Priority != 0)
            json.WriteNumber("priority", run.Priority);
        if (run.Interrupted)
            json.WriteBoolean("interrupted", true);
    }

    /// <summary>The members of a node.</summary>
    public static void WriteNode(Utf8JsonWriter json, NodeRecord node, RunDetails details, RunCosts costs)
    {
        json.WriteString("name", node.Name);
        json.WriteString("kind", Words.Of(node.Kind));
        json.WriteStartArray("inputs");
        foreach (var input in node.Inputs)
            json.WriteStringValue(details.Nodes[input].Name);
        json.WriteEndArray();
        json.WriteString("state", node.State.ToString());
        WriteTime(json, "startedAt", node.StartedAt);
        WriteTime(json, "finishedAt", node.FinishedAt);
        json.WriteNumber("attempts", node.Attempts);
        WriteFailure(json, node.Failure);
        json.WriteString("output", node.Output);
        if (node.Reason is { } reason)
            json.WriteString("reason", reason);
        if (node.Items is { } items)
            WriteItems(json, node, items, details.Items);
        CostJson.Write(json, costs.Of(node));
    }

    static void WriteItems(Utf8JsonWriter json, NodeRecord node, int total, ItemOverview items)
    {
        json.WriteStartObject("items");
        json.WriteNumber("total", total);
        json.WriteStartObject("states");
        foreach (var count in items.Counts.Where(c => c.Map == node.Id))
            json.WriteNumber(count.State.ToString(), count.Count);
        json.WriteEndObject();
        WriteArray(json, "noted", [.. items.Noted.Where(i => i.Map == node.Id)], WriteItem);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of an item's node.</summary>
    public static void WriteItem(Utf8JsonWriter json, ItemRecord item)
    {
        json.WriteString("name", item.Name);
        json.WriteNumber("item", item.Item);
        json.WriteString("kind", Words.Of(item.Kind));
        json.WriteString("state", item.State.ToString());
        WriteTime(json, "startedAt", item.StartedAt);
        WriteTime(json, "finishedAt", item.FinishedAt);
        json.WriteNumber("attempts", item.Attempts);
        WriteFailure(json, item.Failure);
        json.WriteString("output", item.Output);
        if (item.Reason is { } reason)
            json.WriteString("reason", reason);
    }

    public static void WriteMetric(Utf8JsonWriter json, MetricRecord metric)
    {
        json.WriteString("node", metric.Node);
        json.WriteString("name", metric.Name);
        WriteNumber(json, "value", metric.Value);
    }

    public static void WriteCheck(Utf8JsonWriter json, CheckRecord check)
    {
        json.WriteString("node", check.Node);
        json.WriteString("name", check.Name);
        json.WriteString("severity", check.Severity.ToString());
        json.WriteBoolean("passed", check.Passed);
        json.WriteString("detail", check.Detail);
    }

    static void WriteArtifact(Utf8JsonWriter json, ArtifactRecord artifact)
    {
        json.WriteString("node", artifact.Node);
        json.WriteString("name", artifact.Name);
        json.WriteString("kind", artifact.Kind);
        json.WriteString("type", artifact.Type);
        json.WriteString("mediaType", artifact.MediaType);
        json.WriteString("hash", artifact.Hash);
        json.WriteNumber("bytes", artifact.Bytes);
        if (artifact.Rows is { } rows)
            json.WriteNumber("rows", rows);
        if (artifact.Value is { } value)
            json.WriteString("value", value);
    }

    static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) => json.WriteString(name, StoreText.Of(time));

    public static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WritePropertyName(name);
        WriteArray(json, items, write);
    }

    public static void WriteArray<T>(Utf8JsonWriter json, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Observability.Lineage;

/// <summary>Writes the events of OpenLineage's specification 2.0.2.</summary>
static class LineageEvent
{
    const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

    static readonly string Version = typeof(LineageEvent).Assembly.GetName().Version!.ToString(3);

    /// <summary>Who says so.</summary>
    public static string Producer => "https://aqueduct.build/openlineage/" + Version;

    /// <summary>An event of a run.</summary>
    public static string OfRun(LineageSettings settings, WorkflowDefinition workflow, RunDetails run, string type, DateTimeOffset at, IReadOnlyList<DatasetUse> inputs, IReadOnlyList<DatasetUse> outputs) => Write(json =>
    {
        Begin(json, type, at);
        json.WriteStartObject("run");
        json.WriteString("runId", IdOf(run.Run.Id));
        json.WriteStartObject("facets");
        if (settings.Parent is { } parent)
            Facets.Parent(json, parent.Run, parent.Namespace, parent.Job);
        WriteRun(json, run);
        if (type == "FAIL" && (run.Run.Failure ?? RunOutcome.Failure(run)) is { } failure)
            Facets.Error(json, failure);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("job");
        json.WriteString("namespace", settings.Namespace);
        json.WriteString("name", workflow.Slug);
        json.WriteStartObject("facets");
        Facets.JobType(json, "DAG");
        Facets.Documentation(json, workflow.Description);
        json.WriteEndObject();
        json.WriteEndObject();
        Datasets(json, inputs, outputs, []);
    });

    /// <summary>An event of a node: a job of its own, whose run is a part of the workflow's.</summary>
    public static string OfNode(LineageSettings settings, WorkflowDefinition workflow, RunDetails run, NodeLineage node, string type, DateTimeOffset at) => Write(json =>
    {
        Begin(json, type, at);
        json.WriteStartObject("run");
        json.WriteString("runId", IdOf(run.Run.Id + "\n" + node.Node.Name));
        json.WriteStartObject("facets");
        Facets.Parent(json, IdOf(run.Run.Id), settings.Namespace, workflow.Slug, settings.Parent);
        WriteRun(json, run);
        if (type == "FAIL" && node.Node.Failure is { } failure)
            Facets.Error(json, failure);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("job");
        json.WriteString("namespace", settings.Namespace);
        json.WriteString("name", $"{workflow.Slug}.{node.Node.Name}");
        json.WriteStartObject("facets");
        Facets.JobType(json, Words.Of(node.Node.Kind).ToUpperInvariant());
        Facets.Documentation(json, node.Definition.Description);
        if (node.Query is { } query)
            Facets.Sql(json, query, node.Dialect!);
        json.WriteEndObject();
        json.WriteEndObject();
        // Of what was written is told when it is there.
        Datasets(json, node.Inputs, type == "START" ? [] : node.Outputs, type == "START" ? [] : node.Checks);
    });

    /// <summary>The UUID of a run or of a node in it: the same in every event, whichever process sends it. Version 8 of RFC 9562, of the SHA-256 of what it stands for.</summary>
    public static Guid IdOf(string what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("aqueduct\n" + what)).AsSpan(0, 16);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }

    static void WriteRun(Utf8JsonWriter json, RunDetails run)
    {
        Facets.NominalTime(json, run.Run.LogicalTime);
        Facets.Engine(json, Version);
        Facets.Aqueduct(json, run.Run);
    }

    static void Datasets(Utf8JsonWriter json, IReadOnlyList<DatasetUse> inputs, IReadOnlyList<DatasetUse> outputs, IReadOnlyList<CheckRecord> checks)
    {
        RunJson.WriteArray(json, "inputs", inputs, (w, d) =>
        {
            Named(w, d);
            w.WriteStartObject("inputFacets");
            Facets.Assertions(w, checks);
            w.WriteEndObject();
        });
        RunJson.WriteArray(json, "outputs", outputs, (w, d) =>
        {
            Named(w, d);
            w.WriteStartObject("outputFacets");
            Facets.OutputStatistics(w, d.Rows);
            w.WriteEndObject();
        });
    }

    static void Named(Utf8JsonWriter json, DatasetUse use)
    {
        json.WriteString("namespace", use.Dataset.Namespace);
        json.WriteString("name", use.Dataset.Name);
        json.WriteStartObject("facets");
        Facets.Schema(json, use.Dataset.Fields);
        json.WriteEndObject();
    }

    static void Begin(Utf8JsonWriter json, string type, DateTimeOffset at)
    {
        json.WriteString("eventType", type);
        json.WriteString("eventTime", Time(at));
        json.WriteString("producer", Producer);
        json.WriteString("schemaURL", Schema);
    }

    /// <summary>An instant in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    static string Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

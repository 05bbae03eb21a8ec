using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Observability.Lineage;

/// <summary>Writes facets, each with the address of its schema; nothing where there is nothing to say.</summary>
static class Facets
{
    public static void Parent(Utf8JsonWriter json, Guid run, string space, string job, LineageParent? root = null)
    {
        Begin(json, "parent", "1-2-0/ParentRunFacet");
        Run(json, run, space, job);
        if (root is not null)
        {
            json.WriteStartObject("root");
            Run(json, root.Run, root.Namespace, root.Job);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void NominalTime(Utf8JsonWriter json, DateTimeOffset time)
    {
        Begin(json, "nominalTime", "1-0-1/NominalTimeRunFacet");
        json.WriteString("nominalStartTime", LineageEvent.Time(time));
        json.WriteEndObject();
    }

    public static void Engine(Utf8JsonWriter json, string version)
    {
        Begin(json, "processing_engine", "1-1-1/ProcessingEngineRunFacet");
        json.WriteString("version", version);
        json.WriteString("name", "Aqueduct");
        json.WriteString("openlineageAdapterVersion", version);
        json.WriteEndObject();
    }

    public static void Error(Utf8JsonWriter json, Failure failure)
    {
        Begin(json, "errorMessage", "1-0-1/ErrorMessageRunFacet");
        json.WriteString("message", failure.Error);
        json.WriteString("programmingLanguage", "C#");
        if (failure.StackTrace is { } stack)
            json.WriteString("stackTrace", stack);
        json.WriteEndObject();
    }

    /// <summary>What Aqueduct itself calls the run: a facet of its own.</summary>
    public static void Aqueduct(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteStartObject("aqueduct_run");
        json.WriteString("_producer", LineageEvent.Producer);
        json.WriteString("_schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunFacet");
        json.WriteString("run", run.Id);
        json.WriteString("version", run.Version);
        json.WriteString("state", run.State.ToString());
        json.WriteEndObject();
    }

    public static void JobType(Utf8JsonWriter json, string type)
    {
        Begin(json, "jobType", "2-0-4/JobTypeJobFacet");
        json.WriteString("processingType", "BATCH");
        json.WriteString("integration", "AQUEDUCT");
        json.WriteString("jobType", type);
        json.WriteEndObject();
    }

    public static void Documentation(Utf8JsonWriter json, string? description)
    {
        if (description is null)
            return;
        Begin(json, "documentation", "1-1-0/DocumentationJobFacet");
        json.WriteString("description", description);
        json.WriteEndObject();
    }

    public static void Sql(Utf8JsonWriter json, string query, string dialect)
    {
        Begin(json, "sql", "1-1-0/SQLJobFacet");
        json.WriteString("query", query);
        json.WriteString("dialect", dialect);
        json.WriteEndObject();
    }

    public static void Schema(Utf8JsonWriter json, IReadOnlyList<Field> fields)
    {
        if (fields.Count == 0)
            return;
        Begin(json, "schema", "1-2-0/SchemaDatasetFacet");
        var position = 0;
        RunJson.WriteArray(json, "fields", fields, (w, f) =>
        {
            w.WriteString("name", ColumnNames.ForNew(f));
            w.WriteString("type", f.Kind.ToString().ToLowerInvariant() + (f.Nullable ? "?" : ""));
            w.WriteNumber("ordinal_position", ++position);
        });
        json.WriteEndObject();
    }

    public static void OutputStatistics(Utf8JsonWriter json, long? rows)
    {
        if (rows is not { } count)
            return;
        Begin(json, "outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet");
        json.WriteNumber("rowCount", count);
        json.WriteEndObject();
    }

    public static void Assertions(Utf8JsonWriter json, IReadOnlyList<CheckRecord> checks)
    {
        if (checks.Count == 0)
            return;
        Begin(json, "dataQualityAssertions", "1-1-0/DataQualityAssertionsDatasetFacet");
        RunJson.WriteArray(json, "assertions", checks, (w, c) =>
        {
            w.WriteString("assertion", c.Name);
            w.WriteBoolean("success", c.Passed);
            w.WriteString("severity", c.Severity == Severity.Error ? "error" : "warn");
        });
        json.WriteEndObject();
    }

    static void Run(Utf8JsonWriter json, Guid run, string space, string job)
    {
        json.WriteStartObject("run");
        json.WriteString("runId", run);
        json.WriteEndObject();
        json.WriteStartObject("job");
        json.WriteString("namespace", space);
        json.WriteString("name", job);
        json.WriteEndObject();
    }

    static void Begin(Utf8JsonWriter json, string name, string schema)
    {
        json.WriteStartObject(name);
        json.WriteString("_producer", LineageEvent.Producer);
        json.WriteString("_schemaURL", $"https://openlineage.io/spec/facets/{schema}.json");
    }
}

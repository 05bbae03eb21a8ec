using System.Text.Json.Nodes;

namespace Aqueduct.Artifacts.Tests.Schemas;

/// <summary>Argo's own objects, held against its published schema.</summary>
static class ArgoObjects
{
    public const string Schema = "argo-workflows.schema.json";

    /// <summary>In the order of the schema's choices: what the others say of an object is of no interest.</summary>
    static readonly string[] Kinds = ["ClusterWorkflowTemplate", "CronWorkflow", "Workflow", "WorkflowEventBinding", "WorkflowTemplate"];

    static readonly Lazy<ClosedSchema> Loaded = new(() => ClosedSchema.Load(Schema));

    /// <summary>Those of a file; what Kubernetes itself knows is left out.</summary>
    public static IReadOnlyList<JsonNode> Of(string yaml) =>
        [.. YamlAsJson.Documents(yaml).OfType<JsonNode>().Where(d => ((string)d["apiVersion"]!).StartsWith("argoproj.io", StringComparison.Ordinal))];

    /// <summary>What is wrong with one; empty for a valid one.</summary>
    public static IEnumerable<string> Errors(JsonNode document) =>
        Loaded.Value.Errors(document).Where(e => e.Contains($"oneOf/{Array.IndexOf(Kinds, (string)document["kind"]!)}/", StringComparison.Ordinal));
}

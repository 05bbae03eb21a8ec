using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Planning;

namespace Aqueduct.Artifacts.Targets.Argo;

/// <summary>A workflow that is started when another has succeeded.</summary>
/// <param name="follower">Its plan.</param>
sealed class Follower(PlannedWorkflow follower)
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The template that starts it.</summary>
    public string Template => $"start-{follower.Model.Slug}";

    /// <summary>The Workflow that is created, as JSON, which Argo reads as the YAML that it is.</summary>
    public string Manifest => new JsonObject
    {
        ["apiVersion"] = "argoproj.io/v1alpha1",
        ["kind"] = "Workflow",
        ["metadata"] = new JsonObject { ["generateName"] = follower.Name + "-" },
        ["spec"] = new JsonObject
        {
            ["workflowTemplateRef"] = new JsonObject { ["name"] = follower.Name },
            ["entrypoint"] = "after",
            ["arguments"] = new JsonObject { ["parameters"] = new JsonArray(new JsonObject { ["name"] = "logical-time", ["value"] = "{{inputs.parameters.logical-time}}" }) },
        },
    }.ToJsonString(Readable);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests.Generated;

/// <summary>Asks the validators of kubernetes-models, which know every type and member of Kubernetes' API (tests/servers/kubernetes.mjs).</summary>
static class KubernetesObjects
{
    public const string Package = "kubernetes-models";

    /// <summary>The mistakes of each object.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Errors(IEnumerable<JsonNode?> objects) =>
        JsonSerializer.Deserialize<string[][]>(NodeScript.Run("kubernetes.mjs", new JsonArray([.. objects.Select(o => o?.DeepClone())]).ToJsonString()))!;
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aqueduct.Objects.Tests.Servers;

namespace Aqueduct.Artifacts.Tests.Generated;

/// <summary>Asks the validators of kubernetes-models, which know every type and member of Kubernetes' API (tests/servers/kubernetes.mjs).</summary>
static class KubernetesObjects
{
    public const string Package = "kubernetes-models";

    /// <summary>The mistakes of each object.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Errors(IEnumerable<JsonNode?> objects)
    {
        var start = new ProcessStartInfo(ServerFolder.Tool("node")!, ["kubernetes.mjs"]) { WorkingDirectory = ServerFolder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        node.StandardInput.Write(new JsonArray([.. objects.Select(o => o?.DeepClone())]).ToJsonString());
        node.StandardInput.Close();
        node.WaitForExit();
        return node.ExitCode == 0 ? JsonSerializer.Deserialize<string[][]>(output.Result)! : throw new InvalidOperationException(error.Result);
    }
}

/// <summary>A fact that needs kubernetes-models.</summary>
sealed class KubernetesFactAttribute : FactAttribute
{
    static readonly Lazy<string?> Reason = new(() => ServerFolder.Missing(KubernetesObjects.Package));

    public KubernetesFactAttribute() => Skip = Reason.Value;
}

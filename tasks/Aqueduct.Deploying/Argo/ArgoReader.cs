using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>Reads what became of Argo's Workflows.</summary>
static class ArgoReader
{
    // The container of a pod that is the app's; Argo's own is beside it.
    const string Main = "main";

    /// <summary>What became of a Workflow and of its groups.</summary>
    public static async Task<JobReport> ReadAsync(ICluster cluster, Manifest run, CancellationToken cancel)
    {
        var status = run.Json["status"];
        var phase = Text(status, "phase");
        var nodes = Nodes(status);
        var steps = Steps(nodes);
        var state = phase switch { "Succeeded" => JobState.Succeeded, "Failed" or "Error" => JobState.Failed, "Running" => JobState.Running, _ => JobState.Waiting };
        var pods = state == JobState.Succeeded ? [] : await cluster.ListAsync(ResourceTypes.Pod, $"workflows.argoproj.io/workflow={run.Name}", cancel).ConfigureAwait(false);
        var (problem, pod, isStuck) = state switch
        {
            JobState.Succeeded => (null, null, false),
            JobState.Failed => await FailureAsync(cluster, status, nodes, steps, pods, cancel).ConfigureAwait(false),
            _ => await HindranceAsync(cluster, pods, cancel).ConfigureAwait(false),
        };
        var said = state == JobState.Failed && pod is not null ? await cluster.LogAsync(pod.Name, Main, JobReader.LogLines, cancel).ConfigureAwait(false) : "";
        return new(run.Name, state, Text(run.Json["metadata"], "creationTimestamp"), Text(status, "startedAt"), Text(status, "finishedAt"), pod?.Name, problem, isStuck, said.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Steps = [.. steps.Select(s => $"{Text(s, "displayName")}: {Text(s, "phase")}{(Text(s, "message") is { Length: > 0 } message ? $": {message}" : "")}")],
        };
    }

    // The group that failed first: others failed because of it, and the one that ends the run does so, too.
    static async Task<(string?, Manifest?, bool)> FailureAsync(ICluster cluster, JsonNode? status, JsonObject nodes, IReadOnlyList<JsonNode> steps, IReadOnlyList<Manifest> pods, CancellationToken cancel)
    {
        if (steps.Where(s => Text(s, "phase") is "Failed" or "Error").MinBy(s => Text(s, "finishedAt"), StringComparer.Ordinal) is not { } failed)
            return (Text(status, "message") ?? "Argo does not say why", null, false);
        var ids = Children(failed).Where(nodes.ContainsKey).Append(Text(failed, "id") ?? "").ToList();
        var pod = pods.Where(p => ids.Contains(p.Annotation("workflows.argoproj.io/node-id") ?? p.Name)).MaxBy(p => Text(p.Json["metadata"], "creationTimestamp"), StringComparer.Ordinal);
        var own = pod is null ? null : await PodProblem.OfAsync(cluster, pod, cancel).ConfigureAwait(false);
        return ($"{Text(failed, "displayName")}: {own?.Reason ?? Text(failed, "message") ?? Text(status, "message")}", pod, false);
    }

    // What keeps a pod from starting; while another runs, that is waited for.
    static async Task<(string?, Manifest?, bool)> HindranceAsync(ICluster cluster, IReadOnlyList<Manifest> pods, CancellationToken cancel)
    {
        foreach (var pod in pods.Where(p => Text(p.Json["status"], "phase") == "Pending").OrderBy(p => p.Name, StringComparer.Ordinal))
            if (await PodProblem.OfAsync(cluster, pod, cancel).ConfigureAwait(false) is { } problem)
                return (problem.Reason, pod, problem.IsFinal && pods.All(p => Text(p.Json["status"], "phase") != "Running"));
        return (null, null, false);
    }

    /// <summary>The groups: what is tried several times once, and what stands by itself.</summary>
    static List<JsonNode> Steps(JsonObject nodes)
    {
        var all = nodes.Select(n => n.Value!).ToList();
        var tries = all.Where(n => Text(n, "type") == "Retry").SelectMany(Children).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(n => Text(n, "type") == "Retry" || (Text(n, "type") == "Pod" && !tries.Contains(Text(n, "id") ?? "")))
            .OrderBy(n => Text(n, "startedAt"), StringComparer.Ordinal).ThenBy(n => Text(n, "displayName"), StringComparer.Ordinal)];
    }

    // A run of very many groups is written down compressed.
    static JsonObject Nodes(JsonNode? status)
    {
        if (status?["nodes"] is JsonObject plain)
            return plain;
        if (Text(status, "compressedNodes") is not { Length: > 0 } compressed)
            return [];
        using var bytes = new GZipStream(new MemoryStream(Convert.FromBase64String(compressed)), CompressionMode.Decompress);
        return JsonNode.Parse(bytes)!.AsObject();
    }

    static IEnumerable<string> Children(JsonNode node) => (node["children"] as JsonArray ?? []).Select(c => c!.GetValue<string>());

    static string? Text(JsonNode? node, string name) => node?[name] is JsonValue value ? value.GetValue<string>() : null;
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace Aqueduct.Deploying;

/// <summary>Why a pod does not do what it should, in its own words.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="IsFinal">Whether waiting helps no more, as long as nobody mends it.</param>
public sealed record PodProblem(string Reason, bool IsFinal)
{
    const string BackOff = "ImagePullBackOff";

    /// <summary>What is wrong with a pod, with what the cluster noted about it; null where nothing is.</summary>
    public static async Task<PodProblem?> OfAsync(ICluster cluster, Manifest pod, CancellationToken cancel)
    {
        if (Of(pod) is not { } problem)
            return null;
        if (Items(pod.Json["status"]?["containerStatuses"]).All(c => Text(c["state"]?["waiting"], "reason") != BackOff))
            return problem;
        // Waiting between two attempts, the pod itself says no more why the last one failed.
        var events = await cluster.EventsAsync(pod.Type.Kind, pod.Name, cancel).ConfigureAwait(false);
        return events.LastOrDefault(e => e.Reason == "Failed" && e.Message.StartsWith("Failed to pull", StringComparison.Ordinal)) is (_, { } message)
            ? problem with { Reason = Sentence("the image cannot be pulled", message) } : problem;
    }

    /// <summary>What is wrong with a pod; null where nothing is.</summary>
    public static PodProblem? Of(Manifest pod)
    {
        var status = pod.Json["status"];
        foreach (var container in Items(status?["initContainerStatuses"]).Concat(Items(status?["containerStatuses"])))
            if ((Ended(pod, container) ?? Waiting(container, container["state"]?["waiting"])) is { } problem)
                return problem;
        // Evicted, or its node is gone.
        if (Text(status, "phase") == "Failed")
            return new(Sentence(Text(status, "reason") ?? "it failed", Text(status, "message")), IsFinal: true);
        return Items(status?["conditions"]).FirstOrDefault(c => Text(c, "type") == "PodScheduled" && Text(c, "status") == "False") is { } unscheduled
            ? new(Sentence("no node takes the pod", Text(unscheduled, "message")), IsFinal: false) : null;
    }

    static PodProblem? Ended(Manifest pod, JsonNode container)
    {
        if (container["state"]?["terminated"] is not { } terminated)
            return null;
        var code = terminated["exitCode"]?.GetValue<int>() ?? 0;
        return Text(terminated, "reason") switch
        {
            "OOMKilled" => new($"out of memory: it used more than its limit{(Limit(pod, Text(container, "name")) is { } limit ? $" of {limit}" : "")}. Raise Memory of the workflow's operators", IsFinal: true),
            _ when code == 0 => null,
            "ContainerCannotRun" or "StartError" => new(Sentence("its program cannot be started", Text(terminated, "message")), IsFinal: true),
            _ => new(string.Create(CultureInfo.InvariantCulture, $"its program ended with exit code {code}{(code > 128 ? $", by signal {code - 128}" : "")}"), IsFinal: true),
        };
    }

    static PodProblem? Waiting(JsonNode container, JsonNode? waiting) => Text(waiting, "reason") switch
    {
        "ErrImagePull" => new(Sentence($"the image '{Text(container, "image")}' cannot be pulled", Text(waiting, "message")), IsFinal: false),
        BackOff or "InvalidImageName" or "ErrImageNeverPull" or "ImageInspectError" => new(Sentence($"the image '{Text(container, "image")}' cannot be pulled", Text(waiting, "message")), IsFinal: true),
        "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError" => new(Sentence("its container cannot be made", Text(waiting, "message")), IsFinal: true),
        _ => null,
    };

    static string? Limit(Manifest pod, string? container) => Items(pod.Json["spec"]?["containers"]).Where(c => Text(c, "name") == container).Select(c => c["resources"]?["limits"]?["memory"]?.GetValue<string>()).FirstOrDefault(m => m is not null);

    static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();

    static string? Text(JsonNode? node, string name) => node?[name] is JsonValue value ? value.GetValue<string>() : null;

    static string Sentence(string what, string? details) => string.IsNullOrWhiteSpace(details) ? what : $"{what}: {details.Trim().TrimEnd('.')}";
}

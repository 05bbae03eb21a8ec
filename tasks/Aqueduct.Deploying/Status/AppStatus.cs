using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqueduct.Deploying;

/// <summary>What a cluster has of an app, and how its runs went.</summary>
/// <param name="Version">Number of the version that runs.</param>
/// <param name="AppVersion">The app's own version.</param>
/// <param name="IsComplete">Whether all of the version was applied.</param>
/// <param name="Volume">State of the volume with the runs: <c>Bound</c> when it is there.</param>
public sealed record AppStatus(string App, string Place, int Version, string? AppVersion, bool IsComplete, string? Volume, IReadOnlyList<WorkflowStatus> Workflows, IReadOnlyList<VersionStatus> Versions)
{
    /// <summary>The status as one JSON document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Context.AppStatus).ReplaceLineEndings("\n") + "\n";

    /// <summary>The status for people.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{App} in {Place}";
        yield return $"version {Version}{(AppVersion is null ? "" : $" ({AppVersion})")}{(IsComplete ? "" : ", not all of which was applied: apply it again")}; kept: {string.Join(", ", Versions.Select(v => v.Number + (v.Restores is { } to ? $" (back to {to})" : "")))}";
        if (Volume is { } volume)
            yield return $"volume {volume}";
        foreach (var workflow in Workflows)
        {
            yield return "";
            yield return $"{workflow.Name} ({workflow.Slug}): {workflow.Schedule ?? "started by hand"}{(workflow.TimeZone is { } zone ? $" {zone}" : "")}{(workflow.LastScheduled is { } last ? $", last at {last}" : "")}";
            foreach (var job in workflow.Jobs)
            {
                yield return $"  {job.State,-9} {job.Started ?? job.Created}  {job.Name}{(job.Problem is { } problem ? $": {problem}" : "")}";
                foreach (var line in job.Log)
                    yield return $"    | {line}";
            }
        }
    }

    static readonly AppStatusContext Context = new(new JsonSerializerOptions(AppStatusContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>A workflow in a cluster.</summary>
/// <param name="Schedule">When it starts; null where it is started by hand.</param>
/// <param name="Jobs">Its runs, newest first.</param>
public sealed record WorkflowStatus(string Name, string Slug, string? Version, string? Schedule, string? TimeZone, string? LastScheduled, IReadOnlyList<JobReport> Jobs);

/// <summary>A version that is kept.</summary>
public sealed record VersionStatus(int Number, string? AppVersion, string? Created, int? Restores);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(AppStatus))]
sealed partial class AppStatusContext : JsonSerializerContext;

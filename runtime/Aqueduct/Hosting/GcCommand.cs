using System.CommandLine;
using Aqueduct.Model;
using Aqueduct.Rules;

namespace Aqueduct.Runtime;

/// <summary>Removes runs and artifacts that are no longer wanted.</summary>
static class GcCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var keep = new Option<int?>("--keep") { Description = "Newest finished runs of each workflow that stay." };
        var age = new Option<string?>("--older-than") { Description = "Remove runs that ended longer ago: 30d, 12h, 90m." };
        var bytes = new Option<string?>("--max-bytes") { Description = "Remove the oldest runs until all artifacts together take no more: 10Gi, 500M." };
        var workflow = new Option<string?>("--workflow") { Description = "Only runs of the workflow with this slug." };
        var dry = new Option<bool>("--dry") { Description = "Say which runs would be removed, and remove nothing." };
        var json = CommandLines.Json();
        var command = new Command("gc", "Remove finished runs by number, age or size, and artifacts that no run refers to. Without a rule only the latter. Runs under way are left alone.") { keep, age, bytes, workflow, dry, json };
        command.Aliases.Add("prune");
        command.SetAction(async (parsed, cancel) =>
        {
            var rules = new RetentionRules(Positive(parsed.GetValue(keep)), Age(parsed.GetValue(age)), Bytes(parsed.GetValue(bytes)), parsed.GetValue(workflow));
            var result = await RunAsync(environment, rules, parsed.GetValue(dry), cancel).ConfigureAwait(false);
            Write(environment, result, parsed.GetValue(dry), parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;
    }

    static async Task<RetentionResult> RunAsync(HostEnvironment environment, RetentionRules rules, bool dry, CancellationToken cancel)
    {
        // Looking must not create a home.
        if (!environment.StoreExists)
            return new RetentionResult([], 0, 0);
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            if (dry)
                return new RetentionResult(Retention.Unwanted(store, rules, environment.Clock.GetUtcNow()), 0, 0);
            var removed = await Retention.ApplyAsync(store, rules, environment.Clock, cancel).ConfigureAwait(false);
            var (files, bytes, refusal) = await new ArtifactSweeper(store, environment.Clock).SweepAllAsync(cancel).ConfigureAwait(false);
            if (refusal is not null)
                await environment.Error.WriteLineAsync("warning: " + refusal).ConfigureAwait(false);
            return removed with { Files = removed.Files + files, Bytes = removed.Bytes + bytes };
        }
    }

    static void Write(HostEnvironment environment, RetentionResult result, bool dry, bool json)
    {
        if (json)
        {
            CommandLines.WriteJson(environment, w =>
            {
                w.WriteStartObject();
                w.WriteBoolean("dry", dry);
                w.WriteStartArray("runs");
                foreach (var run in result.Runs)
                    w.WriteStringValue(run);
                w.WriteEndArray();
                w.WriteNumber("files", result.Files);
                w.WriteNumber("bytes", result.Bytes);
                w.WriteEndObject();
            });
            return;
        }

        foreach (var run in dry ? result.Runs : [])
            environment.Out.WriteLine(run);
        environment.Out.WriteLine(dry
            ? $"{Words.Runs(result.Runs.Count)} would be removed."
            : $"Removed {Words.Runs(result.Runs.Count)} and {Words.Count(result.Files)} files with {Words.Bytes(result.Bytes)}. Files younger than {ArtifactPlace.Grace.TotalMinutes:0} minutes are left for a run that may be about to record them.");
    }

    static int? Positive(int? keep) => keep is < 0 ? throw new RefusedException($"--keep is a number of runs; {keep} is none.") : keep;

    static TimeSpan? Age(string? text) => text is null ? null
        : Durations.TryParse(text, out var age) ? age
        : throw new RefusedException($"--older-than '{text}' is no duration. Write it as 30d, 12h, 90m or 1.06:00:00.");

    static long? Bytes(string? text) => text is null ? null : CommandLines.Bytes("--max-bytes", text);
}

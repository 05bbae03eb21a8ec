using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Runs a workflow for each firing of a schedule in a range of the past.</summary>
static class BackfillCommand
{
    /// <param name="environment">The home.</param>
    /// <param name="workflow">The argument that names the workflow.</param>
    /// <param name="choose">Finds a workflow by its name.</param>
    /// <param name="given">The workflow's parameters.</param>
    public static Command Create(HostEnvironment environment, Argument<string?> workflow, Func<string?, Workflow> choose, Func<IReadOnlyDictionary<string, string>> given)
    {
        var from = new Option<string>("--from") { Required = true, Description = "First day or time: 2026-01-01, 2026-01-01T06:00; in the workflow's time zone unless it says another." };
        var to = new Option<string>("--to") { Required = true, Description = "Last day or time, included." };
        var every = new Option<string?>("--every") { Description = "Cron expression or preset such as @daily, instead of the workflow's schedule." };
        var failedOnly = new Option<bool>("--failed-only") { Description = "Run again what failed or was canceled, and nothing that was never run." };
        var parallel = CommandLines.AtLeast(1, new Option<int>("--parallel") { Description = "Most runs at once.", DefaultValueFactory = _ => 1 });
        var nodes = HostApp.MaxParallel();
        var json = CommandLines.Json();
        var command = new Command("backfill", "Run a workflow once for each firing of its schedule between two times. What has succeeded is not run again. Exit code 1 when a run failed.") { workflow, from, to, every, failedOnly, parallel, nodes, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var chosen = choose(parsed.GetValue(workflow));
            var definition = chosen.Definition;
            var schedule = parsed.GetValue(every) ?? definition.Schedule
                ?? throw new RefusedException($"Workflow '{definition.Name}' has no schedule. Say how often: --every @daily");
            var times = LogicalTimes.Between(parsed.GetValue(from)!, parsed.GetValue(to)!, schedule, definition.TimeZone);
            var values = ParameterTokens.Bind(definition, given());
            RunCommand.RequireConfiguration(definition);
            var own = environment with { Options = environment.Options with { Concurrency = parsed.GetValue(nodes) ?? environment.Options.Concurrency } };
            return await RunAsync(own, chosen, values, times, parsed.GetValue(failedOnly), parsed.GetValue(parallel), parsed.GetValue(json), cancel).ConfigureAwait(false);
        });
        return command;
    }

    static async Task<int> RunAsync(HostEnvironment environment, Workflow workflow, IReadOnlyDictionary<string, string> values, IReadOnlyList<DateTimeOffset> times, bool failedOnly, int parallel, bool json, CancellationToken cancel)
    {
        var lines = await new Backfill(environment, workflow, values).RunAsync(times, failedOnly, parallel, (line, done) =>
        {
            if (!json)
                environment.Out.WriteLine($"{Styles.Glyph(line.State!.Value)} {Words.Instant(line.LogicalTime)}  {line.State,-21} run {line.Run}  ({Words.Count(done)} done)");
        }, cancel).ConfigureAwait(false);
        if (json)
            WriteJson(environment, workflow.Definition, lines);
        else
            environment.Out.WriteLine(Summary(workflow.Definition, lines));
        return lines.Any(l => l.Skipped is null && l.State is null or RunState.Canceled) && cancel.IsCancellationRequested ? ExitCode.Canceled
            : lines.Any(l => l.Skipped is null && ExitCode.Of(l.State ?? RunState.Canceled) != ExitCode.Succeeded) ? ExitCode.Failed
            : ExitCode.Succeeded;
    }

    static string Summary(WorkflowDefinition workflow, IReadOnlyList<BackfillLine> lines)
    {
        var parts = new List<string>();
        void Add(int count, string what)
        {
            if (count > 0)
                parts.Add($"{Words.Count(count)} {what}");
        }

        Add(lines.Count(l => l.Skipped is null && l.State is RunState.Succeeded or RunState.SucceededWithWarnings && l.Skipped is null), "succeeded");
        Add(lines.Count(l => l.State == RunState.Failed), "failed");
        Add(lines.Count(l => l.State == RunState.Canceled), "canceled");
        Add(lines.Count(l => l is { Skipped: null, State: null }), "not started");
        foreach (var skipped in lines.Where(l => l.Skipped is not null).GroupBy(l => l.Skipped!).OrderBy(g => g.Key, StringComparer.Ordinal))
            Add(skipped.Count(), skipped.Key);
        return $"{workflow.Name}: {Words.Count(lines.Count)} logical times{(parts.Count == 0 ? "" : ": ")}{string.Join(", ", parts)}.";
    }

    static void WriteJson(HostEnvironment environment, WorkflowDefinition workflow, IReadOnlyList<BackfillLine> lines) => CommandLines.WriteJson(environment, w =>
    {
        w.WriteStartObject();
        w.WriteString("workflow", workflow.Name);
        w.WriteStartArray("runs");
        foreach (var line in lines)
        {
            w.WriteStartObject();
            w.WriteString("logicalTime", StoreText.Of(line.LogicalTime));
            w.WriteString("run", line.Run);
            w.WriteString("state", line.State?.ToString());
            w.WriteString("skipped", line.Skipped);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    });
}

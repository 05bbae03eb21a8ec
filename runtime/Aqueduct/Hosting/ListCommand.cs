using System.Text.Json;
using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>Lists workflows with their schedules, next firings and last runs.</summary>
static class ListCommand
{
    /// <summary>One line of the list.</summary>
    public sealed record Line(string? App, string Name, string Slug, string? Version, string? Schedule, string? TimeZone, RunRecord? LastRun, string? After = null, Pause? Paused = null);

    public static async Task<int> Run(IReadOnlyList<Workflow> workflows, HostEnvironment environment, bool json)
    {
        var last = await StoreCommands.ReadAsync(environment, q => q.LastOfEach(), []).ConfigureAwait(false);
        var paused = await StoreCommands.ReadAsync(environment, q => q.Pauses(), new Dictionary<string, Pause>()).ConfigureAwait(false);
        var lines = workflows.Select(w => w.Definition)
            .Select(d => new Line(null, d.Name, d.Slug, d.Version, d.Schedule, d.TimeZone, last.FirstOrDefault(r => r.Slug == d.Slug), d.After, paused.GetValueOrDefault(d.Slug)));
        Write([.. lines], environment, json);
        return ExitCode.Succeeded;
    }

    public static void Write(IReadOnlyList<Line> lines, HostEnvironment environment, bool json)
    {
        var now = environment.Clock.GetUtcNow();
        if (json)
            CommandLines.WriteJson(environment, w => WriteJson(w, lines, now));
        else if (lines.Count == 0)
            environment.Out.WriteLine($"No workflows in '{environment.Home}' yet. Run one, or install an app with: dotnet publish -p:AqueductTarget=local");
        else
            WriteTable(lines, environment, now);
    }

    /// <summary>The next time a schedule fires after <paramref name="now"/>; null without a schedule, or when it never fires.</summary>
    /// <exception cref="RefusedException">The schedule or the time zone is not one.</exception>
    static DateTimeOffset? Next(string? schedule, string? timeZone, DateTimeOffset now) => schedule is null ? null : Firings.Of(schedule, timeZone).Next(now);

    static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Line> lines, DateTimeOffset now)
    {
        json.WriteStartArray();
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("app", line.App);
            json.WriteString("name", line.Name);
            json.WriteString("slug", line.Slug);
            json.WriteString("version", line.Version);
            json.WriteString("schedule", line.Schedule);
            json.WriteString("timeZone", line.TimeZone);
            json.WriteString("after", line.After);
            json.WriteString("next", StoreText.Of(Next(line.Schedule, line.TimeZone, now)));
            json.WriteString("lastRun", line.LastRun?.Id);
            json.WriteString("lastState", line.LastRun?.State.ToString());
            if (line.Paused is { } pause)
            {
                json.WriteStartObject("paused");
                json.WriteString("at", StoreText.Of(pause.At));
                json.WriteString("by", pause.By);
                json.WriteString("reason", pause.Reason);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("paused");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteTable(IReadOnlyList<Line> lines, HostEnvironment environment, DateTimeOffset now)
    {
        var apps = lines.Any(l => l.App is not null);
        var table = Styles.Table([.. apps ? (string[])["App"] : [], "Workflow", "Run it with", "Schedule", "Next", "Last run"]);
        foreach (var line in lines)
        {
            var zone = line.TimeZone is null ? "" : " " + line.TimeZone;
            table.AddRow([
                .. apps ? (Markup[])[Styles.Plain(line.App ?? "–")] : [],
                Styles.Plain(line.Name),
                Styles.Dim(line.App is { } app ? $"{app} {line.Slug}" : line.Slug), // what follows "run", of the tool or of the app
                Styles.Plain(line.Schedule is not null ? line.Schedule + zone : line.After is { } after ? "after " + after : "–"),
                line.Paused is { } pause ? Styles.Dim(pause.Said) : Styles.Plain(Next(line.Schedule, line.TimeZone, now) is { } next ? Styles.Time(next) : "–"),
                line.LastRun is { } run ? Styles.State(run.State) : Styles.Dim("never"),
            ]);
        }

        Styles.Write(environment, c => c.Write(table));
    }
}

using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>A metric in the list of all.</summary>
/// <remarks>Workflow: display name. Last: its last value and the one before, newest first.</remarks>
sealed record MetricLine(string Workflow, string Name, long Runs, IReadOnlyList<MetricValue> Last)
{
    /// <summary>The last value less the one before; null where there is none before.</summary>
    public double? Change => Last is [var newest, var before, ..] ? newest.Value - before.Value : null;
}

/// <summary>A metric over runs.</summary>
/// <remarks>Workflow: display name. Values: newest first.</remarks>
sealed record MetricHistory(string Workflow, string Name, IReadOnlyList<MetricValue> Values);

/// <summary>Metrics for people and as JSON; schema: docs/schema/aqueduct-metrics.v1.json.</summary>
static class MetricsTable
{
    const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>The list of all metrics, cut at <paramref name="most"/>.</summary>
    public static void Write(IReadOnlyList<MetricLine> lines, int most, HostEnvironment environment, bool json)
    {
        var shown = lines.Take(most).ToList();
        if (json)
            CommandLines.WriteJson(environment, w => RunJson.WriteMetrics(w, shown));
        else if (lines.Count == 0)
            environment.Out.WriteLine($"No metrics in '{environment.RunsPlace}' yet. Mark a method that gives a number with [Metric], and run its workflow.");
        else
            WriteTable(shown, lines.Count > most, environment);
    }

    static void WriteTable(List<MetricLine> lines, bool more, HostEnvironment environment)
    {
        var table = Styles.Table("Metric", "Workflow", "Value", "Change", "Runs", "Measured");
        foreach (var line in lines)
            table.AddRow(
                Styles.Plain(line.Name),
                Styles.Plain(line.Workflow),
                new Markup($"[bold]{Words.Short(line.Last[0].Value)}[/]"),
                Styles.Plain(line.Change is { } change ? Signed(change) : "–"),
                Styles.Dim(Words.Count(line.Runs)),
                Styles.Dim(Styles.Time(line.Last[0].At)));
        Styles.Write(environment, c => c.Write(table));
        if (more)
            environment.Out.WriteLine($"There are more. List them with --limit, or those of one workflow with --workflow.");
    }

    /// <summary>One metric over runs.</summary>
    public static void Write(MetricHistory history, HostEnvironment environment, bool json)
    {
        if (json)
        {
            CommandLines.WriteJson(environment, w => RunJson.WriteHistory(w, history));
            return;
        }

        var table = Styles.Table("Run", "Started", "State", "Value", "Change", "Judged");
        for (var i = 0; i < history.Values.Count; i++)
        {
            var value = history.Values[i];
            table.AddRow(
                Styles.Plain(value.Run),
                Styles.Plain(Styles.Time(value.At)),
                Styles.State(value.State),
                new Markup($"[bold]{Words.Short(value.Value)}[/]"),
                Styles.Plain(i + 1 < history.Values.Count ? Signed(value.Value - history.Values[i + 1].Value) : "–"),
                new Markup(Judged(value)));
        }

        Styles.Write(environment, console =>
        {
            if (environment.Terminal)
                console.Write(new Markup($"[bold]{Markup.Escape(history.Name)}[/] [dim]of {Markup.Escape(history.Workflow)}[/]  {Sparkline([.. history.Values.Reverse().Select(v => v.Value).TakeLast(60)])}\n"));
            console.Write(table);
        });
    }

    /// <summary>What judged the value: what does not hold, or that all does.</summary>
    static string Judged(MetricValue value)
    {
        var broken = value.Checks.Where(c => !c.Passed).Select(c => $"[{(c.Severity == Severity.Error ? "red" : "yellow")}]✗[/] {Markup.Escape(What(c))} ({c.Severity.ToString().ToLowerInvariant()})").ToList();
        return broken.Count > 0 ? string.Join(", ", broken)
            : value.Checks.Count > 0 ? $"[green]✓[/] [dim]{Markup.Escape(string.Join(", ", value.Checks.Select(What)))}[/]"
            : "";

        static string What(CheckRecord check) => check.Name[(check.Node.Length + 1)..];
    }

    /// <summary>A character for each value, higher where the value is; a point for what is no number.</summary>
    /// <param name="values">The oldest first.</param>
    public static string Sparkline(IReadOnlyList<double> values)
    {
        var known = values.Where(double.IsFinite).ToList();
        var (low, high) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
        return string.Concat(values.Select(v => !double.IsFinite(v) ? '·' : low == high ? Levels[3] : Levels[(int)Math.Min(Levels.Length - 1, (v / 2 - low / 2) / (high / 2 - low / 2) * Levels.Length)]));
    }

    static string Signed(double change) => change > 0 ? "+" + Words.Short(change) : Words.Short(change);
}

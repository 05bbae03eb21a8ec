using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>How a run went: checks, metrics, what was saved and where, why it failed, and what to do next.</summary>
static class RunSummary
{
    /// <param name="run">The run.</param>
    /// <param name="environment">Where to write.</param>
    /// <param name="afterRun">Whether the nodes were just shown while they ran.</param>
    public static void Write(RunDetails run, HostEnvironment environment, bool afterRun) => Styles.Write(environment, console => Write(console, run, environment, afterRun));

    static void Write(IAnsiConsole console, RunDetails run, HostEnvironment environment, bool afterRun)
    {
        if (!afterRun)
            Nodes(console, run);
        Checks(console, run);
        Metrics(console, run);
        Publications(console, run);
        Artifacts(console, run, environment.Home);
        foreach (var node in run.Nodes.Where(n => n.State == NodeState.Failed))
            FailureBlock.Write(console, node);
        if (run.Run is { State: RunState.Failed, Failure: { } failure } && !run.Nodes.Any(n => n.State == NodeState.Failed))
            FailureBlock.Write(console, "The run failed", failure, "");
        Outcome(console, run, environment.Command, afterRun);
    }

    /// <summary>What it cost, in a few words; empty where that is not known.</summary>
    static string Cost(RunCost? cost) => cost is null ? "" : string.Join(", ", new[]
    {
        Words.Cpu(cost.Spent),
        cost.Spent.Memory is { } memory ? Words.Bytes(memory) : null,
        cost.BytesIn > 0 ? Words.Bytes(cost.BytesIn) + " in" : null,
        cost.BytesOut > 0 ? Words.Bytes(cost.BytesOut) + " out" : null,
    }.OfType<string>());

    static void Nodes(IAnsiConsole console, RunDetails run)
    {
        var grid = Styles.Grid(5);
        var costs = new RunCosts(run);
        foreach (var line in NodeTree.Of([.. run.Nodes.Select(n => n.Inputs)]))
        {
            var node = run.Nodes[line.Node];
            grid.AddRow([.. NodeRows.Row(line, node, Styles.Glyph(node.State), node.Duration, Result(run, node), run.Nodes), Styles.Dim(Cost(costs.Of(node)))]);
        }

        console.Write(grid);
    }

    static string? Result(RunDetails run, NodeRecord node)
    {
        var results = run.Artifacts.Where(a => a.Node == node.Name).Select(a => a.Rows is { } rows ? Words.Rows(rows) : a.Value)
            .Concat(run.Publications.Where(p => p.Node == node.Name).Select(p => Words.Published(node.Kind, p.Rows)))
            .Append(node.Items is { } items ? Words.Items(items) : node.Reason);
        return string.Join(", ", results.OfType<string>());
    }

    static void Checks(IAnsiConsole console, RunDetails run)
    {
        if (run.Checks.Count == 0)
            return;
        var grid = Section(console, "Checks", 4);
        foreach (var check in run.Checks)
        {
            var color = check.Passed ? "green" : check.Severity == Severity.Error ? "red" : "yellow";
            grid.AddRow(
                new Markup($"[{color}]{(check.Passed ? "✓" : "✗")}[/] {Markup.Escape(check.Name)}"),
                Styles.Dim(check.Severity.ToString().ToLowerInvariant()),
                new Markup($"[{color}]{(check.Passed ? "holds" : "does not hold")}[/]"),
                Styles.Plain(check.Name == check.Node && check.Detail is "true" or "false" ? "" : check.Detail.Split('\n')[0]));
        }

        console.Write(grid);
        foreach (var check in run.Checks.Where(c => c.Detail.Contains('\n', StringComparison.Ordinal)))
        {
            console.WriteLine();
            console.Write(new Markup($"  {Markup.Escape(check.Name)}: [dim]{Markup.Escape(check.Detail)}[/]\n"));
        }
    }

    static void Metrics(IAnsiConsole console, RunDetails run)
    {
        if (run.Metrics.Count == 0)
            return;
        var grid = Section(console, "Metrics", 3);
        foreach (var metric in run.Metrics)
        {
            var bounds = run.Checks.Where(c => c.Node == metric.Node && c.Name != c.Node)
                .Select(c => $"{c.Name[(c.Node.Length + 1)..]} ({c.Severity.ToString().ToLowerInvariant()})");
            grid.AddRow(Styles.Plain(metric.Name), new Markup($"[bold]{Words.Short(metric.Value)}[/]"), Styles.Dim(string.Join(", ", bounds)));
        }

        console.Write(grid);
    }

    static void Publications(IAnsiConsole console, RunDetails run)
    {
        if (run.Publications.Count == 0)
            return;
        var grid = Section(console, "Saved", 3);
        foreach (var publication in run.Publications)
            grid.AddRow(new Markup($"[bold]{Markup.Escape(publication.Table)}[/] in {Markup.Escape(publication.Resource)}"), Styles.Plain(Words.Published(run.Nodes.FirstOrDefault(n => n.Name == publication.Node)?.Kind, publication.Rows)), Styles.Plain(publication.Location));
        console.Write(grid);
    }

    static void Artifacts(IAnsiConsole console, RunDetails run, string home)
    {
        if (run.Artifacts.Count == 0)
            return;
        var grid = Section(console, "Artifacts", 4, $"in {ArtifactStore.Open(home).Root}");
        foreach (var artifact in run.Artifacts)
        {
            grid.AddRow(
                Styles.Plain(artifact.Name),
                Styles.Dim(artifact.Rows is { } rows ? Words.Rows(rows) : artifact.Value is { Length: <= 40 } value ? value : artifact.Kind),
                Styles.Dim(Words.Bytes(artifact.Bytes)),
                Styles.Dim($"{artifact.Hash[..2]}/{artifact.Hash[2..12]}…"));
        }

        console.Write(grid);
    }

    static void Outcome(IAnsiConsole console, RunDetails details, string command, bool afterRun)
    {
        var run = details.Run;
        var took = run.FinishedAt - run.StartedAt is { } duration ? $" in {Words.Duration(duration)}" : "";
        console.WriteLine();
        console.Write(new Markup($"[{Styles.Color(run.State)}]{Styles.Glyph(run.State)} {Markup.Escape(run.Workflow)}: {run.State}[/]{took}  [dim]run {run.Id}{(run.Continues is { } continues ? $", continues {continues}" : "")}[/]\n"));
        var grid = Styles.Grid(2);
        if (Cost(new RunCosts(details).Whole) is { Length: > 0 } cost)
            grid.AddRow(Styles.Dim("Cost"), Styles.Plain(cost));
        if (afterRun)
            grid.AddRow(Styles.Dim("Look again"), Styles.Plain($"{command} show {run.Id}"));
        if (run.Interrupted)
            grid.AddRow(Styles.Dim("Go on"), Styles.Plain($"{command} run --resume {run.Id}"));
        else if (run.State is RunState.Failed or RunState.Canceled)
            grid.AddRow(Styles.Dim("Only what is left"), Styles.Plain($"{command} run --from-failed {run.Id}"));
        if (TableToTake(details) is { } table)
            grid.AddRow(Styles.Dim("Take a table"), Styles.Plain($"{command} artifact {run.Id} {table.Name} --out {table.Name}.parquet"));
        console.Write(grid);
    }

    /// <summary>The table that was saved is what people look at first; without one, the last that was made.</summary>
    static ArtifactRecord? TableToTake(RunDetails details)
    {
        var saved = details.Nodes.Where(n => n.Kind.IsPublication()).SelectMany(n => n.Inputs).Select(i => details.Nodes[i].Name).ToHashSet();
        var tables = details.Artifacts.Where(a => a.Kind == "table").ToList();
        return tables.FindLast(a => saved.Contains(a.Node)) ?? tables.LastOrDefault();
    }

    static Grid Section(IAnsiConsole console, string title, int columns, string detail = "")
    {
        console.WriteLine();
        console.Write(new Markup($"[bold]{title}[/] [dim]{Markup.Escape(detail)}[/]\n"));
        return Styles.Grid(columns);
    }
}

using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Shows what a metric measured over runs, or all metrics with their last values.</summary>
static class MetricsCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var name = new Argument<string?>("name") { Arity = ArgumentArity.ZeroOrOne, Description = "Name of a metric; all metrics without it. What the item of a loop measures is found by the item's name, such as Share[3]." };
        var workflow = new Option<string?>("--workflow") { Description = "Name or slug of the workflow that measures it." };
        var limit = CommandLines.AtLeast(1, new Option<int>("--limit") { Description = "Most values listed, the newest; without a name most metrics.", DefaultValueFactory = _ => 50 });
        var json = CommandLines.Json();
        var command = new Command("metrics", "Show a metric over runs, newest first: its values and how they were judged. Without a name, list all metrics with their last values.") { name, workflow, limit, json };
        command.SetAction(async parsed =>
        {
            var wanted = parsed.GetValue(name);
            var most = parsed.GetValue(limit);
            if (wanted is null)
                MetricsTable.Write(await ReadAsync(q => List(q, Chosen(q, parsed.GetValue(workflow)), most), []).ConfigureAwait(false), most, environment, parsed.GetValue(json));
            else
                MetricsTable.Write(await ReadAsync(q => Find(q, wanted, Chosen(q, parsed.GetValue(workflow)), most), null).ConfigureAwait(false) ?? throw None(wanted), environment, parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;

        Task<T> ReadAsync<T>(Func<RunQueries, T> query, T none) => StoreCommands.ReadAsync(environment, query, none);

        RefusedException None(string metric) => new($"There is no metric '{metric}' in '{environment.RunsPlace}': no run has measured anything yet.");
    }

    /// <summary>The workflows asked for: all, or the one of that name or slug.</summary>
    static IReadOnlyList<(string Slug, string Name)> Chosen(RunQueries queries, string? wanted)
    {
        var all = queries.Workflows();
        if (wanted is null)
            return all;
        var chosen = all.Where(w => w.Slug == wanted || string.Equals(w.Name, wanted, StringComparison.OrdinalIgnoreCase)).Take(1).ToList();
        return chosen.Count > 0 ? chosen : throw new RefusedException(
            $"No run is of a workflow '{wanted}'.{Nearest.Hint(wanted, all.Select(w => w.Slug))} {(all.Count == 0 ? "Nothing has run yet." : $"There are runs of {string.Join(", ", all.Select(w => w.Slug))}.")}");
    }

    /// <summary>One metric more than <paramref name="most"/> where there are more.</summary>
    static List<MetricLine> List(RunQueries queries, IReadOnlyList<(string Slug, string Name)> workflows, int most)
    {
        var lines = new List<MetricLine>();
        foreach (var workflow in workflows)
            foreach (var (name, runs) in queries.Metrics(workflow.Slug, most + 1 - lines.Count))
                lines.Add(new MetricLine(workflow.Name, name, runs, queries.History(workflow.Slug, name, 2)));
        return lines;
    }

    static MetricHistory? Find(RunQueries queries, string wanted, IReadOnlyList<(string Slug, string Name)> workflows, int most)
    {
        var found = workflows.Select(w => new MetricHistory(w.Name, wanted, queries.History(w.Slug, wanted, most))).Where(h => h.Values.Count > 0).ToList();
        if (found is [var only])
            return only;
        if (found.Count > 1)
            throw new RefusedException($"Metric '{wanted}' is measured by {string.Join(" and ", found.Select(f => $"'{f.Workflow}'"))}. Say which one is meant: --workflow {workflows.First(w => w.Name == found[0].Workflow).Slug}");
        var names = workflows.SelectMany(w => queries.Metrics(w.Slug, int.MaxValue).Select(m => m.Name)).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return null;
        return names.Where(n => n != wanted && string.Equals(n, wanted, StringComparison.OrdinalIgnoreCase)).ToList() is [var other]
            ? Find(queries, other, workflows, most)
            : throw new RefusedException($"There is no metric '{wanted}'.{Nearest.Hint(wanted, names)} The command metrics lists all of them.");
    }
}

using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>Runs as a table, newest first.</summary>
static class RunTable
{
    public static void Write(IReadOnlyList<RunRecord> runs, HostEnvironment environment)
    {
        if (runs.Count == 0)
        {
            environment.Out.WriteLine($"No runs in '{environment.RunsPlace}' yet.");
            return;
        }

        var table = Styles.Table("Run", "Workflow", "State", "Started", "Took", "Parameters");
        foreach (var run in runs)
        {
            var parameters = string.Join(' ', run.Parameters.Select(p => $"{p.Key}={p.Value}"));
            table.AddRow(
                Styles.Plain(run.Id),
                Styles.Plain(run.Workflow),
                Styles.State(run.State),
                Styles.Plain(Styles.Time(run.StartedAt)),
                Styles.Plain(run.FinishedAt - run.StartedAt is { } took ? Words.Duration(took) : "–"),
                Styles.Dim(parameters));
        }

        Styles.Write(environment, c => c.Write(table));
    }
}

using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Data;

/// <summary>A workflow as the list of all of them shows it.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What is known of it; null where it is not of this app but has run in its store.</param>
/// <param name="Newest">Its last runs, newest first.</param>
/// <param name="Metrics">What the last of them measured.</param>
/// <param name="Failed">What of its checks does not hold.</param>
/// <param name="Next">When it is due.</param>
/// <param name="Pause">Who has paused it; null where nobody has.</param>
sealed record WorkflowRow(string Slug, string Name, WorkflowDefinition? Definition, IReadOnlyList<RunRecord> Newest, IReadOnlyList<MetricRecord> Metrics, IReadOnlyList<CheckRecord> Failed, DateTimeOffset? Next, Pause? Pause)
{
    const int Runs = 10;

    /// <summary>The last run; null where there is none.</summary>
    public RunRecord? Last => Newest.Count > 0 ? Newest[0] : null;

    /// <summary>All of them: those of the app, and those that have run beside it.</summary>
    public static IReadOnlyList<WorkflowRow> All(RunQueries queries, DashboardData data)
    {
        var pauses = queries.Pauses();
        var others = queries.Workflows().Where(w => data.Find(w.Slug) is null).Select(w => (w.Slug, w.Name, Definition: (WorkflowDefinition?)null));
        return [.. data.Workflows.Select(w => (w.Definition.Slug, w.Definition.Name, Definition: (WorkflowDefinition?)w.Definition)).Concat(others).Select(w =>
        {
            var newest = queries.NewestOf(w.Slug, Runs);
            return new WorkflowRow(w.Slug, w.Name, w.Definition, newest, newest.Count == 0 ? [] : queries.MetricsOf(newest[0].Id), newest.Count == 0 ? [] : queries.FailedChecksOf(newest[0].Id),
                w.Definition is null ? null : data.NextOf(w.Definition), pauses.GetValueOrDefault(w.Slug));
        })];
    }

    /// <summary>Whether a text that somebody looks for is in it.</summary>
    public bool Has(string text) => Name.Contains(text, StringComparison.OrdinalIgnoreCase) || Slug.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Definition?.Description?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || Definition?.Nodes.Any(n => n.Name.Contains(text, StringComparison.OrdinalIgnoreCase)) == true;
}

using Aqueduct.Runtime;
using Aqueduct.Serving;

namespace Aqueduct.Dashboard.Data;

/// <summary>What pages look at: the app's workflows, and the store.</summary>
sealed class DashboardData(ServeContext context)
{
    /// <summary>The app's workflows, by name.</summary>
    public IReadOnlyList<Workflow> Workflows { get; } = [.. context.Workflows.OrderBy(w => w.Definition.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The time.</summary>
    public DateTimeOffset Now => context.Environment.Clock.GetUtcNow();

    /// <summary>The store itself, for what is changed in it.</summary>
    public RunStore Store => context.Store;

    /// <summary>The workflow of that slug; null where it is not of this app.</summary>
    public Workflow? Find(string slug) => Workflows.FirstOrDefault(w => w.Definition.Slug == slug);

    /// <summary>Reads the store, off the thread that draws pages.</summary>
    /// <exception cref="HomeException">It cannot be read.</exception>
    public Task<T> ReadAsync<T>(Func<RunQueries, T> query) => Task.Run(() => context.Store.Read(query));

    /// <summary>When a workflow's schedule fires next; null where it has none.</summary>
    public DateTimeOffset? NextOf(WorkflowDefinition workflow) => workflow.Schedule is { } schedule ? Firings.Of(schedule, workflow.TimeZone).Next(Now) : null;
}

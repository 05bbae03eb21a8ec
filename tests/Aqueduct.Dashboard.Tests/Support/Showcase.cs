using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Tests.Support;

/// <summary>A server with something to see on every page, started once.</summary>
public sealed class Showcase : IAsyncLifetime
{
    internal DashboardServer Server { get; private set; } = null!;

    /// <summary>Ids of a run that failed, and of the last one.</summary>
    internal (string Failed, string Last) Ids { get; private set; }

    public async Task InitializeAsync()
    {
        Server = await DashboardServer.StartAsync();
        foreach (var shift in (string[])["0.02", "0.03", "0.01", "0.05", "0.11", "0.04", "0.4", "0.06", "0.02", "0.12"])
            await Server.RunAsync(("shift", shift));
        var failed = await Server.RunAsync(("breaks", "true"));
        await Server.Home.RunAsync(WorkflowCatalog.All().Single(w => w.Definition.Slug == "weekly-digest"), ("greeting", "Hello"));
        var last = await Server.RunAsync(("rows", "150"), ("shift", "0.13"));
        await Server.Home.Store.WriteAsync(t =>
        {
            Audit.Add(t, new Caller("ada", Role.Operator), "run.start", last.Run.Id, DateTimeOffset.UtcNow, "customer-churn: rows=150");
            return true;
        });
        // The page of notifications is to be looked at when nothing more comes.
        while (Server.Home.Store.Read(q => q.ToNotify(DateTimeOffset.UtcNow)).Count > 0)
            await Task.Delay(20);
        Ids = (failed.Run.Id, last.Run.Id);
    }

    /// <summary>Every page, by the name of its picture.</summary>
    internal IReadOnlyDictionary<string, string> Pages => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["workflows"] = "/ui",
        ["run"] = $"/ui/runs/{Ids.Last}?node=Predict",
        ["run-failed"] = $"/ui/runs/{Ids.Failed}?node=Summarise",
        ["run-list"] = $"/ui/runs/{Ids.Last}?view=list",
        ["run-gantt"] = $"/ui/runs/{Ids.Last}?view=gantt",
        ["runs"] = "/ui/runs",
        ["workflow"] = "/ui/workflows/customer-churn",
        ["metric"] = "/ui/workflows/customer-churn/metrics/AverageChurn",
        ["compare"] = $"/ui/compare/{Ids.Failed}/{Ids.Last}",
        ["data"] = "/ui/data",
        ["resources"] = "/ui/resources",
        ["table"] = "/ui/resources?resource=demo&table=customers",
        ["notifications"] = "/ui/notifications",
        ["access"] = "/ui/access",
        ["login"] = "/ui/login",
    };

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

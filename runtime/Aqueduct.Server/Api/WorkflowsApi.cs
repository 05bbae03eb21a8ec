using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>Workflows, their versions, and what they measure.</summary>
sealed class WorkflowsApi(ApiData data)
{
    const int MostPoints = 5000, MostMetrics = 1000;

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("workflows.list", "GET", "/api/v1/workflows", Role.Viewer, "The workflows of this app, and others that have run in its store, each with its last run and its next firing.", ListAsync) { Answer = """{"type":"array","items":{"type":"object"}}""" },
        new("workflows.get", "GET", "/api/v1/workflows/{workflow}", Role.Viewer, "A workflow of this app: its parameters, nodes and how they depend on each other.", GetAsync) { Answer = "aqueduct-describe.v1.json" },
        new("workflows.versions", "GET", "/api/v1/workflows/{workflow}/versions", Role.Viewer, "The versions of a workflow that have run, the one of the last run first.", VersionsAsync) { Answer = """{"type":"array","items":{"type":"object"}}""" },
        new("metrics.list", "GET", "/api/v1/workflows/{workflow}/metrics", Role.Viewer, "The metrics of a workflow, each with its last value.", MetricsAsync) { Answer = "aqueduct-metrics.v1.json" },
        new("metrics.history", "GET", "/api/v1/workflows/{workflow}/metrics/{metric}", Role.Viewer, "The last values of a metric, newest first, each with the bounds that judged it.", HistoryAsync)
            { Query = [ApiParameter.Count("last", 100, MostPoints, "Most values.")], Answer = """{"type":"object"}""" },
        new("checks.history", "GET", "/api/v1/workflows/{workflow}/checks", Role.Viewer, "What the checks and bounds of a workflow said in its last runs, newest first.", ChecksAsync)
            { Query = [ApiParameter.Count("runs", 50, MostPoints, "Of how many runs.")], Answer = """{"type":"array","items":{"type":"object"}}""" },
    ];

    Task ListAsync(ApiCall call)
    {
        var (last, pauses) = data.Store.Read(q => (q.LastOfEach(), q.Pauses()));
        var now = data.Clock.GetUtcNow();
        var own = data.Workflows.Select(w => (w.Definition.Slug, w.Definition.Name, Definition: (WorkflowDefinition?)w.Definition));
        var others = last.Where(r => data.Find(r.Slug) is null).Select(r => (r.Slug, Name: r.Workflow, Definition: (WorkflowDefinition?)null));
        return call.ListAsync([.. own.Concat(others).OrderBy(w => w.Slug, StringComparer.Ordinal)], (json, w) =>
        {
            json.WriteString("slug", w.Slug);
            json.WriteString("name", w.Name);
            json.WriteString("description", w.Definition?.Description);
            json.WriteString("version", w.Definition?.Version);
            json.WriteString("schedule", w.Definition?.Schedule);
            json.WriteString("timeZone", w.Definition?.TimeZone);
            json.WriteString("after", w.Definition?.After);
            json.WriteString("next", StoreText.Of(w.Definition?.Schedule is { } schedule ? Firings.Of(schedule, w.Definition.TimeZone).Next(now) : null));
            if (pauses.GetValueOrDefault(w.Slug) is { } pause)
            {
                json.WriteStartObject("paused");
                json.WriteString("at", StoreText.Of(pause.At));
                json.WriteString("by", pause.By);
                json.WriteString("reason", pause.Reason);
                json.WriteEndObject();
            }

            if (last.FirstOrDefault(r => r.Slug == w.Slug) is not { } run)
                return;
            json.WriteStartObject("lastRun");
            RunJson.WriteRun(json, run);
            json.WriteEndObject();
        });
    }

    Task GetAsync(ApiCall call) => call.JsonAsync(json => DescribeCommand.WriteJson(json, data.Workflow(call).Definition));

    Task VersionsAsync(ApiCall call)
    {
        var slug = data.Slug(call);
        return call.ListAsync(data.Store.Read(q => q.VersionsOf(slug)), (json, version) =>
        {
            json.WriteString("version", version.Version);
            json.WriteBoolean("current", version.Version == data.Find(slug)?.Version);
            json.WriteNumber("runs", version.Runs);
            json.WriteString("firstRunAt", StoreText.Of(version.First));
            json.WriteString("lastRunAt", StoreText.Of(version.Last));
        });
    }

    Task MetricsAsync(ApiCall call)
    {
        var slug = data.Slug(call);
        var lines = data.Store.Read(q => q.Metrics(slug, MostMetrics).Select(m => new MetricLine(Name(slug), m.Name, m.Runs, q.History(slug, m.Name, 2))).Where(l => l.Last.Count > 0).ToList());
        return call.JsonAsync(json => RunJson.WriteMetrics(json, lines));
    }

    Task HistoryAsync(ApiCall call)
    {
        var (slug, metric) = (data.Slug(call), call.Part("metric"));
        var count = call.Count("last", 100, MostPoints);
        var values = data.Store.Read(q => q.History(slug, metric, count));
        if (values.Count == 0)
            ApiData.Named([.. data.Store.Read(q => q.Metrics(slug, MostMetrics)).Select(m => m.Name)], metric, name => name, "metric");
        return call.JsonAsync(json => RunJson.WriteHistory(json, new MetricHistory(Name(slug), metric, values)));
    }

    Task ChecksAsync(ApiCall call)
    {
        var slug = data.Slug(call);
        var runs = call.Count("runs", 50, MostPoints);
        return call.ListAsync(data.Store.Read(q => q.ChecksOf(slug, runs)), static (json, outcome) =>
        {
            json.WriteString("run", outcome.Run);
            json.WriteString("state", outcome.State.ToString());
            json.WriteString("startedAt", StoreText.Of(outcome.At));
            RunJson.WriteCheck(json, outcome.Check);
        });
    }

    string Name(string slug) => data.Find(slug)?.Name ?? data.Store.Read(q => q.NewestOf(slug, 1))[0].Workflow;
}

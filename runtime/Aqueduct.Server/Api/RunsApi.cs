using System.Text;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server.Api;

/// <summary>Runs: listed, looked at, compared, followed.</summary>
sealed class RunsApi(ApiData data)
{
    const int DefaultRuns = 50, MostRuns = 500;

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("runs.list", "GET", "/api/v1/runs", Role.Viewer, "Runs, newest first. For the next page pass the last id as before.", ListAsync)
        {
            Query =
            [
                ApiParameter.Text("workflow", "Slug of a workflow."),
                ApiParameter.Text("state", $"Only runs of these states, with commas between: {string.Join(", ", Enum.GetNames<RunState>())}."),
                ApiParameter.Text("text", "Only runs whose id, parameters or error hold this text."),
                ApiParameter.Text("before", "Id of the run before whose start the page begins."),
                ApiParameter.Count("limit", DefaultRuns, MostRuns, "Most runs."),
            ],
            Answer = "aqueduct-runs.v1.json",
        },
        new("runs.get", "GET", "/api/v1/runs/{run}", Role.Viewer, "A run with its nodes, metrics, checks, artifacts and publications.", GetAsync) { Answer = "aqueduct-run.v1.json" },
        new("runs.compare", "GET", "/api/v1/runs/{run}/compare/{other}", Role.Viewer, "What is different between two runs: parameters, node states and durations, metrics, checks, artifacts.", CompareAsync) { Answer = """{"type":"object"}""" },
        new("runs.logs", "GET", "/api/v1/runs/{run}/logs", Role.Viewer, "What the nodes of a run wrote to the console and their loggers.", LogsAsync)
            { Query = [ApiParameter.Text("node", "Name of a node; all without it.")], MediaType = "text/plain" },
        new("runs.events", "GET", "/api/v1/runs/{run}/events", Role.Viewer, "Follows a run as server-sent events: run (all of it), node (one that changed), log (what a node wrote since), end.",
            call => new RunEvents(data).FollowAsync(call)) { MediaType = "text/event-stream" },
    ];

    Task ListAsync(ApiCall call)
    {
        var filter = new RunFilter(
            call.Text("workflow"),
            [.. (call.Text("state") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => ApiCall.Of<RunState>("state", s))],
            call.Text("before"),
            call.Text("text"));
        if (filter.Before is { } before && !data.Store.Read(q => q.IdsStartingWith(before)).Contains(before))
            throw ApiProblem.NotFound($"There is no run '{before}' to begin before. It may have been removed.");
        var runs = data.Store.Read(q => q.Page(filter, call.Count("limit", DefaultRuns, MostRuns)));
        return call.JsonAsync(json => RunJson.WriteRuns(json, runs));
    }

    Task GetAsync(ApiCall call)
    {
        var run = data.Run(call);
        return call.JsonAsync(json => RunJson.WriteDetails(json, run));
    }

    Task CompareAsync(ApiCall call)
    {
        var comparison = RunComparison.Of(data.Run(call), data.Run(call, "other"));
        return call.JsonAsync(comparison.Write);
    }

    Task LogsAsync(ApiCall call)
    {
        var run = data.Run(call);
        var text = call.Text("node") is { } wanted
            ? Output(run, wanted)
            : StoreCommands.LogsOf(run);
        call.Context.Response.ContentType = "text/plain; charset=utf-8";
        return call.Context.Response.WriteAsync(text, Encoding.UTF8, call.Aborted);
    }

    string Output(RunDetails run, string wanted) => wanted.EndsWith(']') && data.Store.Read(q => q.ItemsNamed(run.Run.Id, wanted)) is { Count: > 0 } items
        ? string.Concat(items.Select(i => i.Output))
        : ApiData.Named(run.Nodes, wanted, n => n.Name, "node").Output;
}

using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>What starts, stops and pauses.</summary>
sealed class ActionsApi(ApiData data, IActions actions)
{
    // A value of a parameter is a text, a number, true or false: the workflow says which, and checks it.
    const string StartBody = """{"type":"object","properties":{"parameters":{"type":"object","additionalProperties":{}}},"required":[]}""";

    const string PauseBody = """{"type":"object","properties":{"reason":{"type":"string"}},"required":[]}""";

    const string Run = """{"type":"object"}""";

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("runs.start", "POST", "/api/v1/workflows/{workflow}/runs", Role.Operator, "Starts a run; the answer is the run, under way or waiting for others.", StartAsync) { Body = StartBody, Answer = Run, Status = 202 },
        new("runs.continue", "POST", "/api/v1/runs/{run}/continue", Role.Operator, "Starts a run from what a run that did not succeed has finished.", async call => await StartedAsync(call, await actions.ContinueAsync(call.Caller, data.Run(call).Run.Id, call.Aborted).ConfigureAwait(false)).ConfigureAwait(false))
            { Answer = Run, Status = 202 },
        new("runs.cancel", "POST", "/api/v1/runs/{run}/cancel", Role.Operator, "Asks a run for its end. Its process hears of it within a second.", async call => await StartedAsync(call, await actions.CancelAsync(call.Caller, data.Run(call).Run.Id).ConfigureAwait(false)).ConfigureAwait(false))
            { Answer = Run, Status = 202 },
        new("workflows.pause", "POST", "/api/v1/workflows/{workflow}/pause", Role.Operator, "Keeps a workflow from being started by anything but a person.", PauseAsync) { Body = PauseBody, Status = 204, MediaType = null },
        new("workflows.unpause", "DELETE", "/api/v1/workflows/{workflow}/pause", Role.Operator, "Lets a paused workflow be started again.", UnpauseAsync) { Status = 204, MediaType = null },
    ];

    async Task StartAsync(ApiCall call)
    {
        var workflow = data.Workflow(call);
        var body = await call.BodyAsync().ConfigureAwait(false);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body.TryGetProperty("parameters", out var given))
            foreach (var parameter in given.EnumerateObject())
                values[parameter.Name] = parameter.Value.ValueKind switch
                {
                    JsonValueKind.String => parameter.Value.GetString()!,
                    JsonValueKind.Number => parameter.Value.GetRawText(),
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    var kind => throw ApiProblem.Wrong([new("/parameters/" + parameter.Name, kind.ToString().ToLowerInvariant(), "a text, a number, true or false; left out, it has its default")]),
                };
        await StartedAsync(call, await actions.StartAsync(call.Caller, workflow, values, call.Aborted).ConfigureAwait(false)).ConfigureAwait(false);
    }

    static Task StartedAsync(ApiCall call, RunRecord run)
    {
        call.Context.Response.Headers.Location = "/api/v1/runs/" + run.Id;
        return call.JsonAsync(json =>
        {
            json.WriteStartObject();
            RunJson.WriteRun(json, run);
            json.WriteEndObject();
        });
    }

    async Task PauseAsync(ApiCall call)
    {
        var workflow = data.Workflow(call).Definition.Slug;
        var body = await call.BodyAsync().ConfigureAwait(false);
        await actions.PauseAsync(call.Caller, workflow, body.TryGetProperty("reason", out var reason) ? reason.GetString() : null).ConfigureAwait(false);
        call.Context.Response.StatusCode = 204;
    }

    async Task UnpauseAsync(ApiCall call)
    {
        await actions.UnpauseAsync(call.Caller, data.Workflow(call).Definition.Slug).ConfigureAwait(false);
        call.Context.Response.StatusCode = 204;
    }
}

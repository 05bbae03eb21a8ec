using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server;

/// <summary><c>POST /triggers/{workflow}</c>: starts a workflow, and answers once its run is recorded.</summary>
/// <param name="workflows">The app's.</param>
/// <param name="tokens">Who may.</param>
/// <param name="scheduler">What runs; gives null while the store is away.</param>
/// <param name="log">Receives what failed.</param>
sealed class WebhookRoute(IReadOnlyList<Workflow> workflows, WebhookTokens tokens, Func<Scheduler?> scheduler, Action<string> log)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    readonly Dictionary<string, Workflow> _workflows = workflows.Where(w => w.Definition.Webhook).ToDictionary(w => w.Definition.Slug, StringComparer.Ordinal);
    readonly Followers _followers = new(workflows);

    /// <summary>Answers a request.</summary>
    public async Task CallAsync(HttpContext context)
    {
        var slug = (string)context.Request.RouteValues["workflow"]!;
        if (!tokens.Admit(slug, context.Request.Headers.Authorization.ToString()))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Answers.ProblemAsync(context, StatusCodes.Status401Unauthorized, "No valid token", "Send the header Authorization: Bearer with the token of this workflow.").ConfigureAwait(false);
            return;
        }

        var workflow = _workflows[slug];
        IReadOnlyDictionary<string, string> values;
        try
        {
            values = ParameterTokens.Bind(workflow.Definition, await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false));
        }
        catch (ParameterException e)
        {
            await RefuseAsync(context, e).ConfigureAwait(false);
            return;
        }
        catch (JsonException e)
        {
            await Answers.ProblemAsync(context, StatusCodes.Status400BadRequest, "A wrong body", $"The body is no JSON object of the workflow's parameters: {e.Message}").ConfigureAwait(false);
            return;
        }

        await StartAsync(context, workflow, values).ConfigureAwait(false);
    }

    async Task StartAsync(HttpContext context, Workflow workflow, IReadOnlyDictionary<string, string> values)
    {
        var name = workflow.Definition.Name;
        var now = scheduler();
        if (now?.PauseOf(workflow.Definition.Slug) is { } pause)
        {
            await Answers.ProblemAsync(context, StatusCodes.Status409Conflict, "Paused", $"'{name}' is {pause.Said}.").ConfigureAwait(false);
            return;
        }

        var followers = _followers.Of(workflow.Definition);
        var caller = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var started = now?.Pool.TryStart(new RunRequest(workflow, values), o => o with { Followers = followers, Admitted = (t, run) => Causes.Note(t, run, "webhook", caller) });
        switch (started is null ? null : await started.RefusalAsync().ConfigureAwait(false))
        {
            case null when started is null:
                context.Response.Headers.RetryAfter = "5";
                await Answers.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "No place is free", now is null ? "The run store is away. Ask again." : "As many runs are under way as this server takes (--max-runs), or it is stopping. Ask again.").ConfigureAwait(false);
                break;
            case null:
                var run = await started!.Admitted.ConfigureAwait(false);
                await Answers.JsonAsync(context, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("run", run.Id);
                    json.WriteString("workflow", run.Slug);
                    json.WriteString("state", run.State.ToString());
                    json.WriteEndObject();
                }, StatusCodes.Status202Accepted).ConfigureAwait(false);
                break;
            case ParameterException e:
                await RefuseAsync(context, e).ConfigureAwait(false);
                break;
            case NotAdmittedException e:
                context.Response.Headers.RetryAfter = "5";
                await Answers.ProblemAsync(context, StatusCodes.Status409Conflict, "Another run is under way", e.Message).ConfigureAwait(false);
                break;
            case { } e:
                log($"error: '{name}' was not started by a request: {(CommandLines.IsRefusal(e) ? e.Message : e)}");
                await Answers.ProblemAsync(context, StatusCodes.Status500InternalServerError, "The run could not start", $"'{name}' was not started. The server's log says why.").ConfigureAwait(false);
                break;
        }
    }

    static Task RefuseAsync(HttpContext context, ParameterException e) =>
        Answers.ProblemAsync(context, StatusCodes.Status400BadRequest, "A wrong parameter", e.Message, [new Mistake("/" + e.Parameter, e.Message, "a value of the parameter's type")]);

    /// <summary>The members of the body's object as texts; none of an empty body.</summary>
    static async Task<IReadOnlyDictionary<string, string>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.ContentLength is null or 0 && !request.HasJsonContentType())
            return values;
        using var body = await JsonDocument.ParseAsync(request.Body, Strict, cancel).ConfigureAwait(false);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"it is of kind {body.RootElement.ValueKind}.");
        foreach (var member in body.RootElement.EnumerateObject())
            values[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.Value.GetRawText(),
                var kind => throw new ParameterException(member.Name, $"Parameter '{member.Name}' is of kind {kind} in the body. Write a text, a number, true or false; leave out what has its default."),
            };
        return values;
    }
}

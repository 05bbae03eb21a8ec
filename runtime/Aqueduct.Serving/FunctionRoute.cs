using System.Buffers;
using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Serving;

/// <summary>Answers with what an operator gives for a request's body.</summary>
sealed class FunctionRoute(FunctionEndpoint function, CurrentVersions versions, Action<string> log)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    readonly JsonCheck _check = new(function.Parameters);

    /// <summary><c>POST /score</c></summary>
    public async Task CallAsync(HttpContext context)
    {
        // All versions of one moment: a switch while the operator runs does not concern it.
        var contents = versions.Contents;
        foreach (var served in function.Served)
        {
            if (!contents.TryGetValue(served, out var content))
            {
                await Routes.NothingYetAsync(context, served).ConfigureAwait(false);
                return;
            }

            context.Response.Headers.Append(Answers.VersionHeader, $"{served}={content.Version.Version}");
        }

        if (!context.Request.HasJsonContentType())
        {
            await Answers.ProblemAsync(context, StatusCodes.Status415UnsupportedMediaType, "No JSON", "Send the body as JSON, with the header Content-Type: application/json.").ConfigureAwait(false);
            return;
        }

        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, [new Mistake("", $"no valid JSON: {e.Message}", "one JSON value")]).ConfigureAwait(false);
            return;
        }

        using (body)
            await CallAsync(context, body.RootElement, new ServedValues(name => contents.GetValueOrDefault(name)?.Value)).ConfigureAwait(false);
    }

    async Task CallAsync(HttpContext context, JsonElement body, ServedValues served)
    {
        if (_check.Of(body) is { Count: > 0 } mistakes)
        {
            await RefuseAsync(context, mistakes).ConfigureAwait(false);
            return;
        }

        var bytes = new ArrayBufferWriter<byte>(512);
        try
        {
            using var json = new Utf8JsonWriter(bytes);
            await function.Call(body, served, new RunContext("serve", DateTimeOffset.UtcNow, context.RequestAborted), json).ConfigureAwait(false);
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (EndpointBodyException e)
        {
            await RefuseAsync(context, [new Mistake(e.Pointer, e.Message, "a value as the document /openapi/v1.json describes it")]).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // What went wrong inside is for those who run the server, not for those who ask it.
            log($"error: POST /{function.Name}: {e.GetType().Name}: {e.Message}\n{StackTraces.Trim(e.StackTrace) ?? e.StackTrace}");
            await Answers.ProblemAsync(context, StatusCodes.Status500InternalServerError, "The operator failed", $"'{function.Name}' failed for this request. The server's log says why.").ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.WrittenCount;
        await context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }

    static Task RefuseAsync(HttpContext context, IReadOnlyList<Mistake> mistakes) =>
        Answers.ProblemAsync(context, StatusCodes.Status400BadRequest, "A wrong body", "The body is not what the operator takes; errors says where. The document /openapi/v1.json describes it.", mistakes);
}

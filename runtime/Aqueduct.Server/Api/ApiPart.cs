using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server.Api;

/// <summary>The part of a server that answers what can be asked of the app: the addresses under /api/v1.</summary>
sealed class ApiPart(IReadOnlyList<ApiOperation> operations) : IServePart
{
    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        foreach (var operation in operations)
            // A request delegate, not a lambda of other types: those are bound by reflection.
            app.MapMethods(operation.Path, [operation.Method], context => AnswerAsync(context, operation)).WithMetadata(operation.IsOpen ? Requires.Nothing : Requires.Of(operation.Role));
    }

    /// <inheritdoc/>
    public void Document(Utf8JsonWriter paths)
    {
        foreach (var path in operations.GroupBy(o => o.Path, StringComparer.Ordinal))
        {
            paths.WriteStartObject(path.Key);
            foreach (var operation in path)
                ApiDocument.Write(paths, operation);
            paths.WriteEndObject();
        }
    }

    static async Task AnswerAsync(HttpContext context, ApiOperation operation)
    {
        var caller = context.Features.Get<Caller>() ?? new Caller("?", Role.Client);
        var call = new ApiCall(context, operation, caller);
        try
        {
            call.RefuseUnknown();
            await operation.Handle(call).ConfigureAwait(false);
        }
        catch (ApiProblem e)
        {
            await Answers.ProblemAsync(context, e.Status, e.Title, e.Message, e.Mistakes).ConfigureAwait(false);
        }
        catch (ParameterException e)
        {
            await Answers.ProblemAsync(context, StatusCodes.Status400BadRequest, "A wrong parameter", e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RefusedException or MissingServiceException or ResourceException { IsSystem: false })
        {
            await Answers.ProblemAsync(context, StatusCodes.Status409Conflict, "Refused", e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HomeException or ResourceException)
        {
            context.Response.Headers.RetryAfter = "5";
            await Answers.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Not reachable", e.Message).ConfigureAwait(false);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Serving;

/// <summary>Writes answers.</summary>
static class Answers
{
    /// <summary>Answers with JSON.</summary>
    public static Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) => WriteAsync(context, status, "application/json", write);

    /// <summary>Answers with a problem, as RFC 9457 has them.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">What kind of problem; the same for each of its kind.</param>
    /// <param name="detail">What was found, and what to do.</param>
    /// <param name="mistakes">The places that are wrong.</param>
    public static Task ProblemAsync(HttpContext context, int status, string title, string detail, IReadOnlyList<Mistake>? mistakes = null) => WriteAsync(context, status, "application/problem+json", json =>
    {
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        json.WriteString("instance", context.Request.Path.Value);
        if (mistakes is { Count: > 0 })
        {
            json.WriteStartArray("errors");
            foreach (var mistake in mistakes)
            {
                json.WriteStartObject();
                json.WriteString("pointer", mistake.Pointer);
                json.WriteString("found", mistake.Found);
                json.WriteString("expected", mistake.Expected);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <summary>Says which version answers; true where the client has it already, and that was answered.</summary>
    public static bool IsKnown(HttpContext context, EndpointVersion version)
    {
        var tag = $"\"{version.Version.ToString(CultureInfo.InvariantCulture)}-{version.Hash[..16]}\"";
        context.Response.Headers[VersionHeader] = version.Version.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (!context.Request.Headers.IfNoneMatch.Contains(tag))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Names the version that answers.</summary>
    public const string VersionHeader = "Aqueduct-Version";

    static async Task WriteAsync(HttpContext context, int status, string type, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
            write(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.WrittenCount;
        await context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}

using System.Globalization;
using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server.Api;

/// <summary>One request to the API.</summary>
sealed class ApiCall(HttpContext context, ApiOperation operation, Caller caller)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The request and its answer.</summary>
    public HttpContext Context => context;

    /// <summary>Who asks.</summary>
    public Caller Caller => caller;

    /// <summary>Ends with the request.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>A part of the path.</summary>
    public string Part(string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A parameter behind the question mark; null where it is missing.</summary>
    public string? Text(string name) => context.Request.Query.TryGetValue(name, out var text) ? text.ToString() : null;

    /// <summary>A whole number from 1 on.</summary>
    /// <exception cref="ApiProblem">It is none, or larger than <paramref name="most"/>.</exception>
    public int Count(string name, int fallback, int most) => Text(name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
        : throw ApiProblem.Wrong([new Mistake(name, $"'{text}'", $"a whole number from 1 to {most}")]);

    /// <summary>A whole number from 0 on.</summary>
    /// <exception cref="ApiProblem">It is none.</exception>
    public long? Position(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw ApiProblem.Wrong([new Mistake(name, $"'{text}'", "a whole number from 0 on")]);

    /// <summary>One of the names of an enumeration, whatever their case.</summary>
    /// <exception cref="ApiProblem">It is none of them.</exception>
    public static T Of<T>(string at, string text) where T : struct, Enum => !int.TryParse(text, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value
        : throw ApiProblem.Wrong([new Mistake(at, $"'{text}'", $"one of {string.Join(", ", Enum.GetNames<T>())}")]);

    /// <summary>The body, as the operation's schema has it.</summary>
    /// <exception cref="ApiProblem">There is none, or it is another.</exception>
    public async Task<JsonElement> BodyAsync()
    {
        if (!context.Request.HasJsonContentType())
            throw new ApiProblem(415, "No JSON", "Send the body as JSON, with the header Content-Type: application/json.");
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, Strict, Aborted).ConfigureAwait(false);
            return new JsonCheck(operation.Body!).Of(body.RootElement) is { Count: > 0 } mistakes ? throw ApiProblem.Wrong(mistakes) : body.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw ApiProblem.Wrong([new Mistake("", $"no valid JSON: {e.Message}", "one JSON value")]);
        }
    }

    /// <summary>Refuses parameters that the operation does not have: a filter that is misspelt must not look like one that finds everything.</summary>
    /// <exception cref="ApiProblem">There is one.</exception>
    public void RefuseUnknown()
    {
        var known = operation.Query.Select(p => p.Name).ToList();
        if (context.Request.Query.Keys.Where(k => !known.Contains(k)).Select(k => new Mistake(k, "an unknown parameter", known.Count == 0 ? "none" : string.Join(", ", known))).ToList() is { Count: > 0 } mistakes)
            throw ApiProblem.Wrong(mistakes);
    }

    /// <summary>Answers with JSON.</summary>
    public Task JsonAsync(Action<Utf8JsonWriter> write) => Answers.JsonAsync(context, write, operation.Status);

    /// <summary>Answers with an array of objects.</summary>
    public Task ListAsync<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) => JsonAsync(json => RunJson.WriteArray(json, items, write));
}

using System.Globalization;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>One call of a function.</summary>
/// <param name="Id">Lambda's id of it.</param>
/// <param name="Deadline">When Lambda stops the program, answered or not.</param>
/// <param name="Body">JSON.</param>
sealed record LambdaEvent(string Id, DateTimeOffset Deadline, ReadOnlyMemory<byte> Body);

/// <summary>The runtime API of AWS Lambda, by which a program of an image takes events and answers them: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.</summary>
/// <param name="host">Host and port.</param>
sealed class LambdaApi(string host) : IDisposable
{
    // The next event may be hours away.
    readonly HttpClient _http = new() { BaseAddress = new Uri($"http://{host}/2018-06-01/runtime/"), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Waits for an event.</summary>
    public async Task<LambdaEvent> NextAsync(CancellationToken cancel)
    {
        using var response = await _http.GetAsync("invocation/next", cancel).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return new LambdaEvent(
            Header(response, "Lambda-Runtime-Aws-Request-Id"),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header(response, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture)),
            await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
    }

    /// <summary>Answers an event.</summary>
    public Task AnswerAsync(string id, Action<Utf8JsonWriter> write) => PostAsync($"invocation/{id}/response", write, error: null);

    /// <summary>Says that an event could not be dealt with.</summary>
    /// <param name="id">The event's.</param>
    /// <param name="type">What went wrong, in one word.</param>
    /// <param name="message">What went wrong.</param>
    public Task FailAsync(string id, string type, string message) => PostAsync($"invocation/{id}/error", json =>
    {
        json.WriteString("errorMessage", message);
        json.WriteString("errorType", type);
        json.WriteStartArray("stackTrace");
        json.WriteEndArray();
    }, $"Aqueduct.{type}");

    public void Dispose() => _http.Dispose();

    async Task PostAsync(string path, Action<Utf8JsonWriter> write, string? error)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes.ToArray()) };
        request.Content.Headers.ContentType = new("application/json");
        if (error is not null)
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", error);
        using var response = await _http.SendAsync(request).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    static string Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.First()
        : throw new InvalidDataException($"AWS Lambda sent an event without the header {name}.");
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aqueduct.AI.Tests;

/// <summary>What is asked of the server.</summary>
sealed record Question(JsonNode Body, string? Authorization, string? Agent)
{
    public string Model => (string)Body["model"]!;

    public IReadOnlyList<(string Role, string Content)> Messages => [.. Body["messages"]!.AsArray().Select(m => ((string)m!["role"]!, Content(m["content"]!)))];

    public string Instruction => Messages[0].Content;

    /// <summary>The values, which are the second message.</summary>
    public JsonNode Values => JsonNode.Parse(Messages[1].Content)!;

    public JsonNode? Schema => Body["response_format"]?["json_schema"]?["schema"];

    static string Content(JsonNode content) => content is JsonArray parts ? string.Concat(parts.Select(p => (string)p!["text"]!)) : (string)content!;
}

/// <summary>How the server answers.</summary>
sealed record Reply(string? Content, int Status = 200, string Finish = "stop", string? RetryAfter = null, bool IsCounted = true);

/// <summary>A server that speaks OpenAI's protocol on loopback. What it answers follows from what it is asked.</summary>
sealed class LanguageServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly List<Question> _questions = [];

    LanguageServer(WebApplication app) => _app = app;

    /// <summary>Its address, as far as /v1.</summary>
    public string Address => _app.Urls.Single() + "/v1";

    /// <summary>What was asked, in the order in which it came.</summary>
    public IReadOnlyList<Question> Questions
    {
        get
        {
            lock (_questions)
                return [.. _questions];
        }
    }

    /// <summary>How it answers the question of a number, from 1; <see cref="Usual"/> unless a test says otherwise.</summary>
    public Func<Question, int, HttpContext, Task<Reply>> Answer { get; set; } = (question, _, _) => Task.FromResult(Usual(question));

    public static async Task<LanguageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new LanguageServer(app);
        app.MapPost("/v1/chat/completions", (RequestDelegate)server.CompleteAsync);
        app.MapGet("/v1/models", () => Results.Text("""{"object":"list","data":[{"id":"small","object":"model","created":1,"owned_by":"test"},{"id":"large:latest","object":"model","created":1,"owned_by":"test"}]}""", "application/json"));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A text in capital letters, or JSON made of the schema's types: numbers are the length of the first value, texts it, enumerations their last member.</summary>
    public static Reply Usual(Question question)
    {
        var value = question.Values.AsObject().First().Value?.ToString() ?? "";
        return new(question.Schema is { } schema ? Of(schema, value).ToJsonString() : $" {value.ToUpperInvariant()}\n");
    }

    static JsonNode Of(JsonNode schema, string value)
    {
        if (schema["enum"] is JsonArray names)
            return (string)names[^1]!;
        var type = schema["type"] is JsonArray types ? (string)types[0]! : (string)schema["type"]!;
        return type switch
        {
            "object" => new JsonObject(schema["properties"]!.AsObject().Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Of(p.Value!, value)))),
            "array" => new JsonArray([.. value.Split(' ').Select(_ => Of(schema["items"]!, value))]),
            "integer" => value.Length,
            "number" => value.Length / 2.0,
            "boolean" => value.Length > 3,
            _ => ((string?)schema["description"])?.Contains("date", StringComparison.Ordinal) == true ? "2026-01-31" : value,
        };
    }

    async Task CompleteAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var question = new Question(body, context.Request.Headers.Authorization, context.Request.Headers.UserAgent);
        int number;
        lock (_questions)
        {
            _questions.Add(question);
            number = _questions.Count;
        }

        var reply = await Answer(question, number, context);
        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } after)
            context.Response.Headers.RetryAfter = after;
        context.Response.ContentType = "application/json";
        var answer = reply.Status == 200
            ? new JsonObject
            {
                ["id"] = "chatcmpl-1",
                ["object"] = "chat.completion",
                ["created"] = 1,
                ["model"] = question.Model + "-2026",
                ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = reply.Finish, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = reply.Content } }),
                ["usage"] = reply.IsCounted ? new JsonObject { ["prompt_tokens"] = 1000, ["completion_tokens"] = 20, ["total_tokens"] = 1020 } : null,
            }
            : new JsonObject { ["error"] = new JsonObject { ["message"] = reply.Content, ["type"] = "test", ["code"] = "test" } };
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString(new JsonSerializerOptions())));
    }
}

using System.Globalization;
using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Aqueduct.AI;

/// <summary>Asks the questions of one call of a prompt, and tells at its end what they took.</summary>
sealed class Conversation : IDisposable
{
    const int MostShown = 300;

    readonly PromptDraft _draft;
    readonly RunContext _run;
    readonly PatientClient _client;
    readonly PromptText _text;
    readonly AnswerReader _reader;
    readonly ChatOptions _options;
    readonly Usage _usage = new();

    /// <exception cref="ResourceException">The resource is not as it should be, or nobody answers.</exception>
    public Conversation(PromptDraft draft, RunContext run)
    {
        (_draft, _run, _text, _reader) = (draft, run, new PromptText(draft), new AnswerReader(draft.Schema));
        var (client, name) = PromptClient.Find(draft, run);
        _client = new PatientClient(client, draft.Resource ?? nameof(IChatClient), name, (run.Services?.GetService(typeof(TimeProvider)) as TimeProvider) ?? TimeProvider.System, Warn);
        _options = new ChatOptions
        {
            ModelId = draft.Model,
            Temperature = (float?)draft.Temperature,
            MaxOutputTokens = draft.MaxOutputTokens,
            ResponseFormat = _reader.Format,
            // Of OpenAI's protocol, which resources speak: the schema is kept to, and not only looked at.
            AdditionalProperties = _reader.Format is null || draft.Resource is null ? null : new() { ["strict"] = true },
        };
    }

    /// <summary>Asks, and once more where what comes is none of what was asked for.</summary>
    /// <param name="values">The values of the names in braces.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="row">The row that is asked for, from 1; null where there are none.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<T> AskAsync<T>(PromptValue[] values, Func<JsonElement, T> read, int? row, CancellationToken cancel)
    {
        var where = row is { } number ? string.Create(CultureInfo.InvariantCulture, $"row {number}") : null;
        List<ChatMessage> messages = [new(ChatRole.System, _text.Instruction), new(ChatRole.User, PromptText.ValuesOf(values))];
        for (var isSecond = false; ; isSecond = true)
        {
            var response = await _client.AskAsync(messages, _options, where, cancel).ConfigureAwait(false);
            _usage.Add(response);
            var problem = Cut(response);
            if (problem is null && _reader.TryRead(response.Text, read, out var result, out problem))
                return result;
            if (isSecond || response.FinishReason is { } reason && (reason == ChatFinishReason.Length || reason == ChatFinishReason.ContentFilter))
                throw new InvalidDataException($"The answer to '{_draft.Method}'{(where is null ? "" : $" for {where}")} is none: {problem}{(isSecond ? " It was asked for twice." : "")} What came: {Shown(response.Text)}");
            Warn($"{(where is null ? "" : $"{where}: ")}asking again, for {problem} What came: {Shown(response.Text)}");
            if (response.Text.Length > 0)
                messages.AddRange([new(ChatRole.Assistant, response.Text), new(ChatRole.User, _text.Again(problem))]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_usage.Calls == 0)
            return;
        _run.Say(_usage.ToString());
        Log(LogLevel.Information, $"{_draft.Method}: {_usage}{(_usage.Model is { } model ? $", model {model}" : "")}");
    }

    string? Cut(ChatResponse response) =>
        response.FinishReason == ChatFinishReason.Length ? $"it was cut off{(_draft.MaxOutputTokens is { } most ? $", as MaxOutputTokens is {most.ToString(CultureInfo.InvariantCulture)}" : "")}. Raise MaxOutputTokens, or ask for less."
        : response.FinishReason == ChatFinishReason.ContentFilter ? "the service's content filter withheld it."
        : null;

    void Warn(string text) => Log(LogLevel.Warning, text);

    void Log(LogLevel level, string text) => _run.Logger.Log(level, default, text, null, static (text, _) => text);

    static string Shown(string text) => Words.Line(text, MostShown) is { Length: > 0 } line ? line : "nothing";
}

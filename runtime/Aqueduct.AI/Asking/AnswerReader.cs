using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.Extensions.AI;

namespace Aqueduct.AI;

/// <summary>Reads answers: JSON that a schema describes, or a text as a JSON string.</summary>
/// <param name="schema">JSON Schema; null for a text.</param>
sealed class AnswerReader(string? schema)
{
    readonly JsonCheck? _check = schema is null ? null : new JsonCheck(schema);

    /// <summary>What the service is told of the answer; null for a text.</summary>
    public ChatResponseFormat? Format { get; } = schema is null ? null : ChatResponseFormat.ForJsonSchema(Parsed(schema), "answer");

    /// <summary>Reads an answer.</summary>
    /// <param name="text">What came.</param>
    /// <param name="read">Reads its JSON.</param>
    /// <param name="result">What was read.</param>
    /// <param name="problem">A sentence that says what is wrong.</param>
    public bool TryRead<T>(string text, Func<JsonElement, T> read, [MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out string? problem)
    {
        (result, problem) = (default, null);
        try
        {
            if (_check is null)
            {
                problem = text.Trim() is { Length: 0 } ? "it is empty." : null;
                if (problem is null)
                    result = read(Parsed($"\"{JsonEncodedText.Encode(text.Trim())}\""));
                return problem is null;
            }

            var json = Parsed(text);
            problem = _check.Of(json) is [var mistake, ..] ? $"{(mistake.Pointer.Length == 0 ? "it" : mistake.Pointer)} is {mistake.Found}, and not {mistake.Expected}." : null;
            if (problem is null)
                result = read(json);
            return problem is null;
        }
        catch (JsonException e)
        {
            problem = $"it is no JSON: {e.Message.TrimEnd('.')}.";
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or OverflowException)
        {
            // What no schema can say: a text that is no value of its type, or one that a constructor refuses.
            problem = $"it is no such value: {e.Message.TrimEnd('.')}.";
        }

        return false;
    }

    static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Calls an operator for one request: reads its parameters from the body, and writes what it gives.</summary>
/// <param name="body">The body, which is what the function's schema says.</param>
/// <param name="served">What endpoints publish, all of one moment.</param>
/// <param name="run">The context of the call, with its cancellation.</param>
/// <param name="result">Receives the answer.</param>
public delegate ValueTask EndpointCall(JsonElement body, ServedValues served, RunContext run, Utf8JsonWriter result);

/// <summary>Answers requests by calling an operator.</summary>
/// <param name="name">Name of the endpoint.</param>
/// <param name="parameters">JSON Schema of the body.</param>
/// <param name="schema">JSON Schema of the answer.</param>
/// <param name="served">Names of the endpoints whose values it takes.</param>
/// <param name="call">Calls it.</param>
sealed class FunctionEndpoint(string name, string parameters, string schema, IReadOnlyList<string> served, EndpointCall call) : Endpoint(name, schema)
{
    public string Parameters => parameters;

    public IReadOnlyList<string> Served => served;

    public EndpointCall Call => call;
}

/// <summary>What endpoints publish, as operators take it: all current versions of one moment.</summary>
public sealed class ServedValues
{
    readonly Func<string, object?> _find;

    internal ServedValues(Func<string, object?> find) => _find = find;

    /// <summary>What an endpoint publishes.</summary>
    /// <param name="endpoint">Name of the endpoint.</param>
    /// <exception cref="InvalidOperationException">It publishes something else.</exception>
    public T Get<T>(string endpoint) => _find(endpoint) is T value ? value
        : throw new InvalidOperationException($"The endpoint '{endpoint}' publishes no {typeof(T).Name}. Give the parameter marked [Served(\"{endpoint}\")] the type of what is published.");
}

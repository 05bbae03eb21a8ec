namespace Aqueduct.Runtime;

/// <summary>The endpoints of this app, registered by generated module initializers.</summary>
public static class EndpointCatalog
{
    static readonly SortedDictionary<string, Endpoint> Registered = new(StringComparer.Ordinal);

    /// <summary>Registers an endpoint that a workflow publishes a table to.</summary>
    /// <param name="name">Name of the endpoint.</param>
    /// <param name="schema">JSON Schema of a row.</param>
    /// <param name="row">Writes a row.</param>
    /// <param name="key">The member that finds a row; null where rows are only listed.</param>
    /// <param name="isInternal">Whether it has no address.</param>
    public static void AddTable<T>(string name, string schema, JsonCodec<T> row, string? key, bool isInternal) => Add(new TableEndpoint<T>(name, schema, row, key, isInternal));

    /// <summary>Registers an endpoint that a workflow publishes a value to.</summary>
    /// <param name="name">Name of the endpoint.</param>
    /// <param name="schema">JSON Schema of the value; <c>{}</c> where it is no JSON.</param>
    /// <param name="codec">How it is stored.</param>
    /// <param name="isInternal">Whether it has no address.</param>
    public static void AddValue<T>(string name, string schema, IArtifactCodec<T> codec, bool isInternal) => Add(new ValueEndpoint<T>(name, schema, codec, isInternal));

    /// <summary>Registers an operator that answers requests.</summary>
    /// <param name="name">Name of the endpoint.</param>
    /// <param name="parameters">JSON Schema of the body.</param>
    /// <param name="schema">JSON Schema of the answer.</param>
    /// <param name="served">Names of the endpoints whose values it takes.</param>
    /// <param name="call">Calls it.</param>
    public static void AddFunction(string name, string parameters, string schema, IReadOnlyList<string> served, EndpointCall call) => Add(new FunctionEndpoint(name, parameters, schema, served, call));

    /// <summary>All endpoints, by name.</summary>
    public static IReadOnlyList<Endpoint> All()
    {
        lock (Registered)
            return [.. Registered.Values];
    }

    // The first registration wins: two assemblies may bring the same one.
    static void Add(Endpoint endpoint)
    {
        lock (Registered)
            Registered.TryAdd(endpoint.Name, endpoint);
    }
}

namespace Aqueduct.Runtime;

/// <summary>Something that is served under a name; the generator registers one for each method marked [Endpoint].</summary>
public abstract class Endpoint
{
    private protected Endpoint(string name, string schema) => (Name, Schema) = (name, schema);

    /// <summary>The first part of its address.</summary>
    public string Name { get; }

    /// <summary>JSON Schema of what it answers with; of a table, of one row.</summary>
    public string Schema { get; }
}

/// <summary>An endpoint that a workflow publishes to.</summary>
abstract class PublishedEndpoint(string name, string schema) : Endpoint(name, schema)
{
    /// <summary>Whether it has no address.</summary>
    public abstract bool IsInternal { get; }

    /// <summary>Loads a version into memory.</summary>
    /// <exception cref="IOException">Its bytes are gone, or are not those that were published.</exception>
    public abstract Task<EndpointContent> LoadAsync(ArtifactStore artifacts, EndpointVersion version, CancellationToken cancel);
}

/// <summary>A version of an endpoint in memory; it never changes.</summary>
/// <param name="version">Which.</param>
abstract class EndpointContent(EndpointVersion version)
{
    /// <summary>Which version.</summary>
    public EndpointVersion Version => version;

    /// <summary>The value as an operator takes it.</summary>
    public abstract object? Value { get; }
}

namespace Aqueduct.Runtime;

/// <summary>Serves a value as a whole, with the bytes that it is stored with.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="name">Name of the endpoint.</param>
/// <param name="schema">JSON Schema of the value.</param>
/// <param name="codec">How it is stored.</param>
/// <param name="isInternal">Whether it has no address.</param>
sealed class ValueEndpoint<T>(string name, string schema, IArtifactCodec<T> codec, bool isInternal) : PublishedEndpoint(name, schema), IValueEndpoint
{
    public override bool IsInternal => isInternal;

    public string MediaType => codec.MediaType;

    public override async Task<EndpointContent> LoadAsync(ArtifactStore artifacts, EndpointVersion version, CancellationToken cancel)
    {
        var bytes = await artifacts.ReadAsync(version.Hash, BytesCodec.Instance, cancel).ConfigureAwait(false);
        using var stream = new MemoryStream(bytes, writable: false);
        return new ValueContent(version, bytes, await codec.ReadAsync(stream, cancel).ConfigureAwait(false));
    }
}

/// <summary>What is known of an endpoint of a value, whatever its type.</summary>
interface IValueEndpoint
{
    /// <summary>What its bytes are.</summary>
    string MediaType { get; }
}

/// <summary>The value of one version.</summary>
sealed class ValueContent(EndpointVersion version, byte[] bytes, object? value) : EndpointContent(version)
{
    public override object? Value => value;

    /// <summary>The bytes that answer.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;
}

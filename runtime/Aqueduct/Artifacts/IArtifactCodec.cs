namespace Aqueduct;

/// <summary>How values of one type are stored as artifacts.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <remarks>Equal values should give equal bytes: artifacts are addressed by the hash of their content.</remarks>
public interface IArtifactCodec<T>
{
    /// <summary>Media type of the bytes, such as <c>application/json</c>.</summary>
    string MediaType { get; }

    /// <summary>Writes <paramref name="value"/> to <paramref name="stream"/>, which stays open.</summary>
    ValueTask WriteAsync(T value, Stream stream, CancellationToken cancel);

    /// <summary>Reads a value that <see cref="WriteAsync"/> wrote.</summary>
    ValueTask<T> ReadAsync(Stream stream, CancellationToken cancel);
}

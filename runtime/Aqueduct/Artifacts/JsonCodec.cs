using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Base of the codecs whose artifacts are JSON; the generator emits one for each record, list or dictionary that flows.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public abstract class JsonCodec<T> : IArtifactCodec<T>
{
    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <summary>Writes one JSON value.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads one JSON value.</summary>
    public abstract T Read(JsonElement element);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(T value, Stream stream, CancellationToken cancel)
    {
        var writer = new Utf8JsonWriter(stream);
        await using (writer.ConfigureAwait(false))
        {
            Write(writer, value);
            await writer.FlushAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<T> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using var document = await JsonDocument.ParseAsync(stream, default, cancel).ConfigureAwait(false);
        return Read(document.RootElement);
    }
}

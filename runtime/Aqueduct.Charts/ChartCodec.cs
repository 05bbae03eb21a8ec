using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Aqueduct;

/// <summary>Stores a chart as a PNG image that every viewer shows, with the SVG inside as a chunk that viewers pass over.</summary>
/// <remarks>Chunks: PNG specification, third edition, section 5. The name <c>aqSv</c> says: not needed to show the image, private, safe to copy.</remarks>
public sealed class ChartCodec : IArtifactCodec<Chart>
{
    const int Signature = 8, Frame = 12; // length, name and checksum of a chunk

    static readonly byte[] Name = "aqSv"u8.ToArray();

    /// <inheritdoc/>
    public string MediaType => "image/png";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(Chart value, Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(stream);
        var end = value.Png.Length - Frame;
        await stream.WriteAsync(value.Png[..end], cancel).ConfigureAwait(false);
        await stream.WriteAsync(Chunk(Encoding.UTF8.GetBytes(value.Svg)), cancel).ConfigureAwait(false);
        await stream.WriteAsync(value.Png[end..], cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The bytes are no chart.</exception>
    public async ValueTask<Chart> ReadAsync(Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancel).ConfigureAwait(false);
        var bytes = copy.ToArray();
        for (var at = Signature; at + Frame <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - Frame)
                break;
            var next = at + Frame + (int)length;
            if (bytes.AsSpan(at + 4, 4).SequenceEqual(Name))
                return new Chart([.. bytes.AsSpan(0, at), .. bytes.AsSpan(next)], Encoding.UTF8.GetString(bytes, at + 8, (int)length));
            at = next;
        }

        throw new InvalidDataException("It is no chart: no PNG image with an SVG inside.");
    }

    static byte[] Chunk(byte[] data)
    {
        var chunk = new byte[Frame + data.Length];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        Name.CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}

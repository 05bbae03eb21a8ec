using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Hashes that values would be stored under.</summary>
static class ArtifactHash
{
    /// <summary>The hash of a value's bytes, which nobody keeps: a stream may be larger than memory.</summary>
    public static async ValueTask<string> OfAsync<T>(T value, IArtifactCodec<T> codec)
    {
        using var hash = SHA256.Create();
        var bytes = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        await using (bytes.ConfigureAwait(false))
        {
            await codec.WriteAsync(value, bytes, CancellationToken.None).ConfigureAwait(false);
            await bytes.FlushFinalBlockAsync().ConfigureAwait(false);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }
}

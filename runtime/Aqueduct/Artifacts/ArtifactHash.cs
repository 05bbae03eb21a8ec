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

    /// <summary>The hashes of a node's artifacts, in order, as they would be stored.</summary>
    public static async ValueTask<IReadOnlyList<string>> OfAsync(WorkflowRun graph, int node)
    {
        var hashes = new Hashes();
        await graph.StoreAsync(node, hashes).ConfigureAwait(false);
        return hashes.All;
    }

    sealed class Hashes : ArtifactSink
    {
        readonly SortedDictionary<int, string> _hashes = [];

        public IReadOnlyList<string> All => [.. _hashes.Values];

        public override async ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec) => _hashes[output] = await OfAsync(value, codec).ConfigureAwait(false);
    }
}

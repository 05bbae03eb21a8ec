using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Objects.Tests;

/// <summary>What holds wherever artifacts are kept. Each place has a class that says it of that place.</summary>
/// <param name="store">A store without artifacts.</param>
/// <param name="overwrite">Puts other bytes under the name of an object, as a broken disk would.</param>
sealed class ArtifactContract(ArtifactStore store, Func<string, byte[], Task> overwrite)
{
    const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const int Large = 40 << 20;

    readonly FakeTimeProvider _later = new(DateTimeOffset.UtcNow + ArtifactPlace.Grace * 2);

    async Task<List<string>> Names() => await store.Place.NamesAsync(default).ToListAsync();

    Task<(string Hash, long Bytes)> Write(string text) => store.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), BytesCodec.Instance, default);

    public async Task An_artifact_is_named_by_the_hash_of_its_bytes_and_comes_back_as_it_was()
    {
        Assert.False(await store.RenewAsync(HashOfAbc, default));
        Assert.Equal((HashOfAbc, 3L), await Write("abc"));
        Assert.Equal([ArtifactPlace.NameOf(HashOfAbc)], await Names());
        Assert.Equal("abc"u8.ToArray(), await store.ReadAsync(HashOfAbc, BytesCodec.Instance, default));
        Assert.Null(await store.VerifyAsync(HashOfAbc, default));
        Assert.True(await store.RenewAsync(HashOfAbc, default));
        Assert.EndsWith("ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", store.PathOf(HashOfAbc).Replace('\\', '/'), StringComparison.Ordinal);
    }

    public async Task Equal_bytes_are_kept_once_however_many_write_them_at_once()
    {
        await Parallel.ForAsync(0, 24, async (i, cancel) => await store.WriteAsync(i % 3, JsonCodecs.Int32, cancel));
        Assert.Equal(3, (await Names()).Count);
    }

    public async Task Nothing_is_left_of_an_artifact_whose_codec_fails_half_way_or_is_canceled()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(1L << 20, new Pattern(1 << 19, () => throw new InvalidOperationException("half way")), default));
        using var canceled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.WriteAsync(1L << 20, new Pattern(1 << 19, canceled.Cancel), canceled.Token));
        Assert.Empty(await Names());
    }

    public async Task A_large_artifact_passes_through_a_small_memory_both_ways()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var passing = Task.Run(async () =>
        {
            var (hash, bytes) = await store.WriteAsync((long)Large, new Pattern(), default);
            Assert.Equal(Large, await store.ReadAsync(hash, new Pattern(), default));
            Assert.Equal(Large, bytes);
        });
        var most = 0L;
        while (!passing.IsCompleted)
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        await passing;
        Assert.InRange(most, 0, Large / 8);
    }

    public async Task What_is_missing_or_corrupt_is_found_and_not_read()
    {
        Assert.Equal("missing", await store.VerifyAsync(HashOfAbc, default));
        await Assert.ThrowsAnyAsync<IOException>(() => store.ReadAsync(HashOfAbc, BytesCodec.Instance, default));
        await Write("abc");
        await overwrite(ArtifactPlace.NameOf(HashOfAbc), "abd"u8.ToArray());
        Assert.Equal("corrupt", await store.VerifyAsync(HashOfAbc, default));
        await Assert.ThrowsAsync<CorruptArtifactException>(() => store.ReadAsync(HashOfAbc, BytesCodec.Instance, default));
    }

    public async Task What_is_young_stays_and_what_is_old_goes()
    {
        await Write("abc");
        Assert.Equal((false, null), await store.Place.TryRemoveAsync(ArtifactPlace.NameOf(HashOfAbc), TimeProvider.System, default));
        Assert.Single(await Names());
        Assert.Equal((true, 3L), await store.Place.TryRemoveAsync(ArtifactPlace.NameOf(HashOfAbc), _later, default));
        Assert.Equal((true, null), await store.Place.TryRemoveAsync(ArtifactPlace.NameOf(HashOfAbc), _later, default));
        Assert.Empty(await Names());
        Assert.Equal(HashOfAbc, (await Write("abc")).Hash);
        Assert.Null(await store.VerifyAsync(HashOfAbc, default));
    }

    /// <summary>Writes so many bytes that nobody else writes, and checks them when it reads; may be interrupted.</summary>
    sealed class Pattern(long until = long.MaxValue, Action? then = null) : IArtifactCodec<long>
    {
        public string MediaType => "application/octet-stream";

        public async ValueTask WriteAsync(long value, Stream stream, CancellationToken cancel)
        {
            var block = new byte[1 << 16];
            for (var written = 0L; written < value; written += block.Length)
            {
                if (written == until)
                    then!();
                cancel.ThrowIfCancellationRequested();
                Fill(block, written);
                await stream.WriteAsync(block, cancel);
            }
        }

        public async ValueTask<long> ReadAsync(Stream stream, CancellationToken cancel)
        {
            var (block, wanted) = (new byte[1 << 16], new byte[1 << 16]);
            var read = 0L;
            for (int count; (count = await stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel)) > 0; read += count)
            {
                Fill(wanted, read);
                Assert.True(block.AsSpan(0, count).SequenceEqual(wanted.AsSpan(0, count)), $"Other bytes after {read}.");
            }

            return read;
        }

        static void Fill(byte[] block, long at) => new Random((int)(at >> 16)).NextBytes(block);
    }
}

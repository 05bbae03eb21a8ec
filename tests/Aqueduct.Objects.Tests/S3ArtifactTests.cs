using System.Net;
using Aqueduct.Connectors.S3;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests;

/// <summary>Artifacts in a real S3 server.</summary>
public sealed class S3ArtifactTests(S3Server server) : IClassFixture<S3Server>, IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-objects-").FullName;
    readonly string _prefix = Guid.NewGuid().ToString("N");
    readonly Requests _requests = new();

    public void Dispose()
    {
        _requests.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    S3ObjectStore Objects => server.Store(_prefix, _requests);

    ArtifactStore Store => new(_home, new RemoteArtifacts(Objects, _home, null, TimeProvider.System));

    ArtifactContract Contract => new(Store, (name, bytes) => Objects.PutAsync(name, new MemoryStream(bytes), System.Security.Cryptography.SHA256.HashData(bytes), default));

    static StringContent Xml(string text) => new(text, System.Text.Encoding.UTF8, "application/xml");

    int Count(string method, string part) => _requests.Seen.Count(r => r.StartsWith(method + " ", StringComparison.Ordinal) && r.Contains(part, StringComparison.Ordinal));

    [S3Fact]
    public Task An_artifact_is_named_by_the_hash_of_its_bytes_and_comes_back_as_it_was() => Contract.An_artifact_is_named_by_the_hash_of_its_bytes_and_comes_back_as_it_was();

    [S3Fact]
    public Task Equal_bytes_are_kept_once_however_many_write_them_at_once() => Contract.Equal_bytes_are_kept_once_however_many_write_them_at_once();

    [S3Fact]
    public Task Nothing_is_left_of_an_artifact_whose_codec_fails_half_way_or_is_canceled() => Contract.Nothing_is_left_of_an_artifact_whose_codec_fails_half_way_or_is_canceled();

    [S3Fact]
    public async Task A_large_artifact_passes_through_a_small_memory_both_ways()
    {
        await Contract.A_large_artifact_passes_through_a_small_memory_both_ways();
        Assert.Equal(3, Count("PUT", "partNumber="));
    }

    [S3Fact]
    public Task What_is_missing_or_corrupt_is_found_and_not_read() => Contract.What_is_missing_or_corrupt_is_found_and_not_read();

    [S3Fact]
    public Task What_is_young_stays_and_what_is_old_goes() => Contract.What_is_young_stays_and_what_is_old_goes();

    [S3Fact]
    public async Task What_is_there_is_not_uploaded_again_and_nothing_is_left_in_the_home()
    {
        for (var i = 0; i < 3; i++)
            await Store.WriteAsync(1.5, JsonCodecs.Double, default);
        Assert.Equal(1, Count("PUT", $"/{_prefix}/") - Count("PUT", "/owner"));
        await Store.ReadAsync((await Store.WriteAsync(1.5, JsonCodecs.Double, default)).Hash, JsonCodecs.Double, default);
        Assert.Empty(Directory.GetFiles(Path.Combine(_home, "artifacts"), "*", SearchOption.AllDirectories));
    }

    [S3Fact]
    public async Task A_fault_that_passes_is_not_noticed()
    {
        var left = 2;
        _requests.Instead = r => r.Method == HttpMethod.Put && left-- > 0 ? new(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("") } : null;
        var (hash, _) = await Store.WriteAsync(1.5, JsonCodecs.Double, default);
        Assert.Null(await Store.VerifyAsync(hash, default));
    }

    [S3Fact]
    public async Task A_fault_that_stays_ends_after_the_last_try_and_says_which_object_and_what_was_tried()
    {
        _requests.Instead = r => r.Method == HttpMethod.Put && !r.RequestUri!.AbsolutePath.EndsWith("owner", StringComparison.Ordinal)
            ? new(HttpStatusCode.ServiceUnavailable) { Content = Xml("<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>") } : null;
        var thrown = await Assert.ThrowsAsync<ResourceException>(() => Store.WriteAsync("abc"u8.ToArray(), BytesCodec.Instance, default));
        Assert.True(thrown.IsSystem);
        Assert.Equal($"Cannot write s3://artifacts/{_prefix}/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad ({server.Endpoint}, tried 3 times): SlowDown: Reduce your request rate. The store is not well; the run can go on with --from-failed when it is.", thrown.Message);
        Assert.Equal(3, Count("PUT", "/ba/"));
        Assert.Null(await Objects.FindAsync("ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", default));
    }

    [S3Fact]
    public async Task An_upload_in_parts_that_fails_is_taken_back()
    {
        _requests.Instead = r =>
            r.RequestUri!.Query.Contains("partNumber=2", StringComparison.Ordinal) ? new(HttpStatusCode.Forbidden) { Content = Xml("<Error><Code>AccessDenied</Code><Message>No.</Message></Error>") }
            // The server of these tests cannot take an upload back, S3 can.
            : r.Method == HttpMethod.Delete ? new(HttpStatusCode.NoContent) { Content = new StringContent("") } : null;
        var thrown = await Assert.ThrowsAsync<ResourceException>(() => Store.WriteAsync(new byte[S3Upload.PartSize + 1], BytesCodec.Instance, default));
        Assert.Contains("AccessDenied: No. Look at the credentials, and allow them s3:GetObject", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, Count("DELETE", "?uploadId="));
        Assert.Empty(await Store.Place.NamesAsync(default).ToListAsync());
    }

    [S3Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_broke()
    {
        var bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);
        var (hash, _) = await Store.WriteAsync(bytes, BytesCodec.Instance, default);
        var breaks = 1;
        var ranges = new List<string?>();
        _requests.Afterwards = async (request, response) =>
        {
            if (request.Method != HttpMethod.Get)
                return;
            ranges.Add(request.Headers.Range?.ToString());
            if (breaks-- > 0)
            {
                var length = response.Content.Headers.ContentLength;
                response.Content = new StreamContent(new Broken((await response.Content.ReadAsByteArrayAsync())[..100_000]));
                response.Content.Headers.ContentLength = length;
            }
        };
        Assert.Equal(bytes, await Store.ReadAsync(hash, BytesCodec.Instance, default));
        Assert.Equal([null, "bytes=100000-"], ranges);
    }

    [S3Fact]
    public async Task A_bucket_that_is_not_there_and_keys_that_are_wrong_are_said()
    {
        var bucket = new S3ObjectStore(S3Settings.Of(S3Server.Settings(server.Members(_prefix, ("bucket", "elsewhere")))));
        var missing = await Assert.ThrowsAsync<ResourceException>(() => bucket.PutAsync("x", new MemoryStream([1]), new byte[32], default));
        Assert.Contains("Create the bucket 'elsewhere', or name another in aqueduct.json.", missing.Message, StringComparison.Ordinal);
        var wrong = new S3ObjectStore(S3Settings.Of(S3Server.Settings(server.Members(_prefix, ("accessKey", "nobody")))));
        var refused = await Assert.ThrowsAsync<ResourceException>(() => wrong.PutAsync("x", new MemoryStream([1]), new byte[32], default));
        Assert.Contains("InvalidAccessKeyId", refused.Message, StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task A_list_of_many_pages_is_whole_and_holds_only_artifacts()
    {
        var store = Objects;
        await Parallel.ForAsync(0, 1100, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancel) =>
            await store.PutAsync($"{i % 256:x2}/{i:x62}", new MemoryStream([1]), System.Security.Cryptography.SHA256.HashData([1]), cancel));
        await store.PutAsync("notes/readme.txt", new MemoryStream([1]), System.Security.Cryptography.SHA256.HashData([1]), default);
        Assert.Equal(1100, await Store.Place.NamesAsync(default).CountAsync());
    }

    /// <summary>Some bytes, and then the connection is gone.</summary>
    sealed class Broken(byte[] bytes) : Stream
    {
        int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == bytes.Length)
                throw new IOException("The connection is gone.");
            var read = Math.Min(count, bytes.Length - _at);
            bytes.AsSpan(_at, read).CopyTo(buffer.AsSpan(offset));
            _at += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

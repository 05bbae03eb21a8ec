using System.Net;
using Aqueduct.Connectors.AzureBlob;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests;

/// <summary>Artifacts in a real server of Azure Blob Storage.</summary>
public sealed class AzureArtifactTests(AzureServer server) : IClassFixture<AzureServer>, IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-objects-").FullName;
    readonly string _prefix = Guid.NewGuid().ToString("N");
    readonly Requests _requests = new();

    public void Dispose()
    {
        _requests.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    AzureBlobStore Objects => server.Store(_prefix, _requests);

    ArtifactStore Store => new(_home, new RemoteArtifacts(Objects, _home, null, TimeProvider.System));

    ArtifactContract Contract => new(Store, (name, bytes) => Objects.PutAsync(name, new MemoryStream(bytes), System.Security.Cryptography.SHA256.HashData(bytes), default));

    int Count(string method, string part) => _requests.Seen.Count(r => r.StartsWith(method + " ", StringComparison.Ordinal) && r.Contains(part, StringComparison.Ordinal));

    static HttpResponseMessage Answer(HttpStatusCode status, string code) =>
        new(status) { Headers = { { "x-ms-error-code", code } }, Content = new StringContent($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>No.</Message></Error>", System.Text.Encoding.UTF8, "application/xml") };

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
        Assert.Equal(3, Count("PUT", "comp=block&"));
    }

    [S3Fact]
    public Task What_is_missing_or_corrupt_is_found_and_not_read() => Contract.What_is_missing_or_corrupt_is_found_and_not_read();

    [S3Fact]
    public Task What_is_young_stays_and_what_is_old_goes() => Contract.What_is_young_stays_and_what_is_old_goes();

    [S3Fact]
    public async Task A_fault_that_passes_is_not_noticed()
    {
        var left = 2;
        _requests.Instead = r => r.Method == HttpMethod.Put && left-- > 0 ? Answer(HttpStatusCode.ServiceUnavailable, "ServerBusy") : null;
        var (hash, _) = await Store.WriteAsync(1.5, JsonCodecs.Double, default);
        Assert.Null(await Store.VerifyAsync(hash, default));
    }

    [S3Fact]
    public async Task A_fault_that_stays_ends_after_the_last_try_and_says_which_blob_and_what_was_tried()
    {
        _requests.Instead = r => r.Method == HttpMethod.Put && !r.RequestUri!.AbsolutePath.EndsWith("owner", StringComparison.Ordinal) ? Answer(HttpStatusCode.ServiceUnavailable, "ServerBusy") : null;
        var thrown = await Assert.ThrowsAsync<ResourceException>(() => Store.WriteAsync("abc"u8.ToArray(), BytesCodec.Instance, default));
        Assert.True(thrown.IsSystem);
        Assert.Matches($"^Cannot write {server.Endpoint}/lake/{_prefix}/ba/7816b[0-9a-f]+ \\(tried 3 times\\): ServerBusy: .*\\. The store is not well; the run can go on with --from-failed when it is\\.$", thrown.Message);
        Assert.Equal(3, Count("PUT", "/ba/"));
        Assert.Null(await Objects.FindAsync("ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", default));
    }

    [S3Fact]
    public async Task What_has_changed_on_its_way_is_not_taken()
    {
        _requests.Before = async request =>
        {
            if (request.Method == HttpMethod.Put && request.Content is { } content && await content.ReadAsByteArrayAsync() is { Length: 3 } bytes)
            {
                var other = new ByteArrayContent([.. bytes.Select(b => (byte)(b ^ 1))]);
                foreach (var (name, values) in content.Headers)
                    other.Headers.TryAddWithoutValidation(name, values);
                request.Content = other;
            }
        };
        var thrown = await Assert.ThrowsAsync<ResourceException>(() => Objects.PutAsync("x", new MemoryStream([1, 2, 3]), new byte[32], default));
        Assert.True(thrown.Message.Contains("contentMD5 doesn't match", StringComparison.Ordinal), thrown.Message);
        Assert.Null(await Objects.FindAsync("x", default));
    }

    [S3Fact]
    public async Task A_container_that_is_not_there_and_a_key_that_is_wrong_are_said()
    {
        var container = new AzureBlobStore(AzureBlobSettings.Of(S3Server.Settings(server.Members(_prefix, "artifacts", ("container", "elsewhere")))));
        var missing = await Assert.ThrowsAsync<ResourceException>(() => container.PutAsync("x", new MemoryStream([1]), new byte[32], default));
        Assert.Contains("ContainerNotFound: The specified container does not exist. Create the container 'elsewhere', or name another in aqueduct.json.", missing.Message, StringComparison.Ordinal);
        var wrong = new AzureBlobStore(AzureBlobSettings.Of(S3Server.Settings(server.Members(_prefix, "artifacts", ("accountKey", Convert.ToBase64String([1, 2, 3]))))));
        var refused = await Assert.ThrowsAsync<ResourceException>(() => wrong.PutAsync("x", new MemoryStream([1]), new byte[32], default));
        Assert.Contains("Look at the credentials of \"artifacts\", and allow them to read, write, delete and list the blobs of lake.", refused.Message, StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task A_blob_that_is_touched_is_as_it_was_and_younger()
    {
        var store = Objects;
        using var staged = new MemoryStream([1, 2]);
        await (await store.StageAsync("x", staged, new("text/plain", "note"), default)).CommitAsync(default);
        var before = await store.FindAsync("x", default);
        // Blobs have their times by the second.
        await Task.Delay(1100);
        Assert.True(await store.TouchAsync("x", default));
        var after = await store.FindAsync("x", default);
        Assert.Equal((before!.Bytes, "note"), (after!.Bytes, after.Note));
        Assert.True(after.ModifiedAt > before.ModifiedAt);
        Assert.False(await store.TouchAsync("y", default));
    }

    [S3Fact]
    public async Task A_list_of_many_pages_is_whole()
    {
        var store = Objects;
        await Parallel.ForAsync(0, 5100, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancel) => await store.PutAsync($"many/{i:x4}", new MemoryStream([1]), new byte[32], cancel));
        await store.PutAsync("many/in/x", new MemoryStream([1]), new byte[32], default);
        Assert.Equal(5101, await store.ListAsync("many/", nested: true, default).CountAsync());
        Assert.Equal(5100, await store.ListAsync("many/", nested: false, default).CountAsync());
    }
}

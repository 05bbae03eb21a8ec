using System.Net;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>How files reach an object store: sent before the commit, whole after it, taken back where there is none.</summary>
public sealed class UploadTests(Servers servers) : IClassFixture<Servers>, IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-uploads-").FullName;
    readonly string _prefix = Guid.NewGuid().ToString("N");

    // The S3 server of these tests cannot take an upload back, S3 can.
    readonly Requests _requests = new() { Instead = r => r.Method == HttpMethod.Delete ? new(HttpStatusCode.NoContent) { Content = new StringContent("") } : null };

    public void Dispose()
    {
        _requests.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    string[] Seen(string part) => [.. _requests.Seen.Where(r => r.Contains(part, StringComparison.Ordinal)).Select(r => r.Split(' ')[0])];

    FileSave Save(ObjectStore objects, string path, int bytes) => new()
    {
        Resource = "lake",
        Table = path,
        Mode = SaveMode.Replace,
        Rows = 1,
        Store = new ObjectFiles("lake", objects, _home),
        Write = (stream, _) =>
        {
            stream.Write(new byte[bytes]);
            return 1;
        },
    };

    static void Publish(params SaveRequest[] saves) => Publisher.Publish([.. saves.Select((s, i) => ($"Save{i}", s))], "run", TimeProvider.System, default);

    [S3Fact]
    public async Task In_S3_nothing_is_seen_before_every_save_is_sent_and_the_uploads_of_a_failed_run_are_taken_back()
    {
        var objects = servers.S3.Store(_prefix, _requests);
        var refuse = true;
        _requests.Instead = r => r.Method == HttpMethod.Delete ? new(HttpStatusCode.NoContent) { Content = new StringContent("") }
            : refuse && r.RequestUri!.AbsolutePath.EndsWith("/b.bin", StringComparison.Ordinal) && r.Method == HttpMethod.Put
                ? new(HttpStatusCode.Forbidden) { Content = new StringContent("<Error><Code>AccessDenied</Code><Message>No.</Message></Error>", System.Text.Encoding.UTF8, "application/xml") } : null;
        var error = Assert.Throws<PublicationException>(() => Publish(Save(objects, "a.bin", 100), Save(objects, "b.bin", 17 << 20)));
        Assert.Equal("Save1", error.Node);
        Assert.Contains("AccessDenied: No.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["HEAD", "POST", "PUT", "DELETE"], Seen("/a.bin"));
        Assert.Equal(["HEAD", "POST", "PUT", "DELETE"], Seen("/b.bin"));
        Assert.Empty(await objects.ListAsync("", nested: true, default).ToListAsync());
        refuse = false;
        Publish(Save(objects, "a.bin", 100), Save(objects, "b.bin", 17 << 20));
        Assert.Equal([("a.bin", 100L), ("b.bin", 17L << 20)], await objects.ListAsync("", nested: true, default).Select(o => (o.Key, o.Bytes)).ToListAsync());
        Assert.Equal(["HEAD", "POST", "PUT", "DELETE", "HEAD", "POST", "PUT", "PUT", "POST"], Seen("/b.bin"));
    }

    [S3Fact]
    public async Task In_Azure_nothing_is_seen_before_every_save_is_sent()
    {
        var objects = servers.Azure.Store(_prefix, _requests);
        var refuse = true;
        _requests.Instead = r => refuse && r.RequestUri!.AbsolutePath.EndsWith("/b.bin", StringComparison.Ordinal) && r.Method == HttpMethod.Put
            ? new(HttpStatusCode.Forbidden) { Headers = { { "x-ms-error-code", "AuthorizationFailure" } }, Content = new StringContent("") } : null;
        var error = Assert.Throws<PublicationException>(() => Publish(Save(objects, "a.bin", 100), Save(objects, "b.bin", 17 << 20)));
        Assert.Equal("Save1", error.Node);
        Assert.Contains("Look at the credentials of \"artifacts\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(["HEAD", "PUT"], Seen("/a.bin"));
        Assert.Empty(await objects.ListAsync("", nested: true, default).ToListAsync());
        refuse = false;
        Publish(Save(objects, "a.bin", 100), Save(objects, "b.bin", 17 << 20));
        Assert.Equal([("a.bin", 100L), ("b.bin", 17L << 20)], await objects.ListAsync("", nested: true, default).Select(o => (o.Key, o.Bytes)).ToListAsync());
        Assert.Equal(["HEAD", "PUT", "HEAD", "PUT", "PUT", "PUT"], Seen("/b.bin"));
    }

    [S3Fact]
    public async Task In_Azure_a_run_whose_blocks_another_has_dropped_sends_them_again()
    {
        var (objects, rival) = (servers.Azure.Store(_prefix, _requests), servers.Azure.Store(_prefix));
        var left = 1;
        _requests.Before = async request =>
        {
            if (request.RequestUri!.Query.Contains("comp=blocklist", StringComparison.Ordinal) && left-- > 0)
                await (await rival.StageAsync("a.bin", new MemoryStream([1]), new("text/plain"), default)).CommitAsync(default);
        };
        Assert.Equal(("Save0", 1), (await Publisher.PublishAsync([("Save0", Save(objects, "a.bin", 100))], "run", default)) is [var only] ? (only.Node, only.Rows) : default);
        Assert.Equal(100, (await objects.FindAsync("a.bin", default))!.Bytes);
        Assert.Equal(["HEAD", "PUT", "PUT", "HEAD", "PUT", "PUT"], Seen("/a.bin").Take(6));
    }

    [S3Fact]
    public async Task Azure_takes_a_connection_string_and_a_signature()
    {
        var server = servers.Azure;
        var signature = server.Client.GenerateSasUri(Azure.Storage.Sas.BlobContainerSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1)).Query.TrimStart('?');
        var connection = $"DefaultEndpointsProtocol=http;AccountName={AzureServer.Account};AccountKey={AzureServer.Key};BlobEndpoint={server.Endpoint};";
        foreach (var (member, value) in new[] { ("connection", connection), ("sharedAccessSignature", signature) })
        {
            (string, string?)[] instead = [("accountKey", null), .. member == "connection" ? [("account", null), ("endpoint", null)] : Array.Empty<(string, string?)>(), (member, value)];
            var store = Configured.Of(server.Members(_prefix, "resources:lake", instead), _home).Files("lake");
            Assert.Equal($"{server.Endpoint}/lake/{_prefix}", store.Location);
            using (var staged = store.Stage($"{member}.txt"))
            {
                staged.Write((s, _) => { s.WriteByte(65); return 1; }, default);
                staged.Send(null, default);
                staged.Commit();
            }

            using var read = store.Open($"{member}.txt", default);
            Assert.Equal(65, read.ReadByte());
        }

        Assert.Equal(["connection.txt", "sharedAccessSignature.txt"], await server.Store(_prefix).ListAsync("", nested: true, default).Select(o => o.Key).ToListAsync());
    }

    [S3Fact]
    public async Task A_bucket_or_container_that_is_not_there_is_said_before_anything_is_published()
    {
        using var place = servers.Open("folder");
        var folder = ResourceRegistry.Current.Files("lake");
        var members = servers.S3.MembersOf("resources:cloud", _prefix, ("bucket", "elsewhere")).Concat(servers.Azure.Members(_prefix, "resources:blue", ("container", "elsewhere"))).ToDictionary();
        var registry = Configured.Of(members, _home);
        foreach (var (name, said) in new[] { ("cloud", "Create the bucket 'elsewhere'"), ("blue", "Create the container 'elsewhere'") })
        {
            var there = new FileSave { Resource = "lake", Table = "a.txt", Mode = SaveMode.Replace, Rows = 1, Store = folder, Write = (_, _) => 1 };
            var nowhere = new FileSave { Resource = name, Table = "a.txt", Mode = SaveMode.Replace, Rows = 1, Store = registry.Files(name), Write = (s, _) => { s.WriteByte(1); return 1; } };
            Assert.Contains(said, Assert.Throws<PublicationException>(() => Publish(there, nowhere)).Message, StringComparison.Ordinal);
            Assert.Contains(said, Assert.Throws<ResourceException>(() => registry.Files(name).Open("a.txt", default)).Message, StringComparison.Ordinal);
            Assert.Empty(await place.Names());
        }
    }
}

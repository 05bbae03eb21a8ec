using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Images;

namespace Aqueduct.Artifacts.Tests.Images;

/// <summary>What is made of the image that the SDK builds. Its parts stand in for the SDK's here; the real ones are in the integration tests.</summary>
public sealed class ImageSealTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_files_give_the_same_image_whenever_they_were_published_and_the_SDK_built_it()
    {
        var first = Seal("one", "2026-01-01T10:00:00Z", 2026);
        var second = Seal("two", "2031-05-05T23:59:59.123Z", 2031);
        Assert.Equal(first.Manifest, second.Manifest);
        first.Pack(_folder["one.tar"], "churn:1.0.0");
        second.Pack(_folder["two.tar"], "churn:1.0.0");
        Assert.Equal(File.ReadAllBytes(_folder["one.tar"]), File.ReadAllBytes(_folder["two.tar"]));
        Assert.Equal("1970-01-01T00:00:00Z", Config(first)["created"]!.GetValue<string>());
    }

    [Fact]
    public void The_app_s_layer_holds_what_the_running_app_reads_for_everybody_and_a_home_for_its_user()
    {
        var image = Seal("one", "2026-01-01T10:00:00Z", 2026);
        Assert.Equal(
        [
            ("app/", 0, "755"), ("app/runtimes/", 0, "755"), ("app/runtimes/linux-x64/", 0, "755"), ("app/runtimes/linux-x64/native/", 0, "755"),
            ("app/churn.dll", 0, "755"), ("app/runtimes/linux-x64/native/lib.so", 0, "755"), ("var/aqueduct/", 1654, "700"),
        ], Layer(image));
    }

    [Fact]
    public void What_the_base_image_and_the_person_say_stays_and_the_app_is_started_as_in_the_Dockerfile()
    {
        var config = Config(Seal("one", "2026-01-01T10:00:00Z", 2026));
        Assert.Equal("""{"Env":["PATH=/usr/bin","TEAM=data","AQUEDUCT_HOME=/var/aqueduct"],"Labels":{"base":"kept","org.opencontainers.image.title":"churn"},"Entrypoint":["dotnet","/app/churn.dll"],"Cmd":["run","customer-churn"],"User":"1654","WorkingDir":"/app","Volumes":{"/var/aqueduct":{}}}""", config["config"]!.ToJsonString());
        Assert.Equal("""["sha256:base"]""", new JsonArray([.. config["rootfs"]!["diff_ids"]!.AsArray().SkipLast(1).Select(d => d!.DeepClone())]).ToJsonString());
        Assert.Equal("""[{"created":"2020-02-02T02:02:02Z","created_by":"its maker"},{"created":"1970-01-01T00:00:00Z","created_by":"Aqueduct"}]""", config["history"]!.ToJsonString());
    }

    ImageLayout Seal(string name, string builtAt, int publishedIn)
    {
        foreach (var file in new[] { "churn.dll", "churn.dbg", "aqueduct/compose.yaml", "runtimes/linux-x64/native/lib.so", "runtimes/win-x64/native/lib.dll" })
            File.SetLastWriteTimeUtc(_folder.Write($"{name}/published/{file}", file), new DateTime(publishedIn, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        var image = new ImageLayout(_folder[$"{name}/image"]);
        var config = image.Add(ImageLayout.ConfigType, JsonNode.Parse($$"""
            {
              "config": { "Env": ["PATH=/usr/bin", "AQUEDUCT_HOME=/elsewhere", "TEAM=data"], "Labels": { "base": "kept" }, "Entrypoint": ["/old"] },
              "created": "{{builtAt}}", "rootfs": { "type": "layers", "diff_ids": ["sha256:base", "sha256:{{name}}"] }, "architecture": "amd64", "os": "linux",
              "history": [{ "created": "2020-02-02T02:02:02Z", "created_by": "its maker" }, { "author": ".NET SDK", "created": "{{builtAt}}" }]
            }
            """)!);
        var layers = new JsonArray(image.Add(ImageLayout.LayerType, "base"u8.ToArray()).ToJson(), image.Add(ImageLayout.LayerType, System.Text.Encoding.UTF8.GetBytes(builtAt)).ToJson());
        image.Point(image.Add(ImageLayout.ManifestType, new JsonObject { ["schemaVersion"] = 2, ["config"] = config.ToJson(), ["layers"] = layers }), []);
        var whole = ImageSeal.Apply(image, _folder[$"{name}/published"], Sample.Plan(Sample.Build, Sample.Churn));
        Assert.Equal(whole, image.Manifest);
        return image;
    }

    static JsonNode Config(ImageLayout image) => image.Read(image.Blobs()[^2]);

    static List<(string Name, int Owner, string Mode)> Layer(ImageLayout image)
    {
        using var gzip = new GZipStream(File.OpenRead(image.PathOf(image.Blobs()[^3])), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var entries = new List<(string, int, string)>();
        while (tar.GetNextEntry() is { } entry)
        {
            Assert.Equal(DateTimeOffset.UnixEpoch, entry.ModificationTime);
            entries.Add((entry.Name, entry.Uid, Convert.ToString((int)entry.Mode, 8)));
        }

        return entries;
    }
}

using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Images;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Containers;

/// <summary>An image unpacked and started by runc: no network, no capabilities, nothing to write to but the home and /tmp.</summary>
sealed class Container : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-container-").FullName;

    public Container(string archive)
    {
        var image = ImageLayout.Unpack(archive, Path.Combine(_folder, "image"));
        var blobs = image.Blobs();
        Manifest = blobs[^1];
        Config = JsonNode.Parse(File.ReadAllText(image.PathOf(blobs[^2])))!;
        Layers = [.. blobs.SkipLast(2)];
        foreach (var layer in Layers)
            Assert.Equal(0, DotNet.Start(Directory.CreateDirectory(Root).FullName, "tar", "xzf", image.PathOf(layer)).ExitCode);

        Directory.CreateDirectory(Home);
        DotNet.Start(_folder, "chmod", "755", _folder); // the user inside has to get through to the files
        DotNet.Start(_folder, "chown", User, Home);
    }

    /// <summary>What the image says of itself.</summary>
    public JsonNode Config { get; }

    public Descriptor Manifest { get; }

    /// <summary>The layers, the app's last.</summary>
    public IReadOnlyList<Descriptor> Layers { get; }

    /// <summary>The unpacked files.</summary>
    public string Root => Path.Combine(_folder, "bundle", "rootfs");

    /// <summary>The Aqueduct home: what would be a volume.</summary>
    public string Home => Path.Combine(_folder, "home");

    DotNet DotNet { get; } = new(new Dictionary<string, string>());

    string User => Config["config"]!["User"]!.GetValue<string>();

    /// <summary>Starts the image's program and waits for its end.</summary>
    /// <param name="arguments">Instead of the image's own; none: those.</param>
    public Output Run(params string[] arguments)
    {
        var config = Config["config"]!;
        var bundle = Path.Combine(_folder, "bundle");
        var spec = new JsonObject
        {
            ["ociVersion"] = "1.0.2",
            ["process"] = new JsonObject
            {
                ["user"] = new JsonObject { ["uid"] = int.Parse(User, System.Globalization.CultureInfo.InvariantCulture), ["gid"] = int.Parse(User, System.Globalization.CultureInfo.InvariantCulture) },
                ["args"] = new JsonArray([.. Texts(config["Entrypoint"]!), .. arguments.Length > 0 ? arguments.Select(a => (JsonNode)a) : Texts(config["Cmd"]!)]),
                ["env"] = config["Env"]!.DeepClone(),
                ["cwd"] = config["WorkingDir"]!.DeepClone(),
                ["capabilities"] = new JsonObject(),
                ["noNewPrivileges"] = true,
            },
            ["root"] = new JsonObject { ["path"] = "rootfs", ["readonly"] = true },
            ["mounts"] = new JsonArray(
                Mount("/proc", "proc", "proc"),
                Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755"),
                Mount("/tmp", "tmpfs", "tmpfs", "nosuid", "nodev", "mode=1777"),
                Mount("/var/aqueduct", "bind", Home, "rbind", "rw")),
            ["linux"] = new JsonObject { ["namespaces"] = new JsonArray([.. ((string[])["pid", "network", "ipc", "uts", "mount"]).Select(n => new JsonObject { ["type"] = n })]) },
        };
        File.WriteAllText(Path.Combine(bundle, "config.json"), spec.ToJsonString());
        return DotNet.Start(bundle, "runc", ["--root", Path.Combine(_folder, "state"), "run", $"aqueduct-{Path.GetFileName(_folder)}"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static IEnumerable<JsonNode> Texts(JsonNode array) => array.AsArray().Select(t => t!.DeepClone());

    static JsonObject Mount(string destination, string type, string source, params string[] options) =>
        new() { ["destination"] = destination, ["type"] = type, ["source"] = source, ["options"] = new JsonArray([.. options.Select(o => (JsonNode)o)]) };
}

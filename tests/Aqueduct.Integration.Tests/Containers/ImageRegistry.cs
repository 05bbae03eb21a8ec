using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Images;
using Aqueduct.Connectors.Tests.Servers;

namespace Aqueduct.Integration.Tests.Containers;

/// <summary>A registry on loopback that has a base image made of this machine's .NET, without a shell.</summary>
public sealed class ImageRegistry : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-registry-").FullName;
    readonly Process _process;

    public ImageRegistry()
    {
        Port = PostgresServer.FreePort();
        Directory.CreateDirectory(Path.Combine(_folder, "registry"));
        _process = Scripts.Start("serve", Path.Combine(_folder, "registry"), Port.ToString(CultureInfo.InvariantCulture));
        _ = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        WaitUntilItAnswers();
        Push("root", BaseImage);
        Push("bare", BareImage);
    }

    public int Port { get; }

    /// <summary>As images name it.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"localhost:{Port}");

    /// <summary>Where the images are kept: another registry on the same folder has the same ones.</summary>
    public string Data => Path.Combine(_folder, "registry", "data");

    /// <summary>The base image.</summary>
    public string BaseImage => $"{Host}/base/dotnet:10.0";

    /// <summary>The base image of programs that need no .NET: the same without it.</summary>
    public string BareImage => $"{Host}/base/bare:1";

    /// <summary>The digest under which the registry keeps an image.</summary>
    public async Task<string?> DigestAsync(string image)
    {
        using var client = Client(image);
        return await client.FindAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    RegistryClient Client(string image)
    {
        var reference = RegistryReference.Parse(image);
        return new(reference, reference.Address(null), credentials: null);
    }

    /// <param name="kind">What containers.sh makes.</param>
    /// <param name="name">The image made of it.</param>
    void Push(string kind, string name)
    {
        var (root, tar) = (Path.Combine(_folder, kind), Path.Combine(_folder, kind + ".tar"));
        Scripts.Run(kind, root);
        TarFile.CreateFromDirectory(root, tar, includeBaseDirectory: false);
        var plain = File.ReadAllBytes(tar);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(plain);
        var image = new ImageLayout(Path.Combine(_folder, kind + ".image"));
        var layer = image.Add(ImageLayout.LayerType, compressed.ToArray());
        var config = image.Add(ImageLayout.ConfigType, new JsonObject
        {
            ["architecture"] = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject { ["Env"] = new JsonArray("PATH=/usr/bin") },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{Convert.ToHexStringLower(SHA256.HashData(plain))}") },
            ["history"] = new JsonArray(new JsonObject { ["created_by"] = "a test" }),
        });
        var manifest = image.Add(ImageLayout.ManifestType, new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = ImageLayout.ManifestType, ["config"] = config.ToJson(), ["layers"] = new JsonArray(layer.ToJson()) });
        image.Point(manifest, []);
        using var client = Client(name);
        client.PushAsync(image, _ => { }, CancellationToken.None).GetAwaiter().GetResult();
    }

    void WaitUntilItAnswers()
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
            try
            {
                http.GetStringAsync($"http://{Host}/v2/").GetAwaiter().GetResult();
                return;
            }
            catch (HttpRequestException) when (attempt < 200 && !_process.HasExited)
            {
                Thread.Sleep(50);
            }
    }
}

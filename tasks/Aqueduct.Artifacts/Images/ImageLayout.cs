using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Aqueduct.Artifacts.Images;

/// <summary>An image in a folder, laid out as the OCI image layout says: <c>index.json</c>, and a file for each blob by its digest.</summary>
/// <param name="folder">The folder, which may be empty.</param>
public sealed class ImageLayout(string folder)
{
    /// <summary>Media type of an image's manifest.</summary>
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    internal const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    internal const string ConfigType = "application/vnd.oci.image.config.v1+json";

    /// <summary>The image's manifest; the last one where the index names several.</summary>
    public Descriptor Manifest => Descriptor.Of(Index["manifests"]!.AsArray()[^1]!);

    JsonNode Index => Json(File.ReadAllBytes(Path.Combine(folder, "index.json")));

    /// <summary>Unpacks an archive into an empty folder.</summary>
    public static ImageLayout Unpack(string archive, string folder)
    {
        Directory.CreateDirectory(folder);
        TarFile.ExtractToDirectory(archive, folder, overwriteFiles: true);
        return new(folder);
    }

    /// <summary>Path of a blob's file.</summary>
    public string PathOf(Descriptor blob) => Path.Combine(folder, "blobs", "sha256", blob.Digest["sha256:".Length..]);

    /// <summary>All blobs of the image, each before what names it: layers, configuration, manifest.</summary>
    public IReadOnlyList<Descriptor> Blobs()
    {
        var manifest = Read(Manifest);
        return [.. manifest["layers"]!.AsArray().Select(l => Descriptor.Of(l!)), Descriptor.Of(manifest["config"]!), Manifest];
    }

    internal JsonNode Read(Descriptor blob) => Json(File.ReadAllBytes(PathOf(blob)));

    /// <summary>Adds a blob as it is written.</summary>
    internal Descriptor Add(string mediaType, Action<Stream> write)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "incoming");
        using var hash = SHA256.Create();
        using (var bytes = new CryptoStream(File.Create(path), hash, CryptoStreamMode.Write))
            write(bytes);
        var blob = new Descriptor(mediaType, DigestOf(hash), new FileInfo(path).Length);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(blob))!);
        File.Move(path, PathOf(blob), overwrite: true);
        return blob;
    }

    internal Descriptor Add(string mediaType, byte[] content) => Add(mediaType, stream => stream.Write(content));

    internal Descriptor Add(string mediaType, JsonNode content) => Add(mediaType, Encoding.UTF8.GetBytes(content.ToJsonString()));

    /// <summary>A finished hash as images write it.</summary>
    internal static string DigestOf(SHA256 finished) => $"sha256:{Convert.ToHexStringLower(finished.Hash!)}";

    /// <summary>Makes the layout hold one image.</summary>
    internal void Point(Descriptor manifest, JsonObject platform)
    {
        var entry = manifest.ToJson();
        entry["platform"] = platform;
        File.WriteAllText(Path.Combine(folder, "index.json"), IndexOf(entry).ToJsonString());
    }

    /// <summary>Packs the image, and nothing else that lies in the folder, into an archive; the same image gives the same bytes. The archive appears at once.</summary>
    /// <param name="archive">Path of the archive.</param>
    /// <param name="name">What engines call the image once they have loaded it.</param>
    public void Pack(string archive, string name)
    {
        var entry = Index["manifests"]!.AsArray()[^1]!.DeepClone();
        entry["annotations"] = new JsonObject { ["io.containerd.image.name"] = RegistryReference.Parse(name).Name, ["org.opencontainers.image.ref.name"] = RegistryReference.Parse(name).Tag };
        var partial = archive + ".partial";
        using (var tar = new TarWriter(File.Create(partial), TarEntryFormat.Ustar))
        {
            Entry(tar, "oci-layout", new MemoryStream(Encoding.UTF8.GetBytes("""{"imageLayoutVersion":"1.0.0"}""")));
            Entry(tar, "index.json", new MemoryStream(Encoding.UTF8.GetBytes(IndexOf(entry).ToJsonString())));
            foreach (var blob in Blobs().DistinctBy(b => b.Digest).OrderBy(b => b.Digest, StringComparer.Ordinal))
                Entry(tar, $"blobs/sha256/{Path.GetFileName(PathOf(blob))}", File.OpenRead(PathOf(blob)));
        }

        File.Move(partial, archive, overwrite: true);
    }

    static JsonObject IndexOf(JsonNode entry) => new() { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray(entry) };

    static void Entry(TarWriter tar, string name, Stream content)
    {
        using (content)
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { ModificationTime = DateTimeOffset.UnixEpoch, Mode = LayerTar.FileMode, DataStream = content });
    }

    static JsonNode Json(byte[] text) => JsonNode.Parse(text) ?? throw new InvalidDataException("A JSON document of an image is null.");
}

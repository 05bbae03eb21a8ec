using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Aqueduct.Deploying;

/// <summary>What an app is in a cluster: the objects of its rendered file.</summary>
/// <param name="App">The app's name.</param>
/// <param name="Objects">The objects, in the order in which they are applied.</param>
public sealed record AppManifests(string App, IReadOnlyList<Manifest> Objects)
{
    /// <summary>Reads a rendered file.</summary>
    /// <exception cref="ArtifactException">AQ9018: it is none.</exception>
    public static AppManifests ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException or FormatException)
        {
            throw DeployErrors.NoManifests(path, e.Message, e);
        }
    }

    /// <summary>Reads the text of a rendered file.</summary>
    /// <exception cref="FormatException">It does not say whose objects these are.</exception>
    public static AppManifests Parse(string yaml)
    {
        var objects = ManifestYaml.Read(yaml);
        if (objects.FirstOrDefault(o => o.Type.Kind.Length == 0 || o.Name.Length == 0) is { } odd)
            throw new FormatException($"a document has no kind or no name ({odd.Id})");
        var app = objects.Where(o => o.Label(Manifest.ManagerLabel) == Manifest.Manager).Select(o => o.Label(Manifest.AppLabel)).Distinct().ToList() is [{ } only] ? only
            : throw new FormatException($"its objects do not have one label {Manifest.AppLabel} that says which app they are of");
        return new(app, [.. objects.Select(o => o.OfApp(app))]);
    }

    /// <summary>The app's version as its objects say it.</summary>
    public string? Version => Objects.Select(o => o.Label(Manifest.VersionLabel)).FirstOrDefault(v => v is not null);

    /// <summary>The images of all pods.</summary>
    public IReadOnlyList<string> Images => [.. Objects.SelectMany(o => Containers(o.Json)).Select(c => c["image"]?.GetValue<string>()).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The same with one image named by its digest, too: a tag may be given to another image later.</summary>
    public AppManifests Pin(string image, string digest)
    {
        var copies = Objects.Select(o => new Manifest((JsonObject)o.Json.DeepClone())).ToList();
        foreach (var container in copies.SelectMany(c => Containers(c.Json)).Where(c => c["image"]?.GetValue<string>() == image))
            container["image"] = $"{image}@{digest}";
        return this with { Objects = copies };
    }

    static IEnumerable<JsonObject> Containers(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => p switch
        {
            { Key: "containers" or "initContainers", Value: JsonArray list } => list.OfType<JsonObject>(),
            { Key: "container", Value: JsonObject only } => [only], // of a template of Argo
            _ => Containers(p.Value),
        }),
        JsonArray list => list.SelectMany(Containers),
        _ => [],
    };
}

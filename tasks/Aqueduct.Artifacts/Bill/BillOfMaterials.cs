using System.Text.Json;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Bill;

/// <summary>What an app is made of, as CycloneDX 1.6 says it: every package that goes into it, with its version, its hash and what it needs.</summary>
public static class BillOfMaterials
{
    /// <summary>The file's name among the rendered files.</summary>
    public const string FileName = "sbom.cdx.json";

    // Names of packages hold no characters to be escaped; what people read stays readable.
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads what restoring found.</summary>
    /// <param name="assets">Text of <c>project.assets.json</c>.</param>
    /// <param name="app">The app's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="runtime">The runtime identifier it is published for; empty for none.</param>
    public static RenderedFile Of(string assets, string app, string version, string? runtime)
    {
        var json = JsonNode.Parse(assets)!;
        var targets = json["targets"]!.AsObject();
        var target = targets.OrderBy(t => !string.IsNullOrEmpty(runtime) && t.Key.EndsWith($"/{runtime}", StringComparison.Ordinal) ? 0 : 1).First().Value!.AsObject();

        // Of packages that only the build uses nothing goes into the app.
        var parts = target.Where(p => Contents.Any(c => p.Value![c] is not null)).Select(p => Part.Of(p.Key, p.Value!, json["libraries"]![p.Key]!)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var references = parts.ToDictionary(p => p.Name, p => p.Reference, StringComparer.OrdinalIgnoreCase);
        var root = $"{app}@{version}";
        var direct = json["projectFileDependencyGroups"]!.AsObject().SelectMany(g => g.Value!.AsArray()).Select(d => d!.GetValue<string>().Split(' ')[0]).Distinct(StringComparer.OrdinalIgnoreCase);
        var bill = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = root, ["name"] = app, ["version"] = version } },
            ["components"] = new JsonArray([.. parts.Select(p => p.ToJson())]),
            ["dependencies"] = new JsonArray([Needs(root, direct, references), .. parts.Select(p => Needs(p.Reference, p.Dependencies, references))]),
        };
        return new(FileName, bill.ToJsonString(Indented) + "\n");
    }

    // "dependencies" alone: a package that stands for others.
    static readonly string[] Contents = ["runtime", "native", "runtimeTargets", "dependencies"];

    static JsonObject Needs(string part, IEnumerable<string> others, Dictionary<string, string> references) => new()
    {
        ["ref"] = part,
        ["dependsOn"] = new JsonArray([.. others.Where(references.ContainsKey).Select(o => references[o]).Order(StringComparer.Ordinal).Select(o => (JsonNode)o)]),
    };

    sealed record Part(string Name, string Version, string Reference, string? Sha512, IReadOnlyList<string> Dependencies)
    {
        public static Part Of(string key, JsonNode resolved, JsonNode library)
        {
            var (name, version) = key.Split('/') is [var n, var v] ? (n, v) : (key, "");
            return new(name, version, $"pkg:nuget/{name}@{version}", library["sha512"]?.GetValue<string>(), [.. resolved["dependencies"]?.AsObject().Select(d => d.Key) ?? []]);
        }

        public JsonObject ToJson()
        {
            var part = new JsonObject { ["type"] = "library", ["bom-ref"] = Reference, ["name"] = Name, ["version"] = Version, ["purl"] = Reference };
            if (Sha512 is { } hash)
                part["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(hash)) });
            return part;
        }
    }
}

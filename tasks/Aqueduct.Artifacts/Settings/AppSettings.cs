using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aqueduct.Artifacts.Settings;

/// <summary>What aqueduct.json says that the build must know: each resource's type, and the names of the secrets it needs, never their values.</summary>
public sealed partial class AppSettings
{
    readonly Dictionary<string, SortedSet<string>> _secrets = new(StringComparer.OrdinalIgnoreCase);
    readonly SortedSet<string> _always = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase);

    readonly HashSet<string> _shared = new(StringComparer.OrdinalIgnoreCase);

    AppSettings()
    {
    }

    /// <summary>An app without aqueduct.json.</summary>
    public static AppSettings Empty { get; } = new();

    /// <summary>Names of the secrets that the given resources, and the stores of all runs and their artifacts, mention as <c>${NAME}</c>, in ordinal order.</summary>
    public IReadOnlyList<string> SecretsOf(IEnumerable<string> resources) =>
        [.. resources.SelectMany(r => _secrets.GetValueOrDefault(r) ?? []).Concat(_always).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Names of all secrets, in ordinal order.</summary>
    public IReadOnlyList<string> Secrets => SecretsOf(_secrets.Keys);

    /// <summary>Whether runs are kept on a server and artifacts in an object store: processes on different machines can then do parts of one run.</summary>
    public bool SharesStores => _shared.Contains("store") && _shared.Contains("artifacts");

    /// <summary>The type a resource is declared with, such as <c>sqlite</c>; null where the file does not say.</summary>
    public string? TypeOf(string resource) => _types.GetValueOrDefault(resource);

    /// <summary>Reads aqueduct.json; a missing file is an app without resources of its own.</summary>
    /// <exception cref="ArtifactException">AQ9003: not readable, or not JSON.</exception>
    public static AppSettings Read(string? path)
    {
        if (string.IsNullOrEmpty(path) || !File.Exists(path))
            return Empty;
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ArtifactException.SettingsUnreadable(path, $"cannot be read ({e.Message.TrimEnd('.')})", cause: e);
        }
    }

    /// <summary>Parses the text of aqueduct.json; <paramref name="path"/> names it in messages.</summary>
    public static AppSettings Parse(string json, string path = "aqueduct.json")
    {
        try
        {
            // As lenient as Microsoft.Extensions.Configuration.Json, which reads the same file at run time.
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(json, options);
            var settings = new AppSettings();
            foreach (var resource in Members(document.RootElement, path).Where(m => m.Name.Equals("resources", StringComparison.OrdinalIgnoreCase)).SelectMany(m => Members(m.Value, path)))
            {
                Collect(resource.Value, settings._secrets.TryGetValue(resource.Name, out var known)
                    ? known
                    : settings._secrets[resource.Name] = new(StringComparer.Ordinal));
                if (resource.Value.ValueKind == JsonValueKind.Object)
                    foreach (var type in resource.Value.EnumerateObject().Where(m => m.Name.Equals("type", StringComparison.OrdinalIgnoreCase) && m.Value.ValueKind == JsonValueKind.String))
                        settings._types[resource.Name] = type.Value.GetString()!;
            }

            foreach (var store in Members(document.RootElement, path).Where(m => m.Name.Equals("artifacts", StringComparison.OrdinalIgnoreCase) || m.Name.Equals("store", StringComparison.OrdinalIgnoreCase)))
            {
                Collect(store.Value, settings._always);
                if (IsShared(store.Value))
                    settings._shared.Add(store.Name);
            }

            return settings;
        }
        catch (JsonException e)
        {
            throw ArtifactException.SettingsUnreadable(path, $"is not valid JSON ({e.Message.TrimEnd('.')})", (int)(e.LineNumber ?? -1) + 1, e);
        }
    }

    static JsonElement.ObjectEnumerator Members(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject()
        : throw ArtifactException.SettingsUnreadable(path, $"has {element.ValueKind} where an object is expected: {{ \"resources\": {{ \"name\": {{ … }} }} }}");

    // Files of a home, and SQLite in it, are of one machine.
    static bool IsShared(JsonElement store) => store.ValueKind switch
    {
        JsonValueKind.String => !string.IsNullOrWhiteSpace(store.GetString()),
        JsonValueKind.Object => store.EnumerateObject().Any(m => m.Name.Equals("type", StringComparison.OrdinalIgnoreCase) && m.Value.ValueKind == JsonValueKind.String
            && !m.Value.GetString()!.Equals("sqlite", StringComparison.OrdinalIgnoreCase) && !m.Value.GetString()!.Equals("files", StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    static void Collect(JsonElement value, SortedSet<string> names)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                Collect(member.Value, names);
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                Collect(item, names);
        else if (value.ValueKind == JsonValueKind.String)
            foreach (Match match in SecretReference().Matches(value.GetString()!))
                names.Add(match.Groups[1].Value);
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex SecretReference();
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aqueduct.Artifacts.Settings;

/// <summary>What aqueduct.json says that the build must know, in the environment that was chosen: each resource's type, and the names of the secrets it needs, never their values.</summary>
public sealed partial class AppSettings
{
    static readonly string[] Stores = ["store", "artifacts"];

    // Texts by their path, as configuration has them at run time.
    readonly Dictionary<string, Dictionary<string, string>> _resources = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> _notifications = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> _serve = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, IReadOnlyDictionary<string, string>> _stores = new(StringComparer.OrdinalIgnoreCase);

    AppSettings()
    {
    }

    /// <summary>An app without aqueduct.json.</summary>
    public static AppSettings Empty { get; } = new();

    /// <summary>The environment that was chosen; null where none was.</summary>
    public DeploymentEnvironment? Environment { get; private init; }

    /// <summary>Names of all environments, in ordinal order.</summary>
    public IReadOnlyList<string> Environments { get; private init; } = [];

    /// <summary>The texts of <c>store</c> by member; that of a store written as a text under an empty name. Empty where it is not there.</summary>
    public IReadOnlyDictionary<string, string> Store => _stores.GetValueOrDefault("store") ?? new Dictionary<string, string>();

    /// <summary>The texts of <c>artifacts</c> by member; empty where it is not there.</summary>
    public IReadOnlyDictionary<string, string> Artifacts => _stores.GetValueOrDefault("artifacts") ?? new Dictionary<string, string>();

    /// <summary>Names of the secrets that the section <c>serve</c> mentions as <c>${NAME}</c>, in ordinal order.</summary>
    public IReadOnlyList<string> ServeSecrets => Mentioned(_serve.Values);

    /// <summary>Names of the secrets that the given resources, those that are told of runs, and the stores of every run and its artifacts, mention as <c>${NAME}</c>, in ordinal order.</summary>
    public IReadOnlyList<string> SecretsOf(IEnumerable<string> resources) => Mentioned(resources.Concat(Notified)
        .Select(r => (IReadOnlyDictionary<string, string>?)_resources.GetValueOrDefault(r)).Concat(_stores.Values).Append(_notifications)
        .SelectMany(texts => texts?.Values ?? []));

    /// <summary>The resources that channels of notifications send by: whatever runs a workflow tells them of its end.</summary>
    public IReadOnlyList<string> Notified => [.. _notifications.Where(n => n.Key.StartsWith("channels:", StringComparison.OrdinalIgnoreCase) && n.Key.EndsWith(":resource", StringComparison.OrdinalIgnoreCase)).Select(n => n.Value).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>Names of all secrets, in ordinal order.</summary>
    public IReadOnlyList<string> Secrets => SecretsOf(_resources.Keys);

    /// <summary>Whether runs are kept on a server and artifacts in an object store: processes on different machines can then do parts of one run.</summary>
    public bool SharesStores => IsShared(Store) && IsShared(Artifacts);

    /// <summary>The type a resource is declared with, such as <c>sqlite</c>; null where the file does not say.</summary>
    public string? TypeOf(string resource) => _resources.GetValueOrDefault(resource)?.GetValueOrDefault("type");

    /// <summary>Reads aqueduct.json; a missing file is an app without resources of its own.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="environment">Name of the environment that was chosen; empty for none.</param>
    /// <exception cref="ArtifactException">AQ9003: not readable, not JSON, or without that environment.</exception>
    public static AppSettings Read(string? path, string? environment = null)
    {
        if (string.IsNullOrEmpty(path) || !File.Exists(path))
            return string.IsNullOrEmpty(environment) ? Empty : Parse("{}", string.IsNullOrEmpty(path) ? "aqueduct.json" : path, environment);
        try
        {
            return Parse(File.ReadAllText(path), path, environment);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ArtifactException.SettingsUnreadable(path, $"cannot be read ({e.Message.TrimEnd('.')})", cause: e);
        }
    }

    /// <summary>Parses the text of aqueduct.json; <paramref name="path"/> names it in messages.</summary>
    public static AppSettings Parse(string json, string path = "aqueduct.json", string? environment = null)
    {
        try
        {
            // As lenient as Microsoft.Extensions.Configuration.Json, which reads the same file at run time.
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(json, options);
            var environments = Named(document.RootElement, "environments", path).SelectMany(e => Members(e, path)).ToList();
            JsonProperty? chosen = string.IsNullOrEmpty(environment) ? null : DeploymentEnvironment.Find(environments, environment, path);
            var settings = new AppSettings
            {
                Environment = chosen is { } found ? DeploymentEnvironment.Of(found, path) : null,
                Environments = [.. environments.Select(e => e.Name).Order(StringComparer.Ordinal)],
            };
            settings.Add(document.RootElement, path);
            if (chosen is { } own)
                settings.Add(own.Value, path);
            return settings;
        }
        catch (JsonException e)
        {
            throw ArtifactException.SettingsUnreadable(path, $"is not valid JSON ({e.Message.TrimEnd('.')})", (int)(e.LineNumber ?? -1) + 1, e);
        }
    }

    /// <summary>Lays an environment over the top level, as the running app does: members of resources one by one, each store as a whole.</summary>
    void Add(JsonElement level, string path)
    {
        foreach (var resource in Named(level, "resources", path).SelectMany(r => Members(r, path)))
            Collect(resource.Value, "", _resources.TryGetValue(resource.Name, out var known) ? known : _resources[resource.Name] = new(StringComparer.OrdinalIgnoreCase));
        foreach (var notifications in Named(level, "notifications", path))
            Collect(notifications, "", _notifications);
        foreach (var serve in Named(level, "serve", path))
            Collect(serve, "", _serve);
        foreach (var name in Stores)
            foreach (var store in Named(level, name, path))
            {
                var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                Collect(store, "", texts);
                _stores[name] = texts;
            }
    }

    internal static IEnumerable<JsonElement> Named(JsonElement element, string name, string path) =>
        Members(element, path).Where(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(m => m.Value);

    static JsonElement.ObjectEnumerator Members(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject()
        : throw ArtifactException.SettingsUnreadable(path, $"has {element.ValueKind} where an object is expected: {{ \"resources\": {{ \"name\": {{ … }} }} }}");

    static List<string> Mentioned(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => SecretReference().Matches(text)).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    // Files of a home, and SQLite in it, are of one machine.
    static bool IsShared(IReadOnlyDictionary<string, string> store) => (store.GetValueOrDefault("type") ?? store.GetValueOrDefault("")) is { } type
        && !string.IsNullOrWhiteSpace(type) && !type.Equals("sqlite", StringComparison.OrdinalIgnoreCase) && !type.Equals("files", StringComparison.OrdinalIgnoreCase);

    static void Collect(JsonElement value, string at, Dictionary<string, string> texts)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                Collect(member.Value, at.Length == 0 ? member.Name : $"{at}:{member.Name}", texts);
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var (index, item) in value.EnumerateArray().Index())
                Collect(item, $"{at}:{index}", texts);
        else if (value.ValueKind == JsonValueKind.String)
            texts[at] = value.GetString()!;
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex SecretReference();
}

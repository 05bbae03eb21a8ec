using System.Text.Json;
using Aqueduct.Rules;

namespace Aqueduct.Artifacts.Settings;

/// <summary>One of the environments of aqueduct.json: where the app goes, and what it finds there. Null is what the file does not say.</summary>
/// <param name="Name">Its name, as the file writes it.</param>
/// <param name="Target">What is deployed to.</param>
/// <param name="Registry">Host of the image registry.</param>
/// <param name="Repository">Name of the image within the registry.</param>
/// <param name="Namespace">Namespace of the cluster.</param>
/// <param name="Context">Context of the kubeconfig.</param>
/// <param name="Secrets">Name of the cluster's Secret.</param>
public sealed record DeploymentEnvironment(string Name, string? Target, string? Registry, string? Repository, string? Namespace, string? Context, string? Secrets)
{
    /// <summary>The environment of that name; case makes no difference.</summary>
    /// <exception cref="ArtifactException">AQ9003: there is none.</exception>
    internal static JsonProperty Find(IReadOnlyList<JsonProperty> environments, string name, string path)
    {
        foreach (var environment in environments)
            if (environment.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return environment;
        var names = environments.Select(e => e.Name).Order(StringComparer.Ordinal).ToList();
        throw ArtifactException.SettingsUnreadable(path, names.Count == 0
            ? $"declares no environment, and AqueductEnvironment is '{name}'. Add \"environments\": {{ \"{name}\": {{ … }} }}, or leave the property out"
            : $"does not declare the environment '{name}' that AqueductEnvironment names. {(NearestName.Of(name, names) is { } near ? $"Did you mean '{near}'? " : "")}There {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names)}");
    }

    internal static DeploymentEnvironment Of(JsonProperty environment, string path)
    {
        return new(environment.Name, Text("target"), Text("registry"), Text("repository"), Text("namespace"), Text("context"), Text("secrets"));

        string? Text(string member) => AppSettings.Named(environment.Value, member, path).Cast<JsonElement?>().LastOrDefault() switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { } other => throw ArtifactException.SettingsUnreadable(path, $"has {other.ValueKind} for '{member}' of environment '{environment.Name}', which is a text"),
        };
    }
}

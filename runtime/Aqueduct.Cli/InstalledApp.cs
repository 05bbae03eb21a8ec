using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Cli;

/// <summary>An app that <c>dotnet publish -p:AqueductTarget=local</c> installed: the folder <c>apps/&lt;name&gt;</c> of the home, described by its app.json.</summary>
/// <remarks>Folder: relative paths of the command are found from it. Command: program and arguments that start the app's command line. Environment: of aqueduct.json, that it runs in; null for none.</remarks>
sealed record InstalledApp(string Name, string Folder, string Version, IReadOnlyList<string> Command, IReadOnlyList<InstalledWorkflow> Workflows, string? Environment)
{
    /// <summary>The schema of app.json this program reads.</summary>
    public const string Schema = "aqueduct-app/v1";

    /// <summary>When it was installed.</summary>
    public required DateTime InstalledAt { get; init; }

    /// <summary>Whether the other is this one, and was not installed again since.</summary>
    public bool IsSame(InstalledApp other) => (Name, Folder, Version, InstalledAt) == (other.Name, other.Folder, other.Version, other.InstalledAt);

    /// <summary>The apps of a home, by name.</summary>
    /// <exception cref="RefusedException">An app.json cannot be read.</exception>
    public static IReadOnlyList<InstalledApp> In(string home)
    {
        var apps = Path.Combine(home, "apps");
        return !Directory.Exists(apps) ? [] : [.. Directory.EnumerateFiles(apps, "app.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Order(StringComparer.Ordinal).Select(Read)];
    }

    static InstalledApp Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var root = json.RootElement;
            var schema = root.GetProperty("schema").GetString();
            if (schema != Schema)
                throw new RefusedException($"'{file}' has schema '{schema}'; this tool reads '{Schema}'. Update the tool, or install the app again.");
            return new InstalledApp(
                root.GetProperty("name").GetString()!,
                Path.GetDirectoryName(file)!,
                root.GetProperty("version").GetString()!,
                [.. root.GetProperty("command").EnumerateArray().Select(c => c.GetString()!)],
                [.. root.GetProperty("workflows").EnumerateArray().Select(InstalledWorkflow.Read)],
                root.TryGetProperty("environment", out var environment) ? environment.GetString() : null)
                { InstalledAt = File.GetLastWriteTimeUtc(file) };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be read: {e.Message} Install the app again with: dotnet publish -p:AqueductTarget=local");
        }
    }
}

/// <summary>A workflow of an installed app.</summary>
sealed record InstalledWorkflow(string Name, string Slug, string Version, string? Schedule, string? TimeZone)
{
    public static InstalledWorkflow Read(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("slug").GetString()!,
        json.GetProperty("version").GetString()!,
        Optional(json, "schedule"),
        Optional(json, "timeZone"));

    static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

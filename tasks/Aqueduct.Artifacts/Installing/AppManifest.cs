using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Installing;

/// <summary>app.json of an installed app: what the scheduler and the command line need to know without starting it.</summary>
/// <param name="Command">Program and leading arguments; paths are relative to the app's folder.</param>
/// <param name="Version">Hash of the installed files.</param>
/// <param name="Environment">The environment of aqueduct.json that the app runs in; null where none was chosen.</param>
public sealed record AppManifest(
    string Schema, string Name, IReadOnlyList<string> Command, string Version, IReadOnlyList<AppWorkflow> Workflows, string? Environment = null)
{
    /// <summary>The schema written here.</summary>
    public const string CurrentSchema = "aqueduct-app/v1";

    /// <summary>The text of app.json.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Context.AppManifest).ReplaceLineEndings("\n") + "\n";

    static readonly AppManifestContext Context = new(new JsonSerializerOptions(AppManifestContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, never HTML: names stay readable
    });
}

/// <summary>A workflow of an installed app.</summary>
public sealed record AppWorkflow(
    string Name, string Slug, string Version, string? Schedule, string? TimeZone, Overlap Overlap, CatchUp CatchUp);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppManifest))]
sealed partial class AppManifestContext : JsonSerializerContext;

using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Settings;
using Aqueduct.Queries;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Shows the queries of the compiled app to the engines that will run them.</summary>
public sealed class CheckSql : AqueductTask
{
    /// <summary>Full path of the compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Full path of aqueduct.json, which may be missing.</summary>
    public string? Settings { get; set; }

    /// <summary>Full path of aqueduct.schema.json, which may be missing.</summary>
    public string? Schema { get; set; }

    /// <summary>Full paths of the native SQLite libraries of the app's packages.</summary>
    public string[] SqliteLibraries { get; set; } = [];

    /// <summary>Full paths of the project's C# and SQL files, which are read once there is something to say.</summary>
    public string[] Sources { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        if (ModelReader.Read(Assembly) is not { } model)
            return;
        var report = QueryCheck.Run(model, AppSettings.Read(Settings), ReadSchema(), SqliteLibraries, cancel);
        foreach (var finding in report.Findings)
        {
            cancel.ThrowIfCancellationRequested();
            var place = QuerySource.Find(finding.Query, finding.Position, Sources);
            Error(finding.Code, finding.Message, place?.File, place?.Line ?? 0, place?.Column ?? 0);
        }

        foreach (var reason in report.Unchecked)
            Warn("AQ9013", $"{reason} AqueductCheckSql=false leaves this check out.");
        Log.LogMessage(MessageImportance.Low, "Queries shown to an engine: {0}.", report.Count);
    }

    string? ReadSchema()
    {
        try
        {
            return string.IsNullOrEmpty(Schema) || !File.Exists(Schema) ? null : File.ReadAllText(Schema);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException("AQ9003", $"'{Path.GetFileName(Schema)}' cannot be read ({e.Message.TrimEnd('.')}).", e) { File = Schema };
        }
    }
}

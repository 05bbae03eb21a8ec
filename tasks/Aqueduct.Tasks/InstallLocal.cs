using Aqueduct.Artifacts.Installing;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Rendering;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Installs the published app in the Aqueduct home.</summary>
public sealed class InstallLocal : AqueductTask
{
    /// <summary>Full path of the compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Name of the app's assembly.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

    /// <summary>Full path of the published files.</summary>
    [Required]
    public string PublishFolder { get; set; } = "";

    /// <summary>The published file that starts the app.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    /// <summary>Full path of the Aqueduct home.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>Name of the environment of aqueduct.json; empty for none.</summary>
    public string? Environment { get; set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var model = ModelReader.Read(Assembly) ?? throw LocalInstaller.NoWorkflow(AssemblyName);
        var installed = new LocalInstaller(Home).Install(model, AssemblyName, PublishFolder, EntryFile, Environment, cancel);
        Log.LogMessage(MessageImportance.High, "Installed {0}, version {1}, in {2}", installed.App, installed.Version, installed.Folder);
        Log.LogMessage(MessageImportance.High, "Run it: {0} run", string.Join(' ', installed.Command.Select(ShellWord)));
    }

    static string ShellWord(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:\\".Contains(c)) ? text : Escapes.Shell(text);
}

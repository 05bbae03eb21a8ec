using Aqueduct.Artifacts.Models;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Writes what the project's ONNX models take and give into a text that the compiler reads; in an editor's builds, too.</summary>
public sealed class ReadModels : AqueductTask
{
    /// <summary>The models, each with its path within the project as the metadata Link.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Full path of the text.</summary>
    [Required]
    public string Signatures { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        var text = ModelSignatures.Read(Models.Select(m => (m.GetMetadata("FullPath"), m.GetMetadata("Link"))), cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(Signatures)!);
        File.WriteAllText(Signatures, text);
    }
}

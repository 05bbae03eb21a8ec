using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers;

/// <summary>The project's aqueduct.schema.json, an additional file of the compilation.</summary>
sealed class SchemaText(string path, SourceText text)
{
    public string Path { get; } = path;

    /// <summary>What it says of the tables.</summary>
    public SchemaFile File { get; } = SchemaFile.Parse(text.ToString());

    /// <summary>The first one by path; null where there is none.</summary>
    public static SchemaText? Find(AnalyzerOptions options, CancellationToken cancel)
    {
        var file = options.AdditionalFiles
            .Where(f => string.Equals(System.IO.Path.GetFileName(f.Path), SchemaFile.Name, System.StringComparison.OrdinalIgnoreCase))
            .OrderBy(f => f.Path, System.StringComparer.Ordinal)
            .FirstOrDefault();
        return file?.GetText(cancel) is { } text ? new(file.Path, text) : null;
    }

    /// <summary>The diagnostic of a fault in the file.</summary>
    public Diagnostic Create(ResourceFault fault)
    {
        var span = new TextSpan(fault.Start, fault.Length);
        return Diagnostic.Create(DescriptorTable.All[fault.Id], Location.Create(Path, span, text.Lines.GetLinePositionSpan(span)), [.. fault.Arguments]);
    }
}

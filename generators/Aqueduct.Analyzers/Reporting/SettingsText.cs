using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers;

/// <summary>A JSON file of the project, aqueduct.json or aqueduct.schema.json: an additional file of the compilation.</summary>
/// <param name="file">What it says.</param>
sealed class SettingsText<T>(string path, SourceText text, T file)
{
    public string Path { get; } = path;

    public T File { get; } = file;

    /// <summary>The first one of the name by path; null where there is none.</summary>
    public static SettingsText<T>? Find(AnalyzerOptions options, string name, Func<string, T> parse, CancellationToken cancel)
    {
        var found = options.AdditionalFiles
            .Where(f => string.Equals(System.IO.Path.GetFileName(f.Path), name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        return found?.GetText(cancel) is { } text ? new(found.Path, text, parse(text.ToString())) : null;
    }

    /// <summary>The diagnostic of a fault in the file.</summary>
    public Diagnostic Create(ResourceFault fault)
    {
        var span = new TextSpan(fault.Start, fault.Length);
        return Diagnostic.Create(DescriptorTable.All[fault.Id], Location.Create(Path, span, text.Lines.GetLinePositionSpan(span)),
            fault.Instead is { } instead ? ImmutableDictionary<string, string?>.Empty.Add(FixFacts.Inside, instead) : null, [.. fault.Arguments]);
    }
}

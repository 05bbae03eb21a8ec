using System;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>The project's .sql files and models, additional files of the compilation.</summary>
static class SqlTexts
{
    /// <summary>What the build read from the project's models.</summary>
    public static OnnxFiles Models(AnalyzerOptions options, CancellationToken cancel)
    {
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var project);
        return OnnxFiles.Parse(string.Concat(options.AdditionalFiles.Where(f => f.Path.EndsWith(OnnxFiles.Name, StringComparison.Ordinal)).Select(f => f.GetText(cancel)?.ToString())), project ?? "");
    }

    public static SqlFiles Find(AnalyzerOptions options, CancellationToken cancel)
    {
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var project);
        return new(new([.. options.AdditionalFiles
            .Where(f => f.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
            .Select(f => new SqlFileModel(SqlFiles.Plain(f.Path), f.GetText(cancel)?.ToString() ?? ""))
            .OrderBy(f => f.Path, StringComparer.Ordinal)]), SqlFiles.Plain(project ?? "").TrimEnd('/'));
    }
}

using System;
using System.Collections.Generic;
using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators;

/// <summary>The project's .sql files, as the compiler hands them over.</summary>
static class SqlFileInputs
{
    public static IncrementalValueProvider<SqlFiles> Of(IncrementalGeneratorInitializationContext context) => context.AdditionalTextsProvider
        .Where(static file => file.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
        .Select(static (file, cancel) => new SqlFileModel(SqlFiles.Plain(file.Path), file.GetText(cancel)?.ToString() ?? ""))
        .Collect()
        .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? SqlFiles.Plain(folder).TrimEnd('/') : ""))
        .Select(static (found, _) =>
        {
            var files = new List<SqlFileModel>(found.Left);
            files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
            return new SqlFiles(files.ToEquatable(), found.Right);
        })
        .WithTrackingName(StepNames.SqlFiles);
}

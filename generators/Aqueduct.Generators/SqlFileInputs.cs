using System;
using System.Collections.Generic;
using Aqueduct.Generators.Incremental;
using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators;

/// <summary>The project's .sql files, as the compiler hands them over.</summary>
static class SqlFileInputs
{
    public static IncrementalValueProvider<SqlFiles> Of(IncrementalGeneratorInitializationContext context) => context.AdditionalTextsProvider
        .Select(static (file, cancel) => file.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? new SqlFileModel(SqlFiles.Plain(file.Path), file.GetText(cancel)?.ToString() ?? "") : null)
        .Collect().Select(static (found, _) =>
        {
            var files = new List<SqlFileModel>(found.Length);
            foreach (var file in found)
                if (file is not null)
                    files.Add(file);
            files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
            return new Values<SqlFileModel>(files.ToEquatable());
        })
        .With(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? SqlFiles.Plain(folder).TrimEnd('/') : ""),
            static (files, folder) => new SqlFiles(files.All, folder))
        .WithTrackingName(StepNames.SqlFiles);
}

using System;
using Aqueduct.Generators.Incremental;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators;

/// <summary>What the build read from the project's models, as the compiler hands it over.</summary>
static class OnnxFileInputs
{
    public static IncrementalValueProvider<OnnxFiles> Of(IncrementalGeneratorInitializationContext context) => context.AdditionalTextsProvider
        .Select(static (file, cancel) => file.Path.EndsWith(OnnxFiles.Name, StringComparison.Ordinal) ? file.GetText(cancel)?.ToString() ?? "" : "")
        .Collect().Select(static (texts, _) => string.Concat(texts))
        .With(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? folder : ""), static (text, folder) => OnnxFiles.Parse(text, folder))
        .WithTrackingName(StepNames.OnnxFiles);
}

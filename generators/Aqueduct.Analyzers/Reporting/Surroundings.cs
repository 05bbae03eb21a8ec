using System;
using System.Linq;
using System.Threading;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>What rules look at beside the method they judge; made once per compilation.</summary>
sealed class Surroundings(Compilation compilation, AnalyzerOptions options, CancellationToken cancel)
{
    // Read by the first method that needs them, whose own token must not end them for the others.
    readonly Lazy<OnnxFiles> _models = new(() => SqlTexts.Models(options, CancellationToken.None));
    readonly Lazy<SqlFiles> _files = new(() => SqlTexts.Find(options, CancellationToken.None));

    public Compilation Compilation { get; } = compilation;

    /// <summary>aqueduct.json with its text; null where there is none.</summary>
    public SettingsText<ResourceFile>? ResourceText { get; } = SettingsText<ResourceFile>.Find(options, ResourceFile.Name, ResourceFile.Parse, cancel);

    public ResourceFile? Resources => ResourceText?.File;

    /// <summary>aqueduct.schema.json; null where there is none.</summary>
    public SettingsText<SchemaFile>? Schema { get; } = SettingsText<SchemaFile>.Find(options, SchemaFile.Name, SchemaFile.Parse, cancel);

    /// <summary>The project's .sql files.</summary>
    public SqlFiles Files => _files.Value;

    /// <summary>The project's models.</summary>
    public OnnxFiles Models => _models.Value;

    public ProjectFacts Project => field ??= ProjectFacts.Of(options, Resources);

    /// <summary>Whether all of the app is in this project: a library's workflows and services may stand in the app, an app's in a library.</summary>
    public bool HasWholeApp =>
        Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && !Compilation.SourceModule.ReferencedAssemblySymbols.Any(a => a.Name != "Aqueduct" && a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == "Aqueduct")));
}

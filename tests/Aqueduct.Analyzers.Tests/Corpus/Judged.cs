using Aqueduct.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>A program as a build sees it: the generator at work, every analyzer, the settings beside the source.</summary>
static class Judged
{
    static readonly DiagnosticAnalyzer[] Analyzers =
        [.. typeof(FamilyAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "App",
        [CSharpSyntaxTree.ParseText(Usings, Options, "Usings.cs")],
        AqueductTest.References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    static readonly AdditionalText[] Files = [new File("aqueduct.json", Programs.Settings), new File("aqueduct.schema.json", Programs.Schema)];

    /// <summary>The warnings and errors of C# and of Aqueduct, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(string source, string? target = null) => (await Build(source, target)).Diagnostics;

    /// <summary>The compilation with what was generated, and its warnings and errors.</summary>
    public static async Task<(Compilation Complete, IReadOnlyList<Diagnostic> Diagnostics)> Build(string source, string? target = null)
    {
        AdditionalText[] files = target is null ? Files : [new File("aqueduct.json", Programs.Settings.Insert(1, $"\"targets\": [\"{target}\"],")), Files[1]];
        CSharpGeneratorDriver.Create([new WorkflowGenerator().AsSourceGenerator()], files, Options)
            .RunGeneratorsAndUpdateCompilation(Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Options, "app.cs")), out var complete, out var failures);
        var found = await complete.WithAnalyzers([.. Analyzers], new AnalyzerOptions([.. files])).GetAllDiagnosticsAsync();
        return (complete, [.. failures.Concat(found).Where(d => d.Severity >= DiagnosticSeverity.Warning).OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)]);
    }

    sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}

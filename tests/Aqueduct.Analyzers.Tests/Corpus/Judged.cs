using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aqueduct.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>A program as a build sees it: the generator at work, every analyzer, the settings beside the source.</summary>
static class Judged
{
    static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
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
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    static readonly AdditionalText[] Files = FilesFor(null);

    static AdditionalText[] FilesFor(string? target) =>
    [
        new File("aqueduct.json", target is null ? Programs.Settings : Programs.Settings.Replace("{\n  \"resources\"", $"{{\n  \"targets\": [\"{target}\"],\n  \"resources\"", StringComparison.Ordinal)),
        new File("aqueduct.schema.json", Programs.Schema),
    ];

    /// <summary>The warnings and errors of C# and of Aqueduct, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(string source, string? target = null) => (await Build(source, target)).Diagnostics;

    /// <summary>The same, with other files beside the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(string source, IEnumerable<(string Path, string Text)> files) =>
        (await Build(source, [.. files.Select(f => new File(f.Path, f.Text))])).Diagnostics;

    /// <summary>The compilation with what was generated, and its warnings and errors.</summary>
    public static Task<(Compilation Complete, IReadOnlyList<Diagnostic> Diagnostics)> Build(string source, string? target = null) =>
        Build(source, target is null ? Files : FilesFor(target));

    static Task<(Compilation Complete, IReadOnlyList<Diagnostic> Diagnostics)> Build(string source, AdditionalText[] files) => Build(source, Driver(files), files);

    /// <summary>The same after an edit of a program the generator has seen, as in an editor.</summary>
    public static Task<(Compilation Complete, IReadOnlyList<Diagnostic> Diagnostics)> Edit(string before, string after) =>
        Build(after, Warm.GetOrAdd(before, static program => new(() => Driver(Files).RunGenerators(Program(program)))).Value, Files);

    static readonly ConcurrentDictionary<string, Lazy<GeneratorDriver>> Warm = new();

    static GeneratorDriver Driver(AdditionalText[] files) => CSharpGeneratorDriver.Create([new WorkflowGenerator().AsSourceGenerator()], files, Options);

    /// <summary>A line such as <c>//// other.cs</c> begins another file.</summary>
    static CSharpCompilation Program(string source)
    {
        var files = source.Split("\n//// ");
        return Empty.AddSyntaxTrees([CSharpSyntaxTree.ParseText(files[0], Options, "app.cs"), .. files.Skip(1).Select(Other)]);

        static SyntaxTree Other(string file) => CSharpSyntaxTree.ParseText(file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..], Options, file[..file.IndexOf('\n', StringComparison.Ordinal)]);
    }

    static async Task<(Compilation Complete, IReadOnlyList<Diagnostic> Diagnostics)> Build(string source, GeneratorDriver driver, AdditionalText[] files)
    {
        driver.RunGeneratorsAndUpdateCompilation(Program(source), out var complete, out var failures);

        // One program is judged by one thread: tests judge several at a time.
        var settings = new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. files]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var found = await complete.WithAnalyzers(Analyzers, settings).GetAllDiagnosticsAsync();
        return (complete, [.. failures.Concat(found).Where(d => d.Severity >= DiagnosticSeverity.Warning).OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)]);
    }

    sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}

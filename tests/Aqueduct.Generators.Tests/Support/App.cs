using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators.Tests.Support;

/// <summary>A small app in memory, compiled with the generator.</summary>
static class App
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(WorkflowAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location),
    ];

    public static CSharpCompilation Compilation(params string[] sources) => Compilation(OutputKind.DynamicallyLinkedLibrary, sources);

    public static CSharpCompilation Compilation(OutputKind kind, params string[] sources) => CSharpCompilation.Create(
        "App",
        [.. sources.Prepend(Source.Usings).Select((text, i) => Tree(text, $"File{i}.cs"))],
        References,
        new CSharpCompilationOptions(kind, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Tree(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text), Options, path);

    public static GeneratorDriver Driver(CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new WorkflowGenerator().AsSourceGenerator()],
        parseOptions: options ?? Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorRunResult Generate(Compilation compilation) => Driver().RunGenerators(compilation).GetRunResult().Results[0];

    public static GeneratorRunResult Generate(params string[] sources) => Generate(Compilation(sources));

    /// <summary>The text of one generated file, found by how its name ends.</summary>
    public static string File(this GeneratorRunResult result, string end) =>
        Assert.Single(result.GeneratedSources, s => s.HintName.EndsWith(end, StringComparison.Ordinal)).SourceText.ToString();

    /// <summary>The compilation with what was generated; fails the test on any error or warning in it.</summary>
    public static Compilation Complete(Compilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var diagnostics);
        Assert.Empty(diagnostics);
        var wrong = complete.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !(IsTheirs(d.Id) && compilation.ContainsSyntaxTree(d.Location.SourceTree!))).ToArray();
        Assert.True(wrong.Length == 0, string.Join("\n", wrong.Select(d => d.ToString()).Concat(wrong.Select(d => d.Location.SourceTree?.ToString()).Distinct())));
        return complete;
    }

    /// <summary>A person documents and names what they like; what is generated must not ask for more.</summary>
    static bool IsTheirs(string id) => id is "CS1591" or "CS8981";
}

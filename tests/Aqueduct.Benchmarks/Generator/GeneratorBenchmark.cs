using Aqueduct.Generators;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>What the generator costs the compiler: on a fresh driver, after an edit elsewhere, and after an edit in an operator's body.</summary>
/// <remarks>Every measurement gets a compilation of its own: binding that a compilation keeps would make the second run look free.</remarks>
public class GeneratorBenchmark
{
    AuthoredProject _project = null!;
    GeneratorDriver _warm = null!;
    CSharpCompilation _before = null!;
    CSharpCompilation _compilation = null!;

    public enum Subject
    {
        Aqueduct,

        /// <summary>Attribute discovery alone.</summary>
        Limit,

        /// <summary>.NET's own generator of logging methods.</summary>
        LoggerMessage,

        /// <summary>.NET's own generator of regular expressions.</summary>
        Regex,

        /// <summary>.NET's own generator of JSON serializers.</summary>
        Json,

        /// <summary>The generator of object mappings.</summary>
        Mapperly,
    }

    [Params(10, 100, 1_000)]
    public int Methods { get; set; }

    [ParamsAllValues]
    public Subject Generator { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _project = new AuthoredProject(Methods, Peer.All.TryGetValue(Generator, out var peer) ? peer.File : AuthoredFiles.Workflow);
        _before = _project.Compile();
        _warm = Driver().RunGenerators(_before);
    }

    [IterationSetup(Target = nameof(Cold))]
    public void BeforeCold() => _compilation = _project.Compile();

    [IterationSetup(Target = nameof(UnrelatedEdit))]
    public void BeforeUnrelatedEdit() => _compilation = _project.AfterUnrelatedEdit(_before);

    [IterationSetup(Target = nameof(BodyEdit))]
    public void BeforeBodyEdit() => _compilation = _project.AfterBodyEdit(_before);

    [Benchmark(Description = "cold")]
    public GeneratorDriver Cold() => Driver().RunGenerators(_compilation);

    [Benchmark(Description = "unrelated edit")]
    public GeneratorDriver UnrelatedEdit() => _warm.RunGenerators(_compilation);

    [Benchmark(Description = "body edit")]
    public GeneratorDriver BodyEdit() => _warm.RunGenerators(_compilation);

    GeneratorDriver Driver() => Create(Generator switch
    {
        Subject.Aqueduct => new WorkflowGenerator(),
        Subject.Limit => new DiscoveryFloor(),
        var peer => Peer.All[peer].Load(),
    });

    internal static GeneratorDriver Create(IIncrementalGenerator generator, bool track = false) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()], parseOptions: AuthoredProject.ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, track));
}

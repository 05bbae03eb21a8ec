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
    CSharpCompilation _compilation = null!;

    public enum Subject
    {
        Aqueduct,
        Limit,
    }

    [Params(10, 100, 1_000)]
    public int Operators { get; set; }

    [Params(Subject.Aqueduct, Subject.Limit)]
    public Subject Generator { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _project = new AuthoredProject(Operators);
        _warm = Driver().RunGenerators(_project.Compile());
    }

    [IterationSetup(Target = nameof(Cold))]
    public void BeforeCold() => _compilation = _project.Compile();

    [IterationSetup(Target = nameof(UnrelatedEdit))]
    public void BeforeUnrelatedEdit() => _compilation = _project.AfterUnrelatedEdit();

    [IterationSetup(Target = nameof(BodyEdit))]
    public void BeforeBodyEdit() => _compilation = _project.AfterBodyEdit();

    [Benchmark(Description = "cold")]
    public GeneratorDriver Cold() => Driver().RunGenerators(_compilation);

    [Benchmark(Description = "unrelated edit")]
    public GeneratorDriver UnrelatedEdit() => _warm.RunGenerators(_compilation);

    [Benchmark(Description = "body edit")]
    public GeneratorDriver BodyEdit() => _warm.RunGenerators(_compilation);

    GeneratorDriver Driver() => Create(Generator is Subject.Aqueduct ? new WorkflowGenerator() : new DiscoveryFloor());

    internal static GeneratorDriver Create(IIncrementalGenerator generator, bool track = false) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()], parseOptions: AuthoredProject.ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, track));
}

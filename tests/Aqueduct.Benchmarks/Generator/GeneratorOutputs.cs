using Aqueduct.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>How many outputs an edit makes the generator write again, and whether what it writes compiles.</summary>
static class GeneratorOutputs
{
    public static bool Print()
    {
        var sound = true;
        foreach (var operators in new[] { 10, 100, 1_000 })
        {
            var project = new AuthoredProject(operators, AuthoredFiles.Workflow);
            var before = project.Compile();
            var warm = GeneratorBenchmark.Create(new WorkflowGenerator(), track: true).RunGeneratorsAndUpdateCompilation(before, out var output, out _);
            var errors = output.GetDiagnostics().Where(d => d.Severity is DiagnosticSeverity.Error).ToArray();
            var unrelated = Rewritten(warm.RunGenerators(project.AfterUnrelatedEdit(before)));
            var body = Rewritten(warm.RunGenerators(project.AfterBodyEdit(before)));
            Console.WriteLine($"{operators} operators: {unrelated} outputs written again after an unrelated edit, {body} after a body edit, {errors.Length} errors in the generated code");
            foreach (var error in errors.Take(3))
                Console.Error.WriteLine(error);
            sound &= unrelated == 0 && errors is [];
        }

        foreach (var (subject, peer) in Peer.All)
        {
            // A peer that finds no targets, or cannot make sense of them, would be fast.
            var project = new AuthoredProject(10, peer.File);
            GeneratorBenchmark.Create(peer.Load()).RunGeneratorsAndUpdateCompilation(project.Compile().WithOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)), out var output, out _);
            var errors = output.GetDiagnostics().Where(d => d.Severity is DiagnosticSeverity.Error).ToArray();
            var lines = output.SyntaxTrees.Where(t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).Sum(t => t.GetText().Lines.Count);
            Console.WriteLine($"{subject} on 10 targets: {lines} lines generated, {errors.Length} errors");
            foreach (var error in errors.Take(3))
                Console.Error.WriteLine(error);
            sound &= lines > 10 && errors is [];
        }

        return sound;
    }

    static int Rewritten(GeneratorDriver driver) => driver.GetRunResult().Results[0].TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs)
        .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified or IncrementalStepRunReason.Removed);
}

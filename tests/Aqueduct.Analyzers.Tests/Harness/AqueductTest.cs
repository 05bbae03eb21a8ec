using Aqueduct.CodeFixes;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Aqueduct.Analyzers.Tests;

/// <summary>A test with all of Aqueduct's analyzers and fixes at work, so that a rule that fires where it should not is seen in every other rule's tests.</summary>
public sealed class AqueductTest : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    public static readonly DiagnosticAnalyzer[] Analyzers =
        [new ShapeAnalyzer(), new ArtifactAnalyzer(), new CheckAndMetricAnalyzer(), new ScheduleAnalyzer(), new ResourceAnalyzer(), new DeploymentAnalyzer(), new DeterminismAnalyzer()];

    /// <summary>.NET 10 and the runtime package, from memory: nothing is restored from a network.</summary>
    public static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Table).Assembly.Location), MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location), MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location)];

    public static readonly CodeFixProvider[] Fixes =
        [.. typeof(AqueductFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    /// <summary>What the sources of the tests are written upon.</summary>
    public const string Given = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Aqueduct;
        global using static Given;

        public record Row(int Id, double Value);

        public static partial class Given
        {
            [Sql("demo", "SELECT * FROM rows")]
            public static partial Table<Row> Rows();

            [Operator]
            public static Table<Row> Clean(Table<Row> rows) => rows;

            [Operator]
            public static Table<Row> Scale(Table<Row> rows, double by) => rows;

            [Check(Severity.Error)]
            public static bool AreValid(Table<Row> rows) => rows.Count > 0;

            [Metric]
            public static double Mean(Table<Row> rows) => 0;

            [Save("demo", "clean", SaveMode.Replace)]
            public static partial void SaveRows(Table<Row> rows);
        }
        """;

    /// <param name="withStubs">Whether checks may return a constant, as those of most tests do: what they would look at is not what is tested.</param>
    public AqueductTest(string source, bool withStubs = true)
    {
        if (withStubs)
            DisabledDiagnostics.Add("AQ2013");
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(References);
        TestState.Sources.Add(source);
        TestState.Sources.Add(Given);
    }

    /// <summary>The generator, which writes the other part of partial methods, is not at work here.</summary>
    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
        diagnostic.Id != "CS8795" && base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics);

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Analyzers;

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Fixes;
}

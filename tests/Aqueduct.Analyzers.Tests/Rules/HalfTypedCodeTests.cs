using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers.Tests;

/// <summary>Analyzers run on every keystroke, on code that is wrong in every way.</summary>
public class HalfTypedCodeTests
{
    const string Churn = """
        using System;
        using System.Linq;
        using Aqueduct;

        public record Customer(int CustId, int NWorkflows, int NRows, int NUsers, int CompanySize);
        public record Features(int Id, double Workflows, double Rows, double Users);
        public record Prediction(int Id, double Churn);

        public static partial class Churn
        {
            [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
            public static partial Table<Customer> Customers(double minimumSize);

            [Operator]
            public static Table<Features> LogFeatures(Table<Customer> customers) =>
                customers.Select(c => new Features(c.CustId, Math.Log(1 + c.NWorkflows), Math.Log(1 + c.NRows), Math.Log(1 + c.NUsers)));

            [Operator(Retries = 2, Timeout = "00:05:00", Cpu = 2, Memory = "4Gi")]
            public static Table<Prediction> Predict(Table<Features> features) => features.Select(f => new Prediction(f.Id, f.Users));

            [Check(Severity.Error)]
            public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);

            [Metric]
            [Bound(Below = 0.3, Severity = Severity.Warning)]
            [Bound(Below = 0.4, Severity = Severity.Error)]
            public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

            [Save("demo", "pred_churn", SaveMode.Upsert, Key = "id")]
            public static partial void SavePredictions(Table<Prediction> churn);

            [Workflow("Customer churn", Schedule = "0 3 * * MON", TimeZone = "Europe/Berlin", Timeout = "30m", KeepRuns = 30)]
            public static void Run(double minimumSize = 0)
            {
                var customers = Customers(minimumSize);
                var features = LogFeatures(customers);
                var churn = Predict(features);
                AreProbabilities(churn);
                AverageChurn(churn);
                SavePredictions(churn);
            }
        }
        """;

    [Fact]
    public async Task The_guide_s_workflow_is_free_of_faults() => Assert.Empty(await Diagnose(Churn));

    [Fact]
    public async Task It_is_free_of_faults_with_the_generated_code_beside_it()
    {
        CSharpGeneratorDriver.Create(new Generators.WorkflowGenerator()).RunGeneratorsAndUpdateCompilation(Compile(Churn), out var compilation, out _);
        Assert.True(compilation.SyntaxTrees.Count() > 1);
        Assert.Empty(await Diagnose(compilation));
    }

    [Fact]
    public async Task No_analyzer_throws_on_any_of_three_hundred_mutations()
    {
        var random = new Random(20_240_517);
        var tokens = CSharpSyntaxTree.ParseText(Churn).GetRoot().DescendantTokens().Select(t => t.ToFullString()).ToArray();
        for (var i = 0; i < 300; i++)
        {
            var mutated = Mutate(tokens, random, 1 + random.Next(3));
            var crashes = (await Diagnose(mutated)).Where(d => d.Id == "AD0001").Select(d => d.GetMessage(null)).ToArray();
            Assert.True(crashes.Length == 0, $"{string.Join("\n", crashes)}\nin:\n{mutated}");
        }
    }

    static string Mutate(string[] tokens, Random random, int count)
    {
        var mutated = tokens.ToList();
        for (var i = 0; i < count; i++)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(3))
            {
                case 0: mutated.RemoveAt(at); break;
                case 1: mutated.Insert(at, mutated[at]); break;
                default: mutated[at] = mutated[random.Next(mutated.Count)]; break;
            }
        }

        return string.Concat(mutated);
    }

    static Task<ImmutableArray<Diagnostic>> Diagnose(string source) => Diagnose(Compile(source));

    static Task<ImmutableArray<Diagnostic>> Diagnose(Compilation compilation) => compilation.WithAnalyzers([.. AqueductTest.Analyzers]).GetAnalyzerDiagnosticsAsync();

    static CSharpCompilation Compile(string source) =>
        CSharpCompilation.Create("Churn", [CSharpSyntaxTree.ParseText(source)], AqueductTest.References, new(OutputKind.DynamicallyLinkedLibrary));
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Whatever is typed, the compiler's part neither fails nor keeps silent about a graph that is not what the source says.</summary>
public class FuzzTests
{
    /// <summary>AQUEDUCT_MUTATIONS asks for more.</summary>
    static readonly int Mutations = int.TryParse(Environment.GetEnvironmentVariable("AQUEDUCT_MUTATIONS"), CultureInfo.InvariantCulture, out var count) ? count : 5_000;

    /// <summary>AQUEDUCT_SEED asks for others: the first of them.</summary>
    static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("AQUEDUCT_SEED"), CultureInfo.InvariantCulture, out var first) ? first : 0;

    static readonly string[] Seeds = [Programs.Churn, Programs.Orders, Programs.Segments, .. Samples()];

    [Fact]
    public void Broken_programs_never_break_the_compiler_and_are_never_taken_for_whole()
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.For(First, First + Mutations, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var program = Seeds[seed % Seeds.Length];
            if (Judge(program, Mutator.Mutate(program, seed)).GetAwaiter().GetResult() is { } fault)
                wrong.Add($"seed {seed}: {fault}");
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {Mutations}\n" + string.Join("\n", wrong.Order(StringComparer.Ordinal).Take(20)));
    }

    /// <summary>Mutations that once broke the compiler's part.</summary>
    [Theory]
    [InlineData(1597)]
    public async Task A_mutation_that_was_found_stays_mended(int seed)
    {
        var program = Seeds[seed % Seeds.Length];
        Assert.Null(await Judge(program, Mutator.Mutate(program, seed)));
    }

    static async Task<string?> Judge(string program, string mutated)
    {
        var (complete, diagnostics) = await Judged.Edit(program, mutated);
        if (diagnostics.FirstOrDefault(d => d.Id is "AD0001" or "CS8785" or "CS8784" or "AQ0000") is { } failure)
            return failure.ToString();
        return diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? null : Untold(complete);
    }

    /// <summary>What a program without an error has that its model lacks.</summary>
    static string? Untold(Compilation complete)
    {
        var carried = Carried(complete);
        foreach (var tree in complete.SyntaxTrees.Where(t => t.FilePath == "app.cs"))
        {
            var semantics = complete.GetSemanticModel(tree);
            foreach (var syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                var method = (IMethodSymbol)semantics.GetDeclaredSymbol(syntax)!;
                if (!Has(method, "WorkflowAttribute") || method.Parameters.Any(p => p.Type.Name is "Table" || p.Type.TypeKind == TypeKind.Interface))
                    continue;
                var entry = $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "")}.{method.Name}";
                if (!carried.TryGetValue(entry, out var nodes))
                    return $"{entry} is not in the model, and no error says why";
                var calls = syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(c => semantics.GetSymbolInfo(c).Symbol).OfType<IMethodSymbol>().ToArray();
                if (calls.Any(c => Has(c, "WorkflowAttribute")))
                    continue;
                var expected = calls.Count(c => Has(c, "OperatorAttribute", "SqlAttribute", "SqlFileAttribute", "CheckAttribute", "MetricAttribute", "SaveAttribute", "ReadAttribute", "WriteAttribute") || c.ContainingType.Name == "Map")
                    + syntax.DescendantNodes().OfType<ForEachStatementSyntax>().Count();
                if (expected != nodes)
                    return $"{entry} has {expected} calls and {nodes} nodes";
            }
        }

        return null;
    }

    static bool Has(IMethodSymbol method, params string[] attributes) => method.GetAttributes().Any(a => attributes.Contains(a.AttributeClass?.Name));

    /// <summary>The workflows of the model in the compilation, each with its number of nodes, those of its loops included.</summary>
    static Dictionary<string, int> Carried(Compilation complete)
    {
        var carrier = complete.GetTypeByMetadataName("Aqueduct.Generated.AqueductModelCarrier")?.GetMembers("Model").Single();
        var text = carrier?.GetAttributes().Single(a => a.AttributeClass!.Name == nameof(AqueductModelAttribute)).ConstructorArguments[0].Value as string;
        if (text is null)
            return [];
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("workflows").EnumerateArray().ToDictionary(w => w.GetProperty("entry").GetString()!, w => Count(w.GetProperty("nodes")));

        static int Count(JsonElement nodes) => nodes.EnumerateArray().Sum(n => 1 + (n.TryGetProperty("map", out var map) ? Count(map.GetProperty("nodes")) : 0));
    }

    /// <summary>The samples that need no package beside ours.</summary>
    static IEnumerable<string> Samples() =>
        from file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.cs").Order(StringComparer.Ordinal)
        let text = File.ReadAllText(file)
        select string.Join('\n', text.Split('\n').Select(line => line.StartsWith("#:", StringComparison.Ordinal) ? "" : line));
}

using System.Runtime.CompilerServices;
using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Generators.Tests;

/// <summary>What an edit costs in memory, and what is kept after it.</summary>
public class RetentionTests
{
    const string Unrelated = "class Unrelated { int One() => 1; }";

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (GeneratorDriver Driver, WeakReference Before, Compilation After) EditOnce()
    {
        var before = App.Compilation(Source.Churn, Unrelated);
        var driver = App.Driver().RunGenerators(before);
        var old = before.SyntaxTrees.Single(t => t.FilePath == "File2.cs");
        var after = before.ReplaceSyntaxTree(old, App.Tree(Unrelated.Replace("=> 1", "=> 2"), "File2.cs"));
        return (driver.RunGenerators(after), new WeakReference(before), after);
    }

    [Fact]
    public void The_compilation_before_an_edit_dies()
    {
        var (driver, before, after) = EditOnce();
        for (var i = 0; i < 10 && before.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(before.IsAlive);
        GC.KeepAlive(driver);
        GC.KeepAlive(after);
    }

    [Fact]
    public void An_unrelated_edit_beside_a_thousand_operators_in_three_thousand_files_allocates_little()
    {
        const long Limit = 8 << 20;
        var files = new string[3_000];
        for (var i = 0; i < files.Length; i++)
            files[i] = i % 30 == 0 ? Flow(i) : $"static class Plain{i} {{ public static int Value() => {i}; }}";
        var before = App.Compilation(files);
        var driver = CSharpGeneratorDriver.Create([new WorkflowGenerator().AsSourceGenerator()], parseOptions: App.Options).RunGenerators(before);
        Assert.Equal(100, driver.GetRunResult().Results[0].GeneratedSources.Count(s => s.HintName.EndsWith(".Workflow.g.cs", StringComparison.Ordinal)));
        var old = before.SyntaxTrees[^1];
        var after = before.ReplaceSyntaxTree(old, App.Tree(old.ToString().Replace("2999;", "3000;"), old.FilePath));

        var start = GC.GetAllocatedBytesForCurrentThread();
        driver = driver.RunGenerators(after);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - start;

        Assert.True(allocated <= Limit, $"{allocated:N0} bytes, at most {Limit:N0}.");
        GC.KeepAlive(driver);
    }

    static string Flow(int number) => $$"""
        public record Row{{number}}(int Id, double Value);
        public static partial class Flow{{number}}
        {
            [Sql("demo", "SELECT 1 AS id, 2.0 AS value")] public static partial Table<Row{{number}}> Rows();
            {{string.Join("\n", Enumerable.Range(0, 10).Select(i => $"[Operator] static Table<Row{number}> Step{i}(Table<Row{number}> rows) => rows;"))}}
            [Workflow("Flow {{number}}")] static void Run()
            {
                var rows0 = Rows();
                {{string.Join("\n", Enumerable.Range(0, 10).Select(i => $"var rows{i + 1} = Step{i}(rows{i});"))}}
                _ = rows10;
            }
        }
        """;
}

using System.Reflection;
using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Generators.Tests;

/// <summary>What an edit runs again: no more than it must.</summary>
public class CachingTests
{
    const string Second = """
        public static partial class Other
        {
            [Operator] static int One() => 1;
            [Operator] static Dictionary<string, int> Count(int one) => new() { ["a"] = one };
            [Workflow("Other")] static void Go() { var one = One(); _ = Count(one); }
        }
        """;

    const string Third = """
        public static partial class Third
        {
            [SqlFile("demo", "a.sql")] public static partial Table<Customer> A();
            [Read("data", "a.csv")] public static partial Table<Customer> B();
            [Write("data", "a.csv")] public static partial void C(Table<Customer> rows);
            [Endpoint("sizes")] public static partial void E(Table<Customer> rows);
            [Email("mail", Subject = "a")] public static partial void M(Table<Customer> rows);
            [Onnx("a.onnx")] public static partial Table<Customer> P(Table<Customer> rows);
            [Prompt("{a}")] public static partial string Q(string a);
            [Message("hook")] public static partial void N(Table<Customer> rows);
            [Services] public static void D(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        namespace Aqueduct { public sealed class OnnxAttribute(string path) : Attribute { public string Path => path; } public sealed class PromptAttribute(string template) : Attribute { public string Template => template; } }
        """;

    static readonly string[] Steps = [.. typeof(StepNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    static GeneratorRunResult Edit(string file, string edited)
    {
        var compilation = App.Compilation(Source.Churn, Second, "class Unrelated;");
        var driver = App.Driver().RunGenerators(compilation);
        var old = compilation.SyntaxTrees.Single(t => t.FilePath == file);
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(old, App.Tree(edited, file))).GetRunResult().Results[0];
    }

    static IEnumerable<(string Step, IncrementalStepRunReason Reason)> Reasons(GeneratorRunResult result) =>
        result.TrackedSteps.Where(s => Steps.Contains(s.Key)).SelectMany(s => s.Value.SelectMany(v => v.Outputs.Select(o => (s.Key, o.Reason))));

    static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(v => v.Outputs.Select(o => o.Reason));

    static bool IsReused(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    [Fact]
    public void Every_step_is_watched() =>
        Assert.Equal(Steps.Order(), App.Generate(App.Compilation(Source.Churn, Second, Third)).TrackedSteps.Keys.Where(Steps.Contains).Order());

    [Theory]
    [InlineData("class Unrelated { int x; }")]
    [InlineData("class Unrelated; class Another { void M() { var x = 1; } }")]
    public void An_unrelated_edit_changes_nothing(string edited)
    {
        var result = Edit("File3.cs", edited);
        Assert.All(Reasons(result), step => Assert.True(IsReused(step.Reason), step.ToString()));
        Assert.All(Outputs(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("var features = LogFeatures(customers);", "\n\n   var  features =LogFeatures( customers ) ; // why")]
    [InlineData("[Workflow(\"Customer churn\",", "// a comment above\n [Workflow(\"Customer churn\",")]
    [InlineData("public record Customer", "/// <summary>A doc.</summary>\npublic record Customer")]
    public void An_edit_that_does_not_touch_the_graph_changes_nothing(string before, string after)
    {
        var result = Edit("File1.cs", Source.Churn.Replace(before, after));
        Assert.All(Reasons(result), step => Assert.True(IsReused(step.Reason), step.ToString()));
        Assert.All(Outputs(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("Math.Log(1 + c.NRows)", "Math.Log(2 + c.NRows)")]
    [InlineData("p.Churn is >= 0 and <= 1", "p.Churn is > 0 and < 1")]
    public void An_edit_of_an_operators_body_changes_the_versions_only(string before, string after)
    {
        var result = Edit("File1.cs", Source.Churn.Replace(before, after));
        Assert.All(Reasons(result).Where(s => s.Step != StepNames.Versions), step => Assert.True(IsReused(step.Reason), step.ToString()));
        Assert.Single(Outputs(result), r => r == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_one_workflow_leaves_the_others_output_alone()
    {
        var result = Edit("File2.cs", Second.Replace("_ = Count(one);", "_ = Count(one); _ = Count(2);"));
        var workflows = result.TrackedSteps[StepNames.Workflows].SelectMany(s => s.Outputs).Select(o => o.Reason);
        Assert.Equal([false, true], workflows.Select(IsReused).Order());

        // Its run class and the carrier, nothing else.
        Assert.Equal(2, Outputs(result).Count(r => r == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void A_new_schedule_changes_the_run_class_and_the_carrier_only()
    {
        var result = Edit("File1.cs", Source.Churn.Replace("@daily", "@hourly"));
        Assert.Equal(2, Outputs(result).Count(r => r == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void A_new_argument_of_an_attribute_leaves_rows_and_bodies_alone()
    {
        var result = Edit("File1.cs", Source.Churn.Replace("[Operator(Retries = 2,", "[Operator(Description = \"why\", Retries = 2,"));
        Assert.All(Reasons(result).Where(s => s.Step is StepNames.Rows or StepNames.Queries or StepNames.Saves), step => Assert.True(IsReused(step.Reason), step.ToString()));
        // The run class, the carrier, and how the code is written.
        Assert.Equal(3, Outputs(result).Count(r => r == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void The_order_of_files_changes_nothing()
    {
        static string All(params string[] sources) => string.Join("\n", App.Generate(sources).GeneratedSources.OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.HintName + "\n" + s.SourceText));
        Assert.Equal(All(Source.Churn, Second), All(Second, Source.Churn));
    }

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var result = App.Generate(App.Compilation(Source.Churn, Second, """
            public static partial class Wrong { [Workflow("Wrong")] static void Go() { if (true) { } } }
            """));
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, steps) in result.TrackedSteps.Where(s => Steps.Contains(s.Key)))
            foreach (var (value, _) in steps.SelectMany(s => s.Outputs))
                Walk(value, name, seen);
        Assert.True(seen.Count > 100);
    }

    static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or IOperation or AttributeData or Delegate, path);
        var type = value.GetType();
        Assert.True(type.Assembly != typeof(ISymbol).Assembly && type.Assembly != typeof(CSharpCompilation).Assembly, $"{path} is {type}");
        if (value is System.Collections.IEnumerable items)
            foreach (var item in items)
                Walk(item, path + "[]", seen);
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
    }
}

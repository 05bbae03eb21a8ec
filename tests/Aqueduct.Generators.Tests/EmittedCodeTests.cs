using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>What is generated for the workflow of the guide, file by file.</summary>
public class EmittedCodeTests
{
    static string File(string end) => App.Generate(Source.Churn).File(end);

    [Fact]
    public void A_workflow_becomes_a_run_class_with_slots_and_a_switch() => Snapshots.Match(File(".Workflow.g.cs"));

    [Fact]
    public void Branches_maps_and_inlined_workflows_become_conditions_and_classes_of_items() => Snapshots.Match(App.Generate(Source.Segments).GeneratedSources.Single(s => s.HintName.StartsWith("Segments.Run_", StringComparison.Ordinal)).SourceText.ToString());

    [Fact]
    public void A_query_gets_a_body_that_binds_its_parameters() => Snapshots.Match(File(".Sql.g.cs"));

    [Fact]
    public void A_query_of_tables_gets_a_body_that_hands_them_over()
    {
        var result = App.Generate("""
            public record Customer(int Id, string Name);
            public record Order(int Id, double Amount);
            public record Spent(string Name, double Amount);
            public static partial class Joined
            {
                [Sql("duck", "SELECT name, SUM(amount) AS amount FROM customers JOIN \"order\" USING (id) WHERE amount > @min GROUP BY name")]
                public static partial Table<Spent> Spending(Table<Customer> customers, Table<Order> order, double min);
                [Sql("duck", "SELECT name, id AS amount FROM class")]
                internal static partial Task<Table<Spent>> Later(Table<Customer> @class, CancellationToken cancel);
            }
            """);
        Snapshots.Match(string.Concat(result.GeneratedSources.Where(s => s.HintName.EndsWith(".Sql.g.cs", StringComparison.Ordinal)).OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.SourceText.ToString())));
    }

    [Fact]
    public void A_save_gets_a_body() => Snapshots.Match(File(".Save.g.cs"));

    [Fact]
    public void A_row_type_gets_its_layout_and_columns() => Snapshots.Match(File("Prediction.Row.g.cs"));

    [Fact]
    public void Everything_is_registered_before_the_app_runs()
    {
        var app = App.Generate(App.Compilation(OutputKind.ConsoleApplication, Source.Churn));
        Snapshots.Match(app.File("AqueductRegistration.g.cs") + app.File("AqueductRegistration.Workflows.g.cs"));
    }

    [Fact]
    public void A_library_registers_its_rows_and_no_workflow()
    {
        Assert.DoesNotContain(App.Generate(Source.Churn).GeneratedSources, s => s.HintName == "AqueductRegistration.Workflows.g.cs");
        Assert.Contains("RowType<", File("AqueductRegistration.g.cs"), StringComparison.Ordinal);
        App.Complete(App.Compilation(Source.Churn));
    }

    [Fact]
    public void The_versions_of_the_code_are_one_text() => Snapshots.Match(File("AqueductCodeVersions.g.cs"));

    [Fact]
    public void The_model_is_carried_on_a_private_method() => Snapshots.Match(File("AqueductModelCarrier.g.cs"));

    [Fact]
    public void A_console_app_without_an_entry_point_gets_one() =>
        Snapshots.Match(App.Generate(App.Compilation(OutputKind.ConsoleApplication, Source.Churn)).File("AqueductProgram.g.cs"));

    [Theory]
    [InlineData("return 0;")]
    [InlineData("static class Start { static void Main() { } }")]
    [InlineData("static class Start { static async Task<int> Main(string[] args) => await Task.FromResult(0); }")]
    public void An_app_with_an_entry_point_keeps_its_own(string start)
    {
        // Top-level statements stand before types.
        var result = App.Generate(App.Compilation(OutputKind.ConsoleApplication, start, Source.Churn));
        Assert.DoesNotContain(result.GeneratedSources, s => s.HintName.Contains("Program"));
    }

    [Fact]
    public void A_library_gets_no_entry_point() =>
        Assert.DoesNotContain(App.Generate(Source.Churn).GeneratedSources, s => s.HintName.Contains("Program"));

    [Fact]
    public void An_app_without_workflows_gets_nothing_at_all() =>
        Assert.Empty(App.Generate(App.Compilation(OutputKind.ConsoleApplication, "class Plain;")).GeneratedSources);

    [Fact]
    public void A_json_type_gets_a_codec()
    {
        var result = App.Generate("""
            public record Point(double X, double? Y) { public string Label { get; init; } = ""; }
            public static partial class Shapes
            {
                [Operator] public static Dictionary<int, Point[]> Draw() => new();
                [Check] public static bool Any(Dictionary<int, Point[]> shapes) => shapes.Count > 0;
                [Workflow("Shapes")] public static void Run() => Any(Draw());
            }
            """);
        Snapshots.Match(string.Concat(result.GeneratedSources.Where(s => s.HintName.EndsWith("Json.g.cs")).Select(s => s.SourceText.ToString())));
    }

    [Fact]
    public void Without_extension_members_the_columns_property_is_left_out()
    {
        var options = App.Options.WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13);
        var compilation = App.Compilation();
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
            Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Source.Usings, options),
            Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Source.Churn, options));
        App.Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Assert.Empty(complete.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(complete.SyntaxTrees, t => t.ToString().Contains("extension("));
    }

    [Fact]
    public void All_that_is_generated_compiles_without_a_warning() => App.Complete(App.Compilation(OutputKind.ConsoleApplication, Source.Churn));
}

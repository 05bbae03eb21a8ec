using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests;

/// <summary>Generated code, compiled, loaded and driven.</summary>
public class RunTests
{
    [Fact]
    public async Task The_workflow_of_the_guide_runs()
    {
        var run = await Run.Of(Source.Churn.Replace(
            """
                [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
                public static partial Table<Customer> Customers(double minimumSize);
            """,
            """
                [Operator]
                public static Table<Customer> Customers(double minimumSize) => Table.Of(new Customer(1, 2, 3, 4, 50), new Customer(2, 40, 3, 0, 60));
            """));

        Assert.Equal(["Customers", "LogFeatures", "Predict", "AreProbabilities", "AverageChurn"], run.Order);
        Assert.True(run.Checks["AreProbabilities"]);
        Assert.Equal(run.Metrics["AverageChurn"], run.Artifacts["averageChurn"]);
        Assert.InRange(run.Metrics["AverageChurn"], 0.01, 0.99);
        Assert.Equal(2, ((IEnumerable<object>)run.Artifacts["churn"]!).Count());
    }

    [Fact]
    public async Task Every_form_of_call_gives_what_a_plain_call_gives()
    {
        var run = await Run.Of("""
            namespace Library
            {
                public static class Elsewhere
                {
                    [Operator] public static int Twice(int x) => 2 * x;
                }
            }

            namespace My.App
            {
                public static partial class Outer
                {
                    internal sealed partial class All
                    {
                        [Operator] static int One() => 1;
                        [Operator] static int Sum(params int[] items) => items.Sum();
                        [Operator] static (int Low, double High) Split(int x) => (x, x + 0.5);
                        [Operator] static async Task<int> Later(int x) { await Task.Yield(); return x + 1; }
                        [Operator] static async ValueTask Effect(int node) => await Task.Yield();
                        [Operator] static string Text(double x, string infix = "-", RunContext? run = null, CancellationToken cancel = default) => $"{x}{infix}{run!.RunId}{infix}{cancel.CanBeCanceled}";
                        [Operator] static T Same<T>(T value) => value;
                        [Metric] static decimal Money(int x) => x + 0.25m;
                        [Check] static Table<bool> Signs(int x) => Table.Of(true, x > 0);
                        [Check] static Task<bool> Negative(int x) => Task.FromResult(x < 0);

                        [Workflow("Every form")]
                        static async Task<int> Run(int run = 3, DayOfWeek @class = DayOfWeek.Friday, int? node = null)
                        {
                            var sink = Sum(One(), run, One());
                            (int low, _) = Split(sink);
                            var pair = Split(low);
                            var task = Later(low);
                            double wide = Library.Elsewhere.Twice(await task);
                            var Offsets = Text(wide);
                            var parameters = Same<double>(pair.High);
                            await Effect(sink);
                            Money(sink);
                            Signs(sink);
                            await Negative(sink);
                            _ = Same(Offsets);
                            _ = Text(parameters, "+");
                            _ = Same(@class);
                            return low;
                        }
                    }
                }
            }
            """);

        Assert.Equal(5, run.Artifacts["sink"]);
        Assert.Equal(6, run.Artifacts["task"]);
        Assert.Equal(12, run.Artifacts["wide"]);
        Assert.Equal("12-test-True", run.Artifacts["Offsets"]);
        Assert.Equal("5.5+test+True", run.Artifacts["text"]);
        Assert.Equal(DayOfWeek.Friday, run.Artifacts["same2"]);
        Assert.Equal(5.25, run.Metrics["Money"]);
        Assert.True(run.Checks["Signs"]);
        Assert.False(run.Checks["Negative"]);
    }

    [Fact]
    public async Task A_type_that_is_not_partial_has_its_run_class_beside_it()
    {
        var run = await Run.Of("""
            namespace My { public static class Plain { [Operator] public static int One() => 1; [Workflow("Plain")] public static void Go() { _ = One(); } } }
            """);
        Assert.Equal(1, run.Artifacts["one"]);
    }

    [Fact]
    public void A_private_operator_of_a_type_that_is_not_partial_cannot_be_reached()
    {
        var result = App.Generate("""static class Plain { [Operator] static int One() => 1; [Workflow("Plain")] static void Go() { _ = One(); } }""");
        Assert.DoesNotContain(result.GeneratedSources, s => s.HintName.EndsWith(".Workflow.g.cs"));
    }

    [Fact]
    public async Task Parameters_are_bound_by_their_types()
    {
        var workflow = Run.Workflow(Run.Load("""
            public static partial class P
            {
                [Operator] static string All(int a, DayOfWeek b, double? c, string? d, DateOnly e) => FormattableString.Invariant($"{a} {b} {c} {d ?? "null"} {e:O}");
                [Workflow("Bound parameters")] static void Go(int a, DayOfWeek b = DayOfWeek.Monday, double? c = 1.5, string? d = null, DateOnly e = default) { _ = All(a, b, c, d, e); }
            }
            """));
        var run = await Run.Of(workflow, new ParameterValues(new Dictionary<string, string> { ["a"] = "7", ["b"] = "sunday", ["c"] = "null", ["e"] = "2024-02-29" }));
        Assert.Equal("7 Sunday  null 2024-02-29", run.Artifacts["all"]);

        var refused = Assert.Throws<ParameterException>(() => workflow.CreateRun(ParameterValues.None, null!));
        Assert.Equal("a", refused.Parameter);
        Assert.Equal([("a", true, null), ("b", false, "Monday"), ("c", false, "1.5"), ("d", false, null), ("e", false, "0001-01-01")],
            workflow.Definition.Parameters.Select(p => (p.Name, p.Required, p.Default)));
    }

    [Fact]
    public async Task Tables_have_their_columns_as_spans()
    {
        var run = await Run.Of("""
            public record struct Row(int Id, string? Name) { [Column("when")] public DateOnly Day { get; init; } public byte[]? Raw { get; set; } public char? Mark { get; set; } public int Twice => 2 * Id; }
            public static partial class Spans
            {
                [Operator] static Table<Row> Make() => Table.Of(new Row(1, "a") { Day = new(2024, 1, 2) }, new Row(2, null) { Raw = [1] });
                [Operator] static string Look(Table<Row> rows) =>
                    $"{rows.Columns.Id[1]} {rows.Columns.Name[0]} {rows.Columns.Day[0]:yyyy} {rows.Columns.Raw[1]![0]} {rows[0].Day:yyyy} {rows[1].Raw![0]} {string.Join(",", rows.Fields.Select(f => $"{f.Name}:{f.Nullable}:{f.ColumnName}"))}";
                [Workflow("Spans")] static void Go() { _ = Look(Make()); }
            }
            """);
        Assert.Equal("2 a 2024 1 2024 1 Id:False:,Name:True:,Day:False:when,Raw:True:,Mark:True:", run.Artifacts["look"]);
    }

    [Fact]
    public void A_broken_workflow_leaves_the_rest_whole()
    {
        var compilation = App.Compilation(Source.Churn.Replace("var features = LogFeatures(customers);", "while (minimumSize > 0) { } var features = LogFeatures(customers);"));
        App.Complete(compilation);
        var result = App.Generate(compilation);
        Assert.DoesNotContain(result.GeneratedSources, s => s.HintName.EndsWith(".Workflow.g.cs"));
        Assert.Contains(result.GeneratedSources, s => s.HintName.EndsWith(".Sql.g.cs"));
    }

    [Fact]
    public void Two_workflows_of_one_name_and_a_taken_class_name_do_not_collide() => App.Complete(App.Compilation("""
        public static partial class Many
        {
            class GoWorkflow;
            [Operator] static int One() => 1;
            [Workflow("First")] static void Go() { _ = One(); }
            [Workflow("Second")] static void Go(int x) { _ = One(); }
        }
        """));

    [Fact]
    public void Odd_names_compile() => App.Complete(App.Compilation("""
        namespace @namespace.@event
        {
            public record @class(int @int, string @string);
            public static partial class @static
            {
                [Operator] internal static Table<@class> @return(int @params) => Table.Of(new @class(@params, ""));
                [Sql("demo", "SELECT\n\"x\" -- \\ \u2028")] internal static partial Task<Table<@class>> @void(int @in, CancellationToken cancel = default);
                [Sql("demo", "SELECT 1")] internal static partial ValueTask<Table<@class>> Value(RunContext? run = null);
                [Save("demo", "t", SaveMode.Upsert, Key = "int")] internal static partial void @out(Table<@class> @ref);
                [Workflow("Odd \" \\ names\n")] internal static async Task Go(int @if = 1) { var @else = @return(@if); @out(@else); @out(await @void(@if)); @out(await Value()); }
            }
        }
        """));

    [Fact]
    public async Task Names_that_differ_in_case_only_stay_apart()
    {
        var run = await Run.Of("""
            public record Item(int Id, int id);
            public record item(int Id);
            public record Items(Item[] Some, item[] Other);
            public static partial class Cases
            {
                [Operator] static Table<Item> Upper() => Table.Of(new Item(1, 2));
                [Operator] static Table<item> Lower() => Table.Of(new item(3));
                [Operator] static Items Both(Table<Item> a, Table<item> b) => new([.. a], [.. b]);
                [Workflow("Cases")] static void Go() { _ = Both(Upper(), Lower()); }
            }
            """);
        Assert.Equal("1 2 3", Assert.IsType<string>(Describe((dynamic)run.Artifacts["both"]!)));

        static string Describe(dynamic both) => FormattableString.Invariant($"{both.Some[0].Id} {both.Some[0].id} {both.Other[0].Id}");
    }

    [Fact]
    public void Files_of_very_long_names_fit_a_file_system()
    {
        var name = string.Concat(Enumerable.Repeat("VeryLongName", 20));
        var result = App.Generate($$"""
            public record {{name}}(int Id);
            public static partial class Of{{name}}
            {
                [Operator] static Table<{{name}}> Make() => Table.Of(new {{name}}(1));
                [Operator] static List<{{name}}> All(Table<{{name}}> rows) => [.. rows];
                [Workflow("Long")] static void Go() { _ = All(Make()); }
            }
            """);
        Assert.Null(result.Exception);
        Assert.All(result.GeneratedSources, s => Assert.InRange(s.HintName.Length, 1, 160));
    }

    [Fact]
    public void A_save_may_return_a_task()
    {
        var compilation = App.Complete(App.Compilation("""
            public record Row(int Id);
            public static partial class Saves { [Save("demo", "rows", SaveMode.Append)] public static partial Task Put(Table<Row> rows); }
            """));
        var body = compilation.SyntaxTrees.Single(t => t.FilePath.EndsWith(".Save.g.cs", StringComparison.Ordinal)).ToString();
        Assert.Contains("ResourceCalls.Save(\"demo\", \"rows\"", body);
        Assert.Contains("return global::System.Threading.Tasks.Task.CompletedTask;", body);
    }

    [Theory]
    [InlineData("static partial Table<Row> Q();", "CS8796")]
    [InlineData("public static partial Table<Row> Q(out int a);", "")]
    [InlineData("public static partial Table<Row> Q(List<int> a);", "")]
    public void A_query_with_a_mistake_adds_no_error_of_generated_code(string method, string expected)
    {
        var compilation = App.Compilation($$"""public record Row(int Id); static partial class W { [Sql("demo", "SELECT @a")] {{method}} }""");
        App.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Assert.Equal(expected, string.Join(" ", complete.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => d.Id)));
    }

    [Fact]
    public async Task A_task_without_a_result_may_be_kept_and_awaited_later()
    {
        var run = await Run.Of("""
            public static partial class Later
            {
                [Operator] static async Task Effect(int x) => await Task.Yield();
                [Operator] static int One() => 1;
                [Workflow("Later")] static async Task Go() { var effect = Effect(2); _ = One(); await effect; }
            }
            """);
        Assert.Equal(["Effect", "One"], run.Order);
    }

    [Fact]
    public void A_bound_without_a_limit_leaves_the_workflow_out()
    {
        var result = App.Generate("""
            public static partial class Bounds
            {
                [Operator] static int One() => 1;
                [Metric, Bound] static int Size(int x) => x;
                [Workflow("Bounds")] static void Go() { Size(One()); }
            }
            """);
        Assert.DoesNotContain(result.GeneratedSources, s => s.HintName.EndsWith(".Workflow.g.cs"));
    }
}

using Aqueduct.Generators.Tests.Support;
using Aqueduct.Model;

namespace Aqueduct.Generators.Tests;

/// <summary>What a workflow body may say, and the graph that comes of it.</summary>
public class WorkflowBodyTests
{
    const string Operators = """
        public enum Mode { Fast, Slow }
        public static partial class Steps
        {
            public const int Limit = 40;
            [Operator] public static int One() => 1;
            [Operator] public static int Add(int a, int b = 10, int c = 100) => a + b + c;
            [Operator] public static int Sum(params int[] items) => items.Sum();
            [Operator] public static int SpanSum(params ReadOnlySpan<int> items) { var s = 0; foreach (var i in items) s += i; return s; }
            [Operator] public static (int Low, double High) Split(int x) => (x, x);
            [Operator] public static Task<int> Later(int x) => Task.FromResult(x + 1);
            [Operator] public static async ValueTask<string> Text(double x, CancellationToken cancel = default, RunContext? run = null) { await Task.Yield(); return $"{x} {run!.RunId} {cancel.CanBeCanceled}"; }
            [Operator] public static T Same<T>(T value) => value;
            [Operator] public static string Describe(string? text, Mode mode, double number = 0.5, char sign = 'x', decimal money = 1.5m, long big = 3, Guid id = default) => $"{text}|{mode}|{sign}|{id}";
            [Operator] public static void Effect(int x) { }
            [Metric] public static double Mean(int x) => x;
            [Check] public static bool Fine(double x) => x >= 0;
        """;

    static WorkflowModel Model(string body) => Read.Workflow($$"""
        {{Operators}}
            [Workflow("W")] public static void Run(double size = 2) { {{body}} }
        }
        """);

    static string Edges(string body) => string.Join("; ", ((IEnumerable<NodeModel>)Model(body).Nodes).Select(n =>
        $"{n.Name}({string.Join(", ", n.Arguments.Select(a => a.Kind == ArgumentSource.Artifact ? $"{a.Node}.{a.Output}" : a.Kind == ArgumentSource.Constant ? a.Expression : a.Kind.ToString()))})"
        + $"[{string.Join(",", n.Inputs.Select(i => i.ToString()))}] -> {string.Join(",", n.Outputs.Select(o => o.Name))}"));

    [Theory]
    [InlineData("var x = One(); Effect(x);", "One()[] -> x; Effect(0.0)[0] -> ")]
    [InlineData("int x = One(); Effect(x);", "One()[] -> x; Effect(0.0)[0] -> ")]
    [InlineData("_ = One();", "One()[] -> one")]
    [InlineData("Effect(Add(One(), One()));", "One()[] -> one; One#2()[] -> one2; Add(0.0, 1.0)[0,1] -> add; Effect(2.0)[2] -> ")]
    [InlineData("var one = Add(One()); Effect(one);", "One()[] -> one2; Add(0.0)[0] -> one; Effect(1.0)[1] -> ")]
    [InlineData("var x = Add(c: 3, a: One()); _ = x;", "One()[] -> one; Add(0.0, 10, 3)[0] -> x")]
    [InlineData("const int k = 7; _ = Add(k, Limit, 1 + 2 * k);", "Add(7, 40, 15)[] -> add")]
    [InlineData("_ = Sum(One(), 2, One());", "One()[] -> one; One#2()[] -> one2; Sum(0.0, 2, 1.0)[0,1] -> sum")]
    [InlineData("_ = SpanSum(One(), 2);", "One()[] -> one; SpanSum(0.0, 2)[0] -> spanSum")]
    [InlineData("_ = Sum();", "Sum()[] -> sum")]
    [InlineData("var (low, high) = Split(1); Effect(low); Fine(high);", "Split(1)[] -> low,high; Effect(0.0)[0] -> ; Fine(0.1)[0] -> fine")]
    [InlineData("var (_, high) = Split(1); Fine(high);", "Split(1)[] -> Low,high; Fine(0.1)[0] -> fine")]
    [InlineData("(int low, _) = Split(1); Effect(low);", "Split(1)[] -> low,High; Effect(0.0)[0] -> ")]
    [InlineData("var pair = Split(1); Effect(pair.Low); Fine(pair.Item2);", "Split(1)[] -> Low,High; Effect(0.0)[0] -> ; Fine(0.1)[0] -> fine")]
    [InlineData("_ = Text(size);", "Text(Parameter, Cancel, Context)[] -> text")]
    [InlineData("_ = Text(size, CancellationToken.None, null);", "Text(Parameter, global::System.Threading.CancellationToken.None, default(global::Aqueduct.RunContext))[] -> text")]
    [InlineData("_ = Same(Same<double>(One()));", "One()[] -> one; Same(0.0)[0] -> same; Same#2(1.0)[1] -> same2")]
    [InlineData("_ = Describe(null, Mode.Slow, sign: '\\n');", "Describe(default(string), global::Mode.Slow, 0.5D, '\\n')[] -> describe")]
    [InlineData("_ = Describe(nameof(One), (Mode)7, 1, money: 2);", "Describe(\"One\", (global::Mode)(7), 1D, 'x', 2M)[] -> describe")]
    [InlineData("_ = Describe(\"a\\\"\\u2028\", default, double.MaxValue, big: long.MinValue, id: default);", "Describe(\"a\\\"\\u2028\", global::Mode.Fast, 1.7976931348623157E+308D, 'x', 1.5M, -9223372036854775808L, default(global::System.Guid))[] -> describe")]
    [InlineData("var x = One(); { var y = Add(x); Effect(y); }", "One()[] -> x; Add(0.0)[0] -> y; Effect(1.0)[1] -> ")]
    [InlineData("var x = One(); var y = x; Effect(y);", "One()[] -> x; Effect(0.0)[0] -> ")]
    [InlineData("var t = Later(1); _ = t;", "Later(1)[] -> t")]
    [InlineData("Fine(Mean(One()));", "One()[] -> one; Mean(0.0)[0] -> mean; Fine(1.0)[1] -> fine")]
    public void A_body_is_read_as_a_graph(string body, string graph) => Assert.Equal(graph, Edges(body));

    [Theory]
    [InlineData("Task", "Effect(await Later(One()));", "One()[] -> one; Later(0.0)[0] -> later; Effect(1.0)[1] -> ")]
    [InlineData("Task", "var t = Later(1); Effect(await t.ConfigureAwait(false));", "Later(1)[] -> t; Effect(0.0)[0] -> ")]
    [InlineData("Task<int>", "return await Later(1);", "Later(1)[] -> later")]
    public void Await_may_stand_wherever_a_call_may(string result, string body, string graph)
    {
        var model = Read.Workflow($$"""
            {{Operators}}
                [Workflow("W")] public static async {{result}} Run() { {{body}} }
            }
            """);
        Assert.Equal(graph, string.Join("; ", ((IEnumerable<NodeModel>)model.Nodes).Select(n =>
            $"{n.Name}({string.Join(", ", n.Arguments.Select(a => a.Kind == ArgumentSource.Artifact ? $"{a.Node}.{a.Output}" : a.Expression))})[{string.Join(",", n.Inputs.Select(i => i.ToString()))}] -> {string.Join(",", n.Outputs.Select(o => o.Name))}")));
    }

    [Fact]
    public void An_expression_may_be_the_whole_body() => Assert.Equal(
        ["One", "Add"],
        Read.Workflow($$"""{{Operators}} [Workflow("W")] public static int Run() => Add(One()); }""").Nodes.Select(n => n.Name));

    [Fact]
    public void Publications_come_after_what_computes()
    {
        var model = Read.Workflow("""
            public record Row(int Id);
            public static partial class W
            {
                [Operator] public static Table<Row> Make() => Table.Of(new Row(1));
                [Check] public static bool Fine(Table<Row> rows) => true;
                [Save("demo", "t", SaveMode.Append)] public static partial void Store(Table<Row> rows);
                [Workflow("W")] public static void Run() { var rows = Make(); Store(rows); Fine(rows); }
            }
            """);
        Assert.Equal(["Make", "Fine", "Store"], model.Nodes.Select(n => n.Name));
        Assert.Equal([0, 1, 2], model.Nodes.Select(n => n.Id));
    }

    [Fact]
    public void A_token_and_a_run_context_of_the_workflow_are_no_parameters()
    {
        var model = Read.Workflow($$"""
            {{Operators}}
                [Workflow("W")] public static void Run(double size, CancellationToken cancel = default, RunContext? run = null) { _ = Text(size, cancel, run); }
            }
            """);
        Assert.Equal(["size"], model.Parameters.Select(p => p.Name));
        Assert.Equal([ArgumentSource.Parameter, ArgumentSource.Cancel, ArgumentSource.Context], model.Nodes[0].Arguments.Select(a => a.Kind.ToString()).Select(Enum.Parse<ArgumentSource>));
    }

    [Fact]
    public void A_slug_is_lower_case_with_single_hyphens() => Assert.Equal("k-nnen-wir-2", Graph.Slug.Of("  Können wir? – 2!"));
}

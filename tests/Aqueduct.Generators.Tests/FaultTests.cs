using Aqueduct.Generators.Tests.Support;

namespace Aqueduct.Generators.Tests;

/// <summary>What the reader refuses, where it points, and what it says to write instead.</summary>
public class FaultTests
{
    static List<string> Faults(string body, string parameters = "", string members = "") => Read.Faults($$"""
        public static partial class Steps
        {
            public static int Plain() => 1;
            static int Field = 3;
            {{members}}
            [Operator] public static int One(int x = 0) => x;
            [Operator] public static (int A, int B) Two() => (1, 2);
            [Operator] public static Task<int> Later() => Task.FromResult(1);
            [Operator] public static void Effect(int x) { }
            [Workflow("Other")] public static void Other() { Effect(1); }
            [Workflow("W")] public static void Run({{parameters}}) { {{body}} }
        }
        """);

    [Theory]
    [InlineData("if (DateTime.Now.Hour > 3) { Effect(1); }", "AQ0001 at \"if\": an if statement | make the decision inside an operator")]
    [InlineData("foreach (var i in new[] { 1 }) { Effect(i); }", "AQ0001 at \"foreach\": a foreach loop | loop inside an operator that takes the whole collection")]
    [InlineData("while (true) { Effect(1); }", "AQ0001 at \"while\": a while loop | loop inside an operator")]
    [InlineData("try { Effect(1); } finally { }", "AQ0001 at \"try\": a try statement | catch inside the operator; failed calls are retried with [Operator(Retries = …)]")]
    [InlineData("var x = One(); x = One(2); Effect(x);", "AQ0001 at \"x = One(2)\": an assignment | declare a new local for the value")]
    [InlineData("var x = One(); Effect(x + 1);", "AQ0001 at \"x + 1\": a calculation | compute it in an operator, or pass a constant")]
    [InlineData("Effect(Field);", "AQ0001 at \"Field\": the field 'Field' | make it const or a parameter of the workflow, or read it in the operator")]
    [InlineData("Effect(Later().Result);", "AQ0001 at \"Later().Result\": a blocking wait | await the task instead")]
    [InlineData("Effect(DateTime.Now.Hour);", "AQ0001 at \"DateTime.Now.Hour\": the property 'Hour' | pass the whole artifact and read the property in the operator")]
    [InlineData("var x = One(); Effect(x > 1 ? 1 : 2);", "AQ0001 at \"x > 1 ? 1 : 2\": a conditional expression | choose the value inside an operator")]
    [InlineData("Func<int> f = () => 1; Effect(1);", "AQ0001 at \"() => 1\": a lambda | write a static method marked [Operator] and call it")]
    [InlineData("Other();", "AQ0001 at \"Other\": a call of the workflow 'Other' | call its operators here, or let it run on its own")]
    [InlineData("int x; Effect(1);", "AQ0001 at \"x\": a local without a value | declare it where its value is computed")]
    [InlineData("Effect(Plain());", "AQ0002 at \"Plain\": Steps.Plain | Mark it [Operator], or call it inside an operator")]
    [InlineData("Console.WriteLine(One());", "AQ0002 at \"WriteLine\": Console.WriteLine | Call it inside an operator")]
    [InlineData("One();", "AQ0003 at \"One\": One")]
    [InlineData("var x = One();", "AQ0003 at \"x\": One")]
    [InlineData("var (a, b) = Two();", "AQ0003 at \"Two\": Two")]
    [InlineData("", "AQ0004 at \"Run\": Run")]
    public void A_body_says_what_it_cannot_contain(string body, string fault) => Assert.Equal([fault], Faults(body));

    [Theory]
    [InlineData("var (a, _) = Two(); Effect(a);")]
    [InlineData("var (_, _) = Two();")]
    [InlineData("_ = One();")]
    [InlineData("Effect(One());")]
    public void A_result_that_is_used_or_discarded_is_fine(string body) => Assert.Empty(Faults(body));

    [Theory]
    [InlineData("Effect(missing);")]
    [InlineData("Effect(\"text\");")]
    [InlineData("Effect(1, 2, 3);")]
    [InlineData("Unknown();")]
    [InlineData("var x = ; Effect(x);")]
    [InlineData("Effect(")]
    public void What_C_sharp_reports_itself_is_left_to_it(string body)
    {
        Assert.Empty(Faults(body));
        Assert.DoesNotContain(Read.Workflows($$"""
            static class Steps { [Operator] public static void Effect(int x) { } [Workflow("W")] public static void Run() { {{body}} } }
            """), w => w.CanRun);
    }

    [Theory]
    [InlineData("ref int x", "AQ0008 at \"x\": Run | takes 'x' by reference | take it by value")]
    [InlineData("System.IO.Stream x", "AQ3006 at \"System.IO.Stream\": x | Stream")]
    [InlineData("DayOfWeek? x", "AQ3006 at \"DayOfWeek?\": x | DayOfWeek?")]
    [InlineData("int[] x", "AQ3006 at \"int[]\": x | int[]")]
    public void A_parameter_must_fit_a_command_line(string parameter, string fault) => Assert.Equal([fault], Faults("Effect(1);", parameter));

    [Theory]
    [InlineData("int x")]
    [InlineData("DayOfWeek x = DayOfWeek.Friday")]
    [InlineData("DateOnly? x = null")]
    [InlineData("string? x = null")]
    [InlineData("Guid x")]
    public void Scalars_fit_a_command_line(string parameter) => Assert.Empty(Faults("Effect(1);", parameter));

    [Theory]
    [InlineData("class C { [Operator] static void E() { } [Workflow(\"W\")] void Run() { E(); } }", "AQ0008 at \"Run\": Run | is not static | make it static")]
    [InlineData("class C { [Operator] static void E() { } [Workflow(\"W\")] static void Run<T>() { E(); } }", "AQ0008 at \"Run\": Run | is generic | write it for one type; the operators it calls may be generic")]
    [InlineData("class C<T> { [Workflow(\"W\")] static void Run() { D.E(); } } class D { [Operator] public static void E() { } }", "AQ0008 at \"Run\": Run | stands in a generic type | move it to a type without type parameters")]
    [InlineData("file class C { [Operator] public static void E() { } [Workflow(\"W\")] static void Run() { E(); } }", "AQ0008 at \"Run\": Run | stands in a type that generated code cannot reach | make the type and those around it internal or public")]
    public void A_workflow_is_a_plain_static_method(string source, string fault) => Assert.Equal([fault], Read.Faults(source));

    [Theory]
    [InlineData("Func<int>", "it is neither a Table, a scalar, a record, a class with public members, an array, a List nor a Dictionary")]
    [InlineData("System.IO.Stream", "it is neither a Table, a scalar, a record, a class with public members, an array, a List nor a Dictionary")]
    [InlineData("IEnumerable<int>", "it is neither a Table, a scalar, a record, a class with public members, an array, a List nor a Dictionary")]
    [InlineData("Node", "Node contains itself")]
    [InlineData("Dictionary<Point, int>", "the keys of Dictionary<Point, int> are Point; JSON keys are text, numbers, enums or Guid")]
    [InlineData("List<object>", "it contains object, which is neither a scalar, a record, a class with public members, an array, a List nor a Dictionary")]
    [InlineData("Hidden", "generated code cannot reach C.Hidden; make it and the types around it internal or public")]
    [InlineData("Coded", "its codec Wrong is no IArtifactCodec<Coded>")]
    public void A_result_without_a_codec_is_refused_with_the_reason(string type, string reason) => Assert.Equal(
        [$"AQ1001 at \"{type}\": {(type == "Hidden" ? "C.Hidden" : type.Replace("System.IO.", ""))} | {reason}"],
        Read.Faults($$"""
            public record Node(int Id, List<Node> Next);
            public record Point(int X);
            public class Wrong;
            [Codec(typeof(Wrong))] public record Coded(int X);
            static class C { record Hidden(int X); [Operator] static {{type}} Make() => throw new Exception(); }
            """));

    [Fact]
    public void A_column_that_cannot_be_one_is_shown_at_its_member() => Assert.Equal(
        ["AQ1002 at \"Tags\": Row | its member 'Tags' is List<string>, which no column holds; use a number, text, date, Guid, enum or byte[]"],
        Read.Faults("public record Row(int Id, List<string> Tags); static class C { [Operator] public static Table<Row> Make() => Table.Of<Row>(); }"));

    [Theory]
    [InlineData("public record Row;", "it has no public members to make columns of")]
    [InlineData("public abstract record Row(int X);", "a row is a record, class or struct with one member a column")]
    [InlineData("public class Row { public Row(int other) { } public int X { get; } }", "no constructor takes its members; give it a primary constructor or a parameterless one and settable members")]
    public void A_type_that_is_no_row_is_refused_with_the_reason(string row, string reason) => Assert.Equal(
        [$"AQ1002 at \"Table<Row>\": Row | {reason}"],
        Read.Faults($$"""{{row}} static class C { [Operator] public static Table<Row> Make() => throw new Exception(); }"""));

    [Fact]
    public void A_private_row_type_is_refused() => Assert.Equal(
        ["AQ1002 at \"Table<Row>\": C.Row | generated code cannot reach it; make it and the types around it internal or public"],
        Read.Faults("static partial class C { record Row(int X); [Operator] static Table<Row> Make() => throw new Exception(); }"));

    [Fact]
    public void What_an_operator_returns_is_judged_once_where_it_is_declared() => Assert.Equal(
        ["AQ1001 at \"Action\": Action | it is neither a Table, a scalar, a record, a class with public members, an array, a List nor a Dictionary"],
        Read.Faults("""static class C { [Operator] public static Action Make() => () => { }; [Workflow("W")] public static void Run() { _ = Make(); } }"""));

    [Fact]
    public void What_a_generic_operator_returns_is_judged_where_it_is_called() => Assert.Equal(
        ["AQ1001 at \"Make\": Action | it is neither a Table, a scalar, a record, a class with public members, an array, a List nor a Dictionary"],
        Read.Faults("""static class C { [Operator] public static T Make<T>() => default!; [Workflow("W")] public static void Run() { _ = Make<Action>(); } }"""));
}

using Aqueduct.Generators.Tests.Support;

namespace Aqueduct.Generators.Tests;

/// <summary>What the reader refuses, where it points, and what it says to write instead.</summary>
public class FaultTests
{
    static List<string> Faults(string body, string parameters = "", string members = "") => Read.FaultsOf("Run", Code(body, parameters, members));

    static string Code(string body, string parameters = "", string members = "") => $$"""
        public static partial class Steps
        {
            public static int Plain() => 1;
            static int Field = 3;
            {{members}}
            [Codec(typeof(SecretCodec))] public class Secret;
            public class SecretCodec : IArtifactCodec<Secret>
            {
                public string MediaType => "x";
                public ValueTask WriteAsync(Secret value, System.IO.Stream stream, CancellationToken cancel) => default;
                public ValueTask<Secret> ReadAsync(System.IO.Stream stream, CancellationToken cancel) => new(new Secret());
            }
            [Operator] public static Secret Opaque(int x) => new();
            [Operator] public static List<int> List() => [1];
            [Operator] public static string Text() => "";
            public record Pair(int K, int V);
            [Operator] public static List<Pair> Pairs() => [];
            [Operator] public static bool Yes() => true;
            [Operator] public static void Tell(Task<int> x) { }
            [Operator] public static Task<int> LaterOf(int x) => Task.FromResult(x);
            [Check] public static bool Fine(int x) => true;
            [Metric] public static double Size(int x) => x;
            public static void Ask(this string text, int x) { }
            [Workflow("Around")] public static void Around() { Effect(1); Run({{(parameters.Length == 0 ? "" : "default!")}}); }
            [Workflow("Guarded")] public static void Guarded(bool flag) { if (flag) Effect(1); }
            [Operator] public static int One(int x = 0) => x;
            [Operator] public static (int A, int B) Two() => (1, 2);
            [Operator] public static Task<int> Later() => Task.FromResult(1);
            [Operator] public static void Effect(int x) { }
            [Workflow("Other")] public static void Other() { Effect(1); }
            [Workflow("W")] public static void Run({{parameters}}) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("if (DateTime.Now.Hour > 3) { Effect(1); }", "AQ0015 at \"DateTime.Now.Hour\": the property 'Hour' | read it in a method marked [Check] or [Metric]")]
    [InlineData("foreach (var i in new[] { 1 }) { Effect(i); }", "AQ0012 at \"new[] { 1 }\": runs over something that is no artifact | compute the list in an operator and loop over its result")]
    [InlineData("while (true) { Effect(1); }", "AQ0001 at \"while\": a while loop | write foreach over an artifact, or loop inside an operator")]
    [InlineData("try { Effect(1); } finally { }", "AQ0001 at \"try\": a try statement | catch inside the operator; failed calls are retried with [Operator(Retries = …)]")]
    [InlineData("var x = One(); x = One(2); Effect(x);", "AQ0017 at \"x = One(2)\": x")]
    [InlineData("var x = One(); Effect(x + 1);", "AQ0001 at \"x + 1\": a calculation | compute it in an operator, or pass a constant")]
    [InlineData("Effect(Field);", "AQ0001 at \"Field\": the field 'Field' | make it const or a parameter of the workflow, or read it in the operator")]
    [InlineData("Effect(Later().Result);", "AQ0001 at \"Later().Result\": a blocking wait | await the task instead")]
    [InlineData("Effect(DateTime.Now.Hour);", "AQ0001 at \"DateTime.Now.Hour\": the property 'Hour' | pass the whole artifact and read the property in the operator")]
    [InlineData("var x = One(); Effect(x > 1 ? 1 : 2);", "AQ0001 at \"x > 1 ? 1 : 2\": a conditional expression | choose the value inside an operator")]
    [InlineData("Func<int> f = () => 1; Effect(1);", "AQ0001 at \"() => 1\": a lambda | write a static method marked [Operator] and call it")]
    [InlineData("var x = One(); x++; Effect(x);", "AQ0017 at \"x++\": x")]
    [InlineData("var x = One(); x += 2; Effect(x);", "AQ0017 at \"x += 2\": x")]
    [InlineData("int a = One(); int b = One(2); (a, b) = Two(); Effect(a); Effect(b);", "AQ0017 at \"a\": a", "AQ0017 at \"b\": b")]
    [InlineData("Field = 3; Effect(1);", "AQ0001 at \"Field = 3\": an assignment | declare a new local for the value")]
    [InlineData("Tell(Later());", "AQ0019 at \"Later()\": x")]
    [InlineData("Run();", "AQ0013 at \"Run\": Run | Run → Run")]
    [InlineData("Around();", "AQ0013 at \"Around\": Run | Run → Around → Run")]
    [InlineData("if (Fine(1)) return; Effect(1);", "AQ0001 at \"return\": a return inside a branch or loop | let the branch end without it, and write what would come after it into an else")]
    [InlineData("foreach (var x in List()) return;", "AQ0001 at \"return\": a return inside a branch or loop | let the branch end without it, and write what would come after it into an else")]
    [InlineData("foreach (var x in List()) { Effect(x); continue; }", "AQ0001 at \"continue\": a jump | leave it out: put what it skips into an if")]
    [InlineData("if (Size(1) + 1 > 2) Effect(1);", "AQ0015 at \"Size(1) + 1\": a calculation | compute it in a method marked [Metric]")]
    [InlineData("if (Fine(1) ? true : false) Effect(1);", "AQ0015 at \"Fine(1) ? true : false\": a choice of values | write it with && and ||, or as an if inside an if")]
    [InlineData("if (Yes()) Effect(1);", "AQ0015 at \"Yes()\": the result of 'Yes', which is neither a check nor a metric | mark the method [Check], or ask one of its result")]
    [InlineData("if (One() > 2) Effect(1);", "AQ0015 at \"One()\": the result of 'One', which is neither a check nor a metric | measure it with a method marked [Metric]")]
    [InlineData("if (Fine(1) == false) Effect(1);", "AQ0015 at \"Fine(1)\": a comparison of the check 'Fine' | write Fine(…) or !Fine(…)")]
    [InlineData("if (Fine(1) & Fine(2)) Effect(1);", "AQ0015 at \"Fine(1) & Fine(2)\": a bitwise operator | write && or ||")]
    [InlineData("if (Size(1) is > 3) Effect(1);", "AQ0015 at \"Size(1) is > 3\": a pattern | write comparisons: <, <=, >, >=, ==, !=")]
    [InlineData("foreach (var x in List()) if (x > 1) Effect(x);", "AQ0015 at \"x\": an item | ask a method marked [Check] or [Metric] of it")]
    [InlineData("Guarded(Yes());", "AQ0015 at \"Guarded\": the result of 'Yes', which is neither a check nor a metric | mark the method [Check], or ask one of its result")]
    [InlineData("foreach (var c in Text()) Tell(null!);", "AQ0012 at \"Text()\": runs over string, which is no IReadOnlyList of items | let the operator return a Table, an array or a list")]
    [InlineData("foreach (var (k, v) in Pairs()) Effect(k);", "AQ0012 at \"var (k, v)\": takes its items apart | give the item one name and take it apart in an operator")]
    [InlineData("foreach (long x in List()) Effect(1);", "AQ0012 at \"foreach\": turns items of type int into long | declare the item with var")]
    [InlineData("foreach (var x in List()) { }", "AQ0016 at \"foreach\": calls nothing | call operators, checks, metrics or saves in it, or remove it")]
    [InlineData("_ = Map.Each(List(), One);", "AQ0016 at \"One\": is no lambda | write one whose body calls operators: part => Score(part)")]
    [InlineData("_ = Map.Each(List(), x => x);", "AQ0016 at \"x\": returns nothing that is computed in it | return the result of an operator that it calls")]
    [InlineData("_ = Map.Each(List(), x => Size(x));", "AQ0016 at \"Size(x)\": returns what 'Size' gives, which is no artifact | call it in a foreach, or compute the value in an operator")]
    [InlineData("_ = Map.Each(List(), x => One(x), List().Count);", "AQ0016 at \"List().Count\": has a maxParallel that is no constant of 0 or more | write a number or a const")]
    [InlineData("_ = Map.Each(List(), x => LaterOf(x));", "AQ0019 at \"LaterOf(x)\": each")]
    [InlineData("_ = Map.Each(List(), x => Opaque(x));", "AQ1001 at \"Each\": IReadOnlyList<Steps.Secret> | it contains Steps.Secret, whose codec Steps.SecretCodec is no JsonCodec<Steps.Secret>; return the Steps.Secret by itself, or derive its codec from Aqueduct.Runtime.JsonCodec<Steps.Secret>")]
    [InlineData("Text().Ask(1);", "AQ0002 at \"Ask\": Steps.Ask | Mark it [Operator], or call it inside an operator")]
    [InlineData("int x; Effect(1);", "AQ0001 at \"x\": a local without a value | declare it where its value is computed")]
    [InlineData("Effect(Plain());", "AQ0002 at \"Plain\": Steps.Plain | Mark it [Operator], or call it inside an operator")]
    [InlineData("Console.WriteLine(One());", "AQ0002 at \"WriteLine\": Console.WriteLine | Call it inside an operator")]
    [InlineData("One();", "AQ0003 at \"One\": One")]
    [InlineData("var x = One();", "AQ0003 at \"x\": One")]
    [InlineData("var (a, b) = Two();", "AQ0003 at \"Two\": Two")]
    [InlineData("", "AQ0004 at \"Run\": Run")]
    public void A_body_says_what_it_cannot_contain(string body, params string[] faults)
    {
        Assert.Equal(faults, Faults(body));

        // What is generated for the rest adds no error of its own.
        App.Driver().RunGeneratorsAndUpdateCompilation(App.Compilation(Code(body)), out var complete, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.DoesNotContain(complete.GetDiagnostics(), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

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
    [InlineData("params int[] x", "AQ0008 at \"x\": Run | takes 'x' as params | take a list, or parameters one by one")]
    public void A_parameter_must_fit_a_command_line(string parameter, string fault) => Assert.Equal([fault], Faults("Effect(1);", parameter));

    [Theory]
    [InlineData("int x")]
    [InlineData("DayOfWeek x = DayOfWeek.Friday")]
    [InlineData("DayOfWeek? x = null")]
    [InlineData("DateOnly? x = null")]
    [InlineData("string? x = null")]
    [InlineData("Guid x")]
    public void Scalars_fit_a_command_line(string parameter) => Assert.Empty(Faults("Effect(1);", parameter));

    [Theory]
    [InlineData("class C { [Operator] internal static Task E() => Task.CompletedTask; [Workflow(\"W\")] async void Run() { await E(); } }", "AQ0022 at \"Run\": Run")]
    [InlineData("abstract class C { [Operator] internal static void E() { } [Workflow(\"W\")] void Run() { E(); } }", "AQ0020 at \"Run\": 'C' is abstract | make the class concrete, or the workflow method static")]
    [InlineData("class C { C() { } [Operator] internal static void E() { } [Workflow(\"W\")] void Run() { E(); } }", "AQ0020 at \"Run\": generated code can call no constructor of 'C' | give it one that takes services by value, reachable from generated code")]
    [InlineData("class C { public required int X { get; init; } [Operator] internal static void E() { } [Workflow(\"W\")] void Run() { E(); } }", "AQ0020 at \"Run\": 'C' has required members | take what they hold as parameters of the constructor")]
    [InlineData("partial class D { [Operator] public void E() { } } partial class C(D d) { [Workflow(\"W\")] void Run() { d.E(); } }", "AQ0020 at \"E\": 'E' is called on the parameter 'd' | keep the constructor's parameter in a field, as in 'readonly D _d = d;', and call it on that")]
    [InlineData("partial class D { public static D One = new(); [Operator] public void E() { } } partial class C { [Workflow(\"W\")] static void Run() { D.One.E(); } }", "AQ0020 at \"E\": 'E' is called on 'D.One' | make the workflow an instance method and keep the object in a field of its type, or make 'E' static")]
    [InlineData("class D { [Operator] public void E() { } } class C { D d = new(); [Workflow(\"W\")] void Run() { d.E(); } }", "AQ0020 at \"E\": generated code cannot reach 'd', which 'E' is called on | make the type and those around it partial, or the member internal")]
    [InlineData("partial class B { [Operator] static void E() { } [Workflow(\"B\")] internal static void Go() { E(); } } partial class C { [Workflow(\"W\")] static void Run() { B.Go(); } }", "AQ0007 at \"Go\": E | B | while the workflow that calls it is inlined into 'C'. Make the method internal.")]
    [InlineData("class C { [Operator] static void E() { } [Workflow(\"W\")] static void Run<T>() { E(); } }", "AQ0008 at \"Run\": Run | is generic | write it for one type; the operators it calls may be generic")]
    [InlineData("class C<T> { [Workflow(\"W\")] static void Run() { D.E(); } } class D { [Operator] public static void E() { } }", "AQ0008 at \"Run\": Run | stands in a generic type | move it to a type without type parameters")]
    [InlineData("file class C { [Operator] public static void E() { } [Workflow(\"W\")] static void Run() { E(); } }", "AQ0008 at \"Run\": Run | stands in a type that generated code cannot reach | make the type and those around it internal or public")]
    public void A_workflow_method_must_be_one_that_generated_code_can_start(string source, params string[] faults) => Assert.Equal(faults, Read.Faults(source));

    [Theory]
    [InlineData("Func<int>", "it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary")]
    [InlineData("System.IO.Stream", "it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary; byte[] would do")]
    [InlineData("IEnumerable<int>", "it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary; IReadOnlyList<int> would do")]
    [InlineData("Node", "Node contains itself")]
    [InlineData("Dictionary<Point, int>", "the keys of Dictionary<Point, int> are Point; JSON keys are text, numbers, enums, Guid or dates; use a list of records, or make one text of the key")]
    [InlineData("List<object>", "it contains object, which is neither a scalar, a record, a class with public members, an array, a list, a set nor a dictionary; a record, or a JsonElement for JSON of any shape would do")]
    [InlineData("Queue<int>", "it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary; List<int> would do")]
    [InlineData("int[,]", "it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary; int[][] would do")]
    [InlineData("Bag", "it derives from List<int>, whose contents its members do not hold; give it a member that does")]
    [InlineData("Hidden", "generated code cannot reach C.Hidden; make it and the types around it internal or public")]
    [InlineData("Coded", "its codec Wrong is no IArtifactCodec<Coded>")]
    public void A_result_without_a_codec_is_refused_with_the_reason(string type, string reason) => Assert.Equal(
        [$"AQ1001 at \"{type}\": {(type == "Hidden" ? "C.Hidden" : type.Replace("System.IO.", ""))} | {reason}"],
        Read.Faults($$"""
            public record Node(int Id, List<Node> Next);
            public record Point(int X);
            public class Bag : List<int>;
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
        ["AQ1001 at \"Action\": Action | it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary"],
        Read.Faults("""static class C { [Operator] public static Action Make() => () => { }; [Workflow("W")] public static void Run() { _ = Make(); } }"""));

    [Fact]
    public void What_a_generic_operator_returns_is_judged_where_it_is_called() => Assert.Equal(
        ["AQ1001 at \"Make\": Action | it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary"],
        Read.Faults("""static class C { [Operator] public static T Make<T>() => default!; [Workflow("W")] public static void Run() { _ = Make<Action>(); } }"""));
}

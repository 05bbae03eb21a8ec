using Aqueduct.Generators.Tests.Support;

namespace Aqueduct.Generators.Tests;

/// <summary>Which edits give an operator another version: those that may change what it computes, and no others.</summary>
public class CodeVersionTests
{
    const string Code = """
        namespace Shop;
        using static Shop.Units;
        public record Row(int Id, double Value) { public double Twice => 2 * Value; public override string ToString() => "row"; }
        public static class Units { public const double Cent = 0.01; public static double InCents(double value) => value / Cent; }
        public static class Unused { public static double Value(double value) => value; public static int Count => 1; }
        public interface IScorer { double Score(Row row); }
        public abstract class Base : IScorer { public abstract double Score(Row row); protected static double Half(double x) => x / 2; }
        public sealed class Linear(double slope) : Base { readonly double _slope = slope; public override double Score(Row row) => Half(_slope * row.Value); }
        public struct Money { public double Amount; public static Money operator +(Money a, Money b) => new() { Amount = a.Amount + b.Amount }; }
        public sealed class ById : IComparer<Row> { public int Compare(Row? a, Row? b) => a!.Id.CompareTo(b!.Id); static int Unseen() => 3; }
        public static class Weights { static Weights() { First = 1; } public static double First; public static readonly double[] All = [1, 2]; public static double Other = 5; }
        public static partial class Flow
        {
            static double Shared(double value) => value + Deeper(value);
            static double Deeper(double value) => value < 1 ? value : Shared(value - 1);

            [Operator] public static Row[] Plain(Row[] rows) => rows.Where(r => r.Value > 1).ToArray(); // why
            [Operator] public static double Calls(Row[] rows) => rows.Sum(r => Shared(r.Value));
            [Operator] public static double Scores(Row[] rows, double slope) { IScorer scorer = new Linear(slope); return rows.Sum(r => scorer.Score(r)); }
            [Operator] public static double Adds(Row[] rows) { Money a = default, b = default; return (a + b).Amount; }
            [Operator] public static Row[] Sorts(Row[] rows) { var copy = rows.ToList(); copy.Sort(new ById()); return copy.ToArray(); }
            [Operator] public static double Weighs(Row[] rows) => Weights.First * rows.Length;
            [Operator] public static double Reads(Row[] rows) => Weights.All[0] * InCents(rows[0].Value);
            [Operator] public static double Queries(Row[] rows) => (from r in rows select r.Value).Max();
            [Metric] public static double Counts(Row[] rows) => rows.Length;
            [Check] public static bool Fine(Row[] rows) => true;
        }
        """;

    static readonly string[] All = ["Adds", "Calls", "Counts", "Fine", "Plain", "Queries", "Reads", "Scores", "Sorts", "Weighs"];

    static Dictionary<string, string> Versions(params string[] sources) => App.Generate(sources).File("AqueductCodeVersions.g.cs").Split('\n')
        .Select(l => l.Trim().Split(' ')).Where(l => l.Length is 2 or 3 or 4 && l[0].StartsWith("Shop.", StringComparison.Ordinal)).ToDictionary(l => l[0], l => l[1]);

    static IEnumerable<string> Changed(string before, string after)
    {
        Assert.Contains(before, Code);
        var (old, now) = (Versions(Code), Versions(Code.Replace(before, after)));
        return now.Where(v => old[v.Key] != v.Value).Select(v => v.Key["Shop.Flow.".Length..]).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_operator_check_and_metric_has_a_version_of_its_own()
    {
        var versions = Versions(Code);
        Assert.Equal(All, versions.Keys.Select(k => k["Shop.Flow.".Length..]).Order(StringComparer.Ordinal));
        Assert.All(versions.Values, v => Assert.Matches("^[0-9a-f]{16}$", v));
        Assert.Equal(All.Length, versions.Values.Distinct().Count());
    }

    [Theory]
    [InlineData("// why", "/* because */")]
    [InlineData("rows.Where(r => r.Value > 1).ToArray();", "rows\n   .Where( r => r.Value > 1 )\n   .ToArray() ;")]
    [InlineData("public static class Unused {", "/// <summary>Doc.</summary>\npublic static class Unused { public static int New;")]
    [InlineData("public static double Value(double value) => value;", "public static double Value(double value) => value + 1;")]
    [InlineData("public static int Count => 1;", "public static int Count => 2;")]
    [InlineData("[Operator] public static Row[] Plain", "[Operator(Retries = 3, Cache = true)]\npublic static Row[] Plain")]
    [InlineData("static int Unseen() => 3;", "static int Unseen() => 4;")]
    [InlineData("public static double Other = 5;", "public static double Other = 6;")]
    [InlineData("namespace Shop;", "#nullable disable warnings\nnamespace Shop;\nusing System.Text;")]
    public void An_edit_that_computes_nothing_else_changes_nothing(string before, string after) => Assert.Empty(Changed(before, after));

    [Theory]
    [InlineData("r.Value > 1", "r.Value > 2", "Plain")]
    [InlineData("static double Deeper(double value) => value < 1", "static double Deeper(double value) => value < 2", "Calls")]
    [InlineData("Half(double x) => x / 2", "Half(double x) => x / 3", "Scores")]
    [InlineData("Half(_slope * row.Value)", "Half(_slope + row.Value)", "Scores")]
    [InlineData("a.Amount + b.Amount", "a.Amount - b.Amount", "Adds")]
    [InlineData("a!.Id.CompareTo(b!.Id)", "b!.Id.CompareTo(a!.Id)", "Sorts")]
    [InlineData("static Weights() { First = 1; }", "static Weights() { First = 2; }", "Reads,Weighs")]
    [InlineData("All = [1, 2]", "All = [1, 3]", "Reads")]
    [InlineData("Cent = 0.01", "Cent = 0.02", "Reads")]
    [InlineData("=> value / Cent", "=> value * Cent", "Reads")]
    [InlineData("=> 2 * Value", "=> 3 * Value", "Adds,Calls,Counts,Fine,Plain,Queries,Reads,Scores,Sorts,Weighs")]
    [InlineData("=> rows.Length;\n    [Check]", "=> rows.Length + 1;\n    [Check]", "Counts")]
    public void An_edit_changes_what_it_may_concern_and_nothing_else(string before, string after, string changed) => Assert.Equal(changed.Split(','), Changed(before, after));

    [Theory]
    [InlineData("public static class Deep { public static Row Select(this Row row, Func<Row, double> f) => row; public static IEnumerable<double> Select(this Row[] rows, Func<Row, double> f) => [1]; }", "[1]", "[2]", "Queries")]
    [InlineData("public sealed class Steep : IScorer { public double Score(Row row) => 9; }", "=> 9", "=> 8", "Scores")]
    [InlineData("public static class Units2 { public static double Shared(double x) => x; }", "=> x", "=> x + 1", "")]
    [InlineData("public static class Units2 { public static double Max(double x) => x; public static double Sum => 1; }", "=> x", "=> x + 1", "")]
    public void What_runs_without_its_name_counts_as_well(string more, string before, string after, string changed)
    {
        more = "namespace Shop;\n" + more;
        var (old, now) = (Versions(Code, more), Versions(Code, more.Replace(before, after)));
        Assert.Equal(changed, string.Join(',', now.Where(v => old[v.Key] != v.Value).Select(v => v.Key["Shop.Flow.".Length..])));
    }

    [Fact]
    public void The_order_of_files_and_where_a_helper_stands_change_nothing()
    {
        const string Helper = "namespace Shop;\nstatic class Helper { internal static double Third(double x) => x / 3; }";
        var code = Code.Replace("+ Deeper(value)", "+ Helper.Third(value)");
        var version = Versions(code, Helper)["Shop.Flow.Calls"];
        Assert.Equal(version, Versions(Helper, code)["Shop.Flow.Calls"]);
        Assert.Equal(version, Versions(code + Helper["namespace Shop;".Length..])["Shop.Flow.Calls"]);
    }

    [Theory]
    [InlineData("using Rows = System.Collections.Generic.List<Shop.Row>;", "public sealed class Row { public double Value = 1; }", "new Rows { new() }.Sum(r => r.Value)", "Value = 1", "Value = 2")]
    [InlineData("using static Shop.Colour;", "public enum Colour { Red = 1 }", "(double)Red", "Red = 1", "Red = 2")]
    [InlineData("", "public static class Extensions { extension(double x) { public double Third => x / 3; } }", "x.Third", "x / 3", "x / 4")]
    [InlineData("", "public static class Extensions { extension(double) { public static double Third() => 1.0 / 3; } }", "double.Third()", "1.0 / 3", "1.0 / 4")]
    [InlineData("", "[AttributeUsage(AttributeTargets.Method)] public sealed class ScaleAttribute : Attribute { public double By = 2; }", "Deep(x); [Scale] static double Deep(double x) => x", "By = 2", "By = 3")]
    [InlineData("", "public static class Outer { public static class Inner { public static double By = 2; } }", "Outer.Inner.By * x", "By = 2", "By = 3")]
    [InlineData("", "public static class Outer { public static double By = 2; }", "global::Shop.Outer.By * x", "By = 2", "By = 3")]
    [InlineData("", "public sealed class Seq { public double Select(Func<double, double> f) => f(2); }", "from y in new Seq() select y", "f(2)", "f(3)")]
    [InlineData("using System.Timers;", "", "typeof(Timer).FullName!.Length", "using System.Timers;", "using System.Threading;")]
    [InlineData("using Timer = System.Timers.Timer;", "", "typeof(Timer).FullName!.Length", "System.Timers.Timer", "System.Threading.Timer")]
    [InlineData("using static System.Math;", "", "Abs(x)", "using static System.Math;", "using static System.Double;")]
    public void What_a_name_means_counts_however_it_is_found(string usings, string types, string value, string before, string after)
    {
        var code = $"namespace Shop;\n{usings}\n{types}\npublic static partial class Flow {{ [Operator] public static double Run(double x) {{ return {value}; }} }}";
        Assert.Contains(before, code);
        Assert.NotEqual(Versions(code)["Shop.Flow.Run"], Versions(code.Replace(before, after))["Shop.Flow.Run"]);
    }

    [Theory]
    [InlineData("", "Lib.Maths.Half(x)", true)]
    [InlineData("", "global::Lib.Maths.Half(x)", true)]
    [InlineData("using L = Lib.Maths;", "L.Half(x)", true)]
    [InlineData("using Lib;", "Maths.Half(x)", true)]
    [InlineData("using static Lib.Maths;", "Half(x)", true)]
    [InlineData("using Lib;", "x.Quarter()", true)]
    [InlineData("using Lib;", "x.Third", true)]
    [InlineData("using Lib;", "Math.Sqrt(x)", false)]
    [InlineData("using Lib;", "new[] { x }.Sum(y => y)", false)]
    public void A_library_counts_however_it_is_named(string usings, string value, bool uses)
    {
        var library = App.Compilation("""
            namespace Lib;
            public static class Maths { public static double Half(double x) => x / 2; }
            public static class Extensions { public static double Quarter(this double x) => x / 4; extension(double x) { public double Third => x / 3; } }
            """).WithAssemblyName("Lib");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        var app = App.Compilation($"{usings}\npublic static partial class Flow {{ [Operator] public static double Run(double x) => {value}; }}")
            .AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Equal(uses, App.Generate(app).File("AqueductCodeVersions.g.cs").Contains(" libraries\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Code_that_uses_a_library_depends_on_its_build()
    {
        var library = App.Compilation("namespace Lib; public static class Maths { public static double Half(double x) => x / 2; public static double Half(int x) => x; }").WithAssemblyName("Lib");
        var app = App.Compilation("""
            public static partial class Flow
            {
                [Operator] public static double Own(double x) => Math.Sqrt(x);
                [Operator] public static double Theirs(double x) => Lib.Maths.Half(x);
            }
            """).AddReferences(library.ToMetadataReference());
        var versions = App.Generate(app).File("AqueductCodeVersions.g.cs");
        Assert.Matches(@"Flow\.Own [0-9a-f]{16}\n", versions);
        Assert.Matches(@"Flow\.Theirs [0-9a-f]{16} libraries\n", versions);
        Assert.Contains("typeof(global::Lib.Maths).Module,", versions);
    }

    [Theory]
    [InlineData("[Operator] public static double Draw(RunContext? run = null) => run!.Random.NextDouble();")]
    [InlineData("[Operator] public static double Draw() => Helper(); static double Helper() => RunContext.Current.LogicalTime.Hour;")]
    public void Code_that_asks_the_run_says_so(string code) =>
        Assert.Matches(@"Flow\.Draw [0-9a-f]{16} run\n", App.Generate($"public static partial class Flow {{ {code} }}").File("AqueductCodeVersions.g.cs"));

    [Fact]
    public void An_operator_of_another_assembly_is_asked_for_there()
    {
        var library = App.Compilation("namespace Lib; public static class Scoring { [Operator] public static T Same<T>(T x) => x; }").WithAssemblyName("Lib");
        var app = App.Compilation("""
            public static partial class Flow { [Workflow("Flow")] public static void Run(double x = 1) { var y = Lib.Scoring.Same(x); _ = y; } }
            """).AddReferences(library.ToMetadataReference());
        Assert.Contains("Code = new(\"Lib.Scoring.Same\", typeof(global::Lib.Scoring))", App.Generate(app).File(".Workflow.g.cs"));
    }

    [Fact]
    public void The_runtime_knows_the_versions_of_the_nodes()
    {
        var workflow = Run.Workflow(Run.Load(Source.Churn));
        var node = workflow.Definition.Nodes.Single(n => n.Name == "Predict");
        Assert.Matches("^[0-9a-f]{16}$", node.CodeVersion!);
        Assert.Matches("^[0-9a-f]{16}$", node.Version!);
        Assert.Null(workflow.Definition.Nodes.Single(n => n.Name == "Customers").CodeVersion);
    }
}

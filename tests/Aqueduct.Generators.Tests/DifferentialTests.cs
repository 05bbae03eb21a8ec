using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Generators.Tests;

/// <summary>After any row of edits, a driver that remembers gives what a fresh one gives, to the byte.</summary>
public class DifferentialTests
{
    const string Models = """
        namespace Data;
        public enum Kind { A, B }
        public static class Names { public const string Table = "kept"; public const int Size = 3; }
        public record Base(int Id);
        public partial record Item(int Id, double Value) : Base(Id);
        public partial record Item { public string? Note { get; init; } }
        public record Pair<TA, TB>(TA First, TB Second);
        """;

    const string Flow = """
        using Data;
        using Mark = Aqueduct.OperatorAttribute;
        public static partial class Flow
        {
            [Sql("demo", "SELECT 1 AS id")] public static partial Table<Item> Load(int size);
            [Mark] static Pair<int, Item[]> Join(Table<Item> items, int n = Names.Size) => default!;
            [Operator] static Dictionary<string, double> Sum(Pair<int, Item[]> pair) => [];
            [Metric, Bound(Below = Names.Size)] static double Mean(Table<Item> items) => 1;
            [Save("demo", Names.Table, SaveMode.Replace)] public static partial void Keep(Table<Item> items);
            public static bool Odd(this Table<Item> items) => true;
            [Workflow("Flow")] static void Run(Kind kind = Kind.B, int size = Names.Size)
            {
                var items = Load(size);
                var pair = Join(items);
                var sum = Sum(pair);
                _ = Other.Size(sum, kind);
                Mean(items);
                Keep(items);
            }
        }
        """;

    const string Other = """
        using static Data.Kind;
        public static partial class Other
        {
            [Operator] public static int Size(Dictionary<string, double> sums, Data.Kind kind) => 1;
            [Check] static bool Fine(int one) => true;
            [Operator] static Dictionary<string, double> None() => [];
            static partial class Nested { [Operator] internal static Data.Pair<int, Data.Item> One() => default!; }
            [Workflow("Other")] static void Go() { var one = Nested.One(); var none = None(); var size = Size(none, A); Fine(size); _ = one; }
        }
        """;

    const string Parts = """
        using Data;
        using Microsoft.Extensions.DependencyInjection;
        public static partial class Parts
        {
            [Operator] public static double Mean(Item[] items) => 1;
            [Operator] public static Item[] Split(int n) => [];
            [Operator] public static bool Many(double mean) => true;
            [Read("data", "in.csv")] public static partial Table<Item> In(string path);
            [Write("data", "out.csv")] public static partial void Out(Table<Item> items);
            [SqlFile("demo", "q.sql")] public static partial Table<Item> Query(int id);
            [Services] static void Add(IServiceCollection services) { }
            [Workflow("Part")] public static double Part(int n = Names.Size)
            {
                var items = Split(n);
                var mean = Mean(items);
                return mean;
            }
            [Workflow("Part of part")] public static double Deeper(Table<Item> items) => Part(Names.Size);
        }
        """;

    const string Whole = """
        using Data;
        public interface IClock { int Now { get; } }
        public interface ILabels { string Of(int now); }
        public partial class Whole(IClock clock, ILabels labels)
        {
            [Operator] int Now() => clock.Now;
            [Operator] string Label(int now) => labels.Of(now);
            [Operator] static double One(Item item) => item.Value;
            [Metric] static double Wide(int now) => now;
            [Workflow("Whole")] void Go(int n = 1)
            {
                var now = Now();
                var text = Label(now);
                var mean = Parts.Part(now);
                Parts.Many(mean);
                var wide = Wide(now);
                if (wide > 0.5)
                {
                    var items = Parts.In("a.csv");
                    Parts.Out(items);
                }
                else
                    Parts.Query(n);
                foreach (var item in Parts.Split(n))
                    One(item);
                var many = Map.Each(Parts.Split(now), item => One(item));
                _ = many; _ = text;
            }
        }
        public static class Preset
        {
            [Workflow("Preset")] static void Go()
            {
                var items = Parts.Query(1);
                var mean = Parts.Deeper(items);
                Expect.NotEmpty(items, Severity.Error);
                Parts.Many(mean);
            }
        }
        """;

    /// <summary>Text to text, applied to whatever file holds it; each also the other way round.</summary>
    static readonly (string Before, string After)[] Edits =
    [
        ("double Value", "decimal Value"), ("enum Kind { A, B }", "enum Kind { B, A }"), ("\"kept\"", "\"other\""), ("Size = 3", "Size = 4"),
        ("record Base(int Id)", "record Base(long Id)"), ("string? Note", "int Note"), ("TB Second", "TB Last"), ("namespace Data;", "namespace Datum;"),
        ("using Data;", "using Datum;"), ("using Mark = Aqueduct.OperatorAttribute;", "using Mark = System.ObsoleteAttribute;"), ("[Mark]", "[Check]"),
        ("static partial class Flow", "static class Flow"), ("Odd(this", "Load(this"), ("var pair = Join(items);", "var pair = Join(items, 7);"),
        ("Mean(items);\n", "\n"), ("=> default!;", "=> throw null!;"), ("One()", "First()"), ("using static Data.Kind;", ""), ("int size = Names.Size", "long size = 1"),
        ("static partial class Nested", "static partial class Inner"), ("SELECT 1 AS id", "SELECT 2 AS id"), ("Item(int Id,", "Item(int Ident,"), ("[Workflow(\"Other\")]", "[Workflow(\"Another\")]"),
        ("{ get; init; }", "{ get; }"), ("static bool Fine", "static Task<bool> Fine"), ("Kind kind = Kind.B", "Kind kind = Kind.A"), (": Base(Id)", ""), ("Bound(Below = Names.Size)", "Bound(Above = 1)"),
        ("class Unrelated", "class Item"), ("class Unrelated", "namespace Data; public class Extra"), ("class Unrelated", "#nullable disable\nclass Unrelated"),
        ("class Unrelated", "static class More { public static int Size(this int x) => x; }\nclass Unrelated"), ("class Unrelated", "namespace Other { class Size; }\nclass Unrelated"),
        ("class Unrelated", "global using Kind = System.DayOfWeek;\nclass Unrelated"), ("class Unrelated", "global using Operator = System.ObsoleteAttribute;\nclass Unrelated"),
        ("class Unrelated", "partial record Item { public int More { get; init; } }\nclass Unrelated"), ("class Unrelated", "class SqlAttribute : Attribute;\nclass Unrelated"),
        ("public partial record Item {", "#nullable disable\npublic partial record Item {"), ("class Unrelated", "class P { static void Main() { } }\nclass Unrelated"),
        ("var mean = Mean(items);\n        return mean;", "return Mean(items);"), ("Split(int n)", "Split(long n)"), ("static Item[] Split", "static List<Item> Split"), ("bool Many(double mean)", "string Many(double mean)"), ("Part(Names.Size)", "Part(2)"),
        ("IClock clock", "IClock other"), ("int Now {", "long Now {"), ("[Services] static", "[Services] internal static"), ("\"q.sql\"", "\"p.sql\""), ("\"in.csv\"", "\"in/{path}.csv\""), ("static double One(Item item)", "static Item One(Item item)"),
        ("item => One(item)", "static x => One(x)"), ("wide > 0.5", "wide < Names.Size"), ("Severity.Error", "Severity.Info"), ("int Now() =>", "static int Now() =>"), ("[Workflow(\"Part\")]", "[Operator]"), ("ILabels labels", "string label"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_edited_project_gives_what_a_fresh_one_gives(int seed)
    {
        var random = new Random(seed);
        var steps = int.Parse(Environment.GetEnvironmentVariable("AQUEDUCT_FUZZ_EDITS") ?? "120", System.Globalization.CultureInfo.InvariantCulture);
        var compilation = App.Compilation(OutputKind.ConsoleApplication, Models, Flow, Other, Parts, Whole, "class Unrelated { }");
        var driver = Driver().RunGenerators(compilation);
        Assert.Equal(5, driver.GetRunResult().Results[0].GeneratedSources.Count(s => s.HintName.EndsWith(".Workflow.g.cs", StringComparison.Ordinal)));
        var log = new List<string>();
        for (var i = 0; i < steps; i++)
        {
            compilation = Edit(compilation, random, i, log);
            driver = driver.RunGenerators(compilation);
            var remembered = Text(driver);
            var fresh = Text(Driver().RunGenerators(compilation));
            if (remembered != fresh)
                Assert.Fail($"After {string.Join("\n", log.TakeLast(6))}\n--- remembered\n{remembered}\n--- fresh\n{fresh}");
        }
    }

    static GeneratorDriver Driver() => App.Driver().AddAdditionalTexts([new SqlText("q.sql", "SELECT 1 AS id WHERE 1 = @id"), new SqlText("notes.txt", ""), new SqlText("p.sql", "SELECT 2 AS id")]);

    sealed class SqlText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }

    static CSharpCompilation Edit(CSharpCompilation compilation, Random random, int step, List<string> log)
    {
        var trees = compilation.SyntaxTrees;
        switch (random.Next(12))
        {
            case 0 when trees.Length > 3:
                var gone = trees[random.Next(1, trees.Length)];
                log.Add("remove " + gone.FilePath);
                return compilation.RemoveSyntaxTrees(gone);
            case 1:
                log.Add("add");
                string[] files = [Models, Flow, Other, Parts, Whole, "class Unrelated { }", "class Added { }"];
                return compilation.AddSyntaxTrees(App.Tree(files[random.Next(files.Length)], $"Added{step}.cs"));
            case 2 when trees.Length > 2:
                log.Add("move");
                var moved = trees[random.Next(1, trees.Length)];
                return compilation.RemoveSyntaxTrees(moved).AddSyntaxTrees(moved);
            case 3:
                log.Add("options");
                return compilation.WithOptions(compilation.Options.WithNullableContextOptions(random.Next(2) == 0 ? NullableContextOptions.Enable : NullableContextOptions.Disable));
            default:
                var (before, after) = Edits[random.Next(Edits.Length)];
                if (random.Next(2) == 0 && after.Length > 0)
                    (before, after) = (after, before);
                foreach (var tree in trees.Skip(1).OrderBy(_ => random.Next()))
                    if (tree.ToString() is var text && text.Contains(before, StringComparison.Ordinal))
                    {
                        log.Add($"{tree.FilePath}: {before} -> {after}");
                        return compilation.ReplaceSyntaxTree(tree, App.Tree(text.Replace(before, after), tree.FilePath));
                    }

                return compilation;
        }
    }

    static string Text(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        return string.Join("\n", result.GeneratedSources.OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.HintName + "\n" + s.SourceText))
            + string.Join("\n", result.Diagnostics) + result.Exception?.GetType();
    }
}

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
            static partial class Nested { [Operator] internal static Data.Pair<int, Data.Item> One() => default!; }
            [Workflow("Other")] static void Go() { var one = Nested.One(); var size = Size([], A); Fine(size); _ = one; }
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
        var compilation = App.Compilation(OutputKind.ConsoleApplication, Models, Flow, Other, "class Unrelated { }");
        var driver = App.Driver().RunGenerators(compilation);
        var log = new List<string>();
        for (var i = 0; i < steps; i++)
        {
            compilation = Edit(compilation, random, i, log);
            driver = driver.RunGenerators(compilation);
            var remembered = Text(driver);
            var fresh = Text(App.Driver().RunGenerators(compilation));
            if (remembered != fresh)
                Assert.Fail($"After {string.Join("\n", log.TakeLast(6))}\n--- remembered\n{remembered}\n--- fresh\n{fresh}");
        }
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
                string[] files = [Models, Flow, Other, "class Unrelated { }", "class Added { }"];
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

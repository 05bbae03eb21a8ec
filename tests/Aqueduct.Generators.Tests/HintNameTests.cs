using System.Text;
using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>Names of generated files: legal and different in every file system, whatever the source calls its methods and types.</summary>
public class HintNameTests
{
    static string[] Names(params string[] sources)
    {
        var result = App.Generate(sources);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return [.. result.GeneratedSources.Select(s => s.HintName)];
    }

    static string Flow(string type, string query, string row) => $$"""
        public record {{row}}(int Id);
        public static partial class {{type}}
        {
            [Sql("demo", "SELECT 1 AS id")] public static partial Table<{{row}}> {{query}}();
            [Save("demo", "kept", SaveMode.Replace)] static partial void Keep(Table<{{row}}> rows);
            [Workflow("{{type}}")] static void Run() { var rows = {{query}}(); Keep(rows); }
        }
        """;

    [Fact]
    public void Names_that_differ_in_case_only_get_files_that_differ_in_more()
    {
        string[] sources = [Flow("Flow", "Load", "Item"), Flow("flow", "load", "item"), Flow("FLOW", "LOAD", "ITEM")];
        App.Complete(App.Compilation(sources));
        var names = Names(sources);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(3, names.Count(n => n.EndsWith(".Row.g.cs", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("数")]
    public void A_long_name_fits_a_file_system(string letter)
    {
        var (one, other) = (string.Concat(Enumerable.Repeat(letter, 300)), string.Concat(Enumerable.Repeat(letter, 301)));
        string[] sources = [Flow("F" + one, "L" + one, "R" + one), Flow("F" + other, "L" + other, "R" + other)];
        App.Complete(App.Compilation(sources));
        var names = Names(sources);
        Assert.All(names, name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 200));
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Names_hold_no_sign_that_a_file_system_forbids()
    {
        var names = Names("""
            namespace Räume.数据;
            public record @class(int Id);
            public static partial class @event
            {
                public static partial class Inner { [Sql("demo", "SELECT 1 AS id")] public static partial Table<@class> @new(List<int> ids, Dictionary<string, int?> more); }
                [Operator] static Dictionary<string, Dictionary<int, List<double>>> Deep() => [];
                [Workflow("Ünï")] static void @void() { var deep = Deep(); _ = deep; }
            }
            """);
        Assert.Contains(names, n => n.StartsWith("event.Inner.new_", StringComparison.Ordinal));
        Assert.All(names, name => Assert.All(name, c => Assert.True(c is '.' or '_' || char.IsLetterOrDigit(c), name)));
    }

    [Theory]
    [InlineData("partial ")]
    [InlineData("")]
    public void Types_of_one_name_in_two_namespaces_are_told_apart_everywhere(string partial)
    {
        string In(string space, string name) => $$"""
            namespace {{space}}
            {
                public record Item(int Id);
                public static {{partial}}class Flow
                {
                    [Operator] internal static Table<Item> Load() => Table.Of(new Item(1));
                    [Operator] internal static List<Item> List(Table<Item> items) => [.. items];
                    [Workflow("{{name}}")] internal static void Run() { var items = Load(); var list = List(items); _ = list; }
                }
            }
            """;
        string[] sources = [In("Shop", "One"), In("Bank", "Two"), In("Shop.Bank", "Three")];
        App.Complete(App.Compilation(OutputKind.ConsoleApplication, sources));
        var names = Names(sources);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(["Bank.Flow.Run", "Shop.Bank.Flow.Run", "Shop.Flow.Run"], sources.Select(s => Read.Workflow(s).Entry).Order(StringComparer.Ordinal));
        var carrier = App.Generate(sources).File("AqueductModelCarrier.g.cs");
        Assert.All((string[])["Shop.Flow.Load", "Bank.Flow.Load", "Shop.Bank.Flow.Load"], method => Assert.Contains($"\\\"method\\\":\\\"{method}\\\"", carrier, StringComparison.Ordinal));
    }

    [Fact]
    public void A_method_of_the_same_name_in_another_namespace_is_another_version()
    {
        string With(string space) => $$"""
            namespace Shop { public static class Steps { [Operator] public static int Load() => 1; } }
            namespace Bank { public static class Steps { [Operator] public static int Load() => 2; } }
            public static partial class Flow { [Workflow("Flow")] static void Run() { var n = {{space}}.Steps.Load(); _ = n; } }
            """;
        Assert.NotEqual(Graph.ModelJson.Version(Read.Workflow(With("Shop"))), Graph.ModelJson.Version(Read.Workflow(With("Bank"))));
    }

    [Fact]
    public void Methods_that_differ_in_parameters_only_get_a_file_each()
    {
        var names = Names("""
            public record Item(int Id);
            public static partial class Flow
            {
                [Sql("demo", "SELECT 1 AS id WHERE @a = 1")] public static partial Table<Item> Load(int a);
                [Sql("demo", "SELECT 1 AS id WHERE @a = 1")] public static partial Table<Item> Load(long a);
            }
            """);
        Assert.Equal(2, names.Where(n => n.EndsWith(".Sql.g.cs", StringComparison.Ordinal)).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_stands_twice_breaks_nothing(bool isWarm)
    {
        var compilation = App.Compilation(Flow("Flow", "Load", "Item"), "class Unrelated;");
        var driver = App.Driver();
        if (isWarm)
            driver = driver.RunGenerators(compilation);
        var result = driver.RunGenerators(compilation.AddSyntaxTrees(App.Tree(Flow("Flow", "Load", "Item"), "Copy.cs"))).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.Single(result.GeneratedSources, s => s.HintName.EndsWith(".Sql.g.cs", StringComparison.Ordinal));
    }
}

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

using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators.Tests;

/// <summary>What an edit of a method that reads or writes files, or of a file it names, runs again.</summary>
public class FileCachingTests
{
    const string Files = """
        public record Item(int Id);
        public static partial class Files
        {
            [SqlFile("demo", "a.sql")] public static partial Table<Item> A();
            [SqlFile("demo", "b.sql")] public static partial Table<Item> B();
            [Read("data", "in.csv")] public static partial Table<Item> In();
            [Write("data", "out.csv")] public static partial void Out(Table<Item> items);
            [Services] static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            [Services] internal static void AddMore(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """;

    static readonly SqlText A = new("a.sql", "SELECT 1 AS id");

    static (GeneratorDriver Driver, Compilation Compilation) Warm()
    {
        var compilation = App.Compilation(Files, "class Unrelated;");
        return (App.Driver().AddAdditionalTexts([A, new SqlText("b.sql", "SELECT 2 AS id"), new SqlText("notes.txt", "")]).RunGenerators(compilation), compilation);
    }

    /// <summary>The files that are written again after an edit of the source.</summary>
    static string[] Edit(string before, string after)
    {
        var (driver, compilation) = Warm();
        var old = compilation.SyntaxTrees.Single(t => t.ToString().Contains(before, StringComparison.Ordinal));
        return Written(driver.RunGenerators(compilation.ReplaceSyntaxTree(old, App.Tree(old.ToString().Replace(before, after), old.FilePath))));
    }

    static string[] Written(GeneratorDriver driver)
    {
        var (result, fresh) = (driver.GetRunResult().Results[0], Warm().Driver.GetRunResult().Results[0]);
        var again = result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(v => v.Outputs).Count(o => o.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
        var old = fresh.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        string[] changed = [.. result.GeneratedSources.Where(s => !old.TryGetValue(s.HintName, out var text) || text != s.SourceText.ToString()).Select(s => s.HintName.Split('_')[0])];
        Assert.Equal(changed.Length, again);
        return changed;
    }

    [Theory]
    [InlineData("class Unrelated;", "class Unrelated { int x; }")]
    [InlineData("services) { }", "services) { _ = services.Count; }")]
    [InlineData("[Write(", "/* why */ [ Write (")]
    public void An_edit_that_says_nothing_of_files_writes_nothing_again(string before, string after) => Assert.Empty(Edit(before, after));

    [Theory]
    [InlineData("in.csv", "other.csv", "Files.In")]
    [InlineData("out.csv", "other.csv", "Files.Out")]
    [InlineData("\"b.sql\"", "\"a.sql\"", "Files.B")]
    [InlineData("AddMore(", "AddLess(", "AqueductRegistration.g.cs")]
    public void An_edit_of_one_method_writes_its_file_only(string before, string after, string file) => Assert.Equal([file], Edit(before, after));

    [Fact]
    public void A_new_text_of_a_query_writes_that_query_only()
    {
        var (driver, compilation) = Warm();
        Assert.Equal(["Files.A"], Written(driver.ReplaceAdditionalText(A, new SqlText("a.sql", "SELECT 3 AS id")).RunGenerators(compilation)));
    }

    [Fact]
    public void Another_text_beside_the_queries_writes_nothing()
    {
        var (driver, compilation) = Warm();
        Assert.Empty(Written(driver.AddAdditionalTexts([new SqlText("more.txt", "x")]).RunGenerators(compilation)));
    }

    sealed class SqlText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}

using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators.Tests;

/// <summary>Bodies of [SqlFile], [Read] and [Write] methods.</summary>
public class FileMethodTests
{
    const string Files = """
        public record Order(int Id, double Amount);

        public static partial class Flow
        {
            [Read("no-such-resource", "in/{day}.csv")] public static partial Table<Order> Orders(DateOnly day);
            [Read("no-such-resource", "{part}.json")] public static partial Task<Table<Order>> Later(int part, CancellationToken cancel);
            [Read("no-such-resource", "{part}", Format = FileFormat.Parquet)] public static partial ValueTask<Table<Order>> Soon(string part);
            [Read("no-such-resource", "note.txt")] public static partial string Note();
            [Read("no-such-resource", "{class}.bin")] public static partial Task<byte[]> Bytes(string @class);
            [Write("no-such-resource", "out/{day}.csv")] public static partial void Keep(Table<Order> orders, DateOnly day);
            [Write("no-such-resource", "note.txt")] public static partial Task Say(string text);
            [Write("no-such-resource", "a.bin")] static partial void Put(byte[] bytes);
            [Save("demo", "orders_{country}", SaveMode.Replace)] public static partial void Save(Table<Order> orders, string country);
            [Write("no-such-resource", "a.csv")] public static partial void Wrong(int number);
            [Workflow("Files")]
            public static void Run(DateOnly day, string country)
            {
                var orders = Orders(day);
                Keep(orders, day);
                Save(orders, country);
            }
        }
        """;

    sealed class SqlText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    const string Query = """
        public record Customer(int Id);
        public static partial class Flow
        {
            [SqlFile("demo", "queries/customers.sql")] public static partial Table<Customer> Customers(int size);
            [Save("demo", "big", SaveMode.Replace)] public static partial void Keep(Table<Customer> customers);
            [Workflow("Query in a file")]
            public static void Run() => Keep(Customers(5));
        }
        """;

    static string Generate(string path, string text, string end) =>
        App.Driver().AddAdditionalTexts([new SqlText(path, text)]).RunGenerators(App.Compilation(Query)).GetRunResult().Results[0].File(end);

    [Fact]
    public void Bodies_compile_and_call_the_runtime()
    {
        var assembly = Run.Load(Files);
        var definition = Run.Workflow(assembly).Definition;
        Assert.Equal([NodeKind.Read, NodeKind.Write, NodeKind.Save], definition.Nodes.Select(n => n.Kind));
        Assert.Equal(["in/{day}.csv", "out/{day}.csv", null], definition.Nodes.Select(n => n.Path));
        var orders = assembly.GetType("Flow")!.GetMethod("Orders")!;
        var error = Assert.Throws<System.Reflection.TargetInvocationException>(() => orders.Invoke(null, [new DateOnly(2026, 1, 31)])).InnerException;
        Assert.Contains("no resource 'no-such-resource'", Assert.IsType<ResourceException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_query_file_is_compiled_in()
    {
        Assert.Contains("\"SELECT id FROM customers WHERE size > @size\"", Generate("queries/customers.sql", "SELECT id FROM customers WHERE size > @size", ".SqlFile.g.cs"), StringComparison.Ordinal);
        Assert.Contains("NotSupportedException(\"The query of 'Flow.Customers' is in 'queries/customers.sql', which the project does not have.\")", Generate("queries/other.sql", "SELECT 1", ".SqlFile.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_query_file_is_part_of_the_version()
    {
        static string Version(string text) => Generate("queries/customers.sql", text, ".Workflow.g.cs").Split("Version = ")[1][..18];
        Assert.Equal(Version("SELECT 1"), Version("SELECT 1"));
        Assert.NotEqual(Version("SELECT 1"), Version("SELECT 2"));
    }

    [Fact]
    public void An_edit_of_a_query_file_emits_its_body_and_its_workflow_again_and_nothing_else()
    {
        var (before, after) = (new SqlText("queries/customers.sql", "SELECT 1"), new SqlText("queries/customers.sql", "SELECT 2"));
        var compilation = App.Compilation(Query, Source.Churn);
        var driver = App.Driver().AddAdditionalTexts([before]).RunGenerators(compilation);
        var result = driver.ReplaceAdditionalText(before, after).RunGenerators(compilation).GetRunResult().Results[0];
        var modified = result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(v => v.Outputs).Count(o => o.Reason == IncrementalStepRunReason.Modified);
        Assert.Equal(3, modified); // the body, the run class with its version, the carrier
    }
}

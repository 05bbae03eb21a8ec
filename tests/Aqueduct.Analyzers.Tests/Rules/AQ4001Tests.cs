namespace Aqueduct.Analyzers.Tests;

public class AQ4001Tests
{
    /// <summary>A library whose query reads a resource that its apps declare.</summary>
    [Theory]
    [InlineData("""{ "resources": { "ledger": { "type": "sqlite", "connection": "Data Source=a.db" } } }""", "Library.Booked()")]
    [InlineData("""{ "resources": { } }""", "Library.{|AQ4001:Booked|}()")]
    [InlineData(null, "Library.{|AQ4001:Booked|}()")]
    public Task A_resource_that_a_library_uses_is_the_app_s_to_declare(string? resources, string call)
    {
        const string library = """
            using Aqueduct;
            public static class Library { [Sql("ledger", "SELECT 1 AS id, 1.0 AS value")] public static Table<int> Booked() => Table<int>.Empty; }
            """;
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Library", [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(library)], AqueductTest.References,
            new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var test = Verify.Program($"return await AqueductHost.RunAsync(args); public static partial class Flow {{ [Workflow(\"Flow\")] public static void Run() {{ SaveRows(Rows()); _ = {call}; }} }}");
        test.TestState.AdditionalReferences.Add(compilation.ToMetadataReference());
        if (resources is not null)
            test.TestState.AdditionalFiles.Add(("aqueduct.json", resources));
        return test.RunAsync();
    }

    [Fact]
    public Task A_misspelt_resource_is_found_with_the_nearest_name() => Verify.Message("""
            [Sql({|#0:"demmo"|}, "SELECT 1")]
            public static partial Table<Row> Read();
        """, "AQ4001", "Read", "demmo", "Did you mean 'demo'? ");

    [Fact]
    public Task A_resource_missing_from_the_file_is_found() => Verify.Members("""
            [Sql({|AQ4001:"orders"|}, "SELECT 1")]
            public static partial Table<Row> Read();
        """, """
        { "resources": { "warehouse": { "type": "postgres", "connection": "Host=db" } } }
        """);

    [Fact]
    public Task A_save_to_an_undeclared_resource_is_found() => Verify.Members("""
            [Save({|AQ4001:"orders"|}, "rows", SaveMode.Replace)]
            public static partial void Keep(Table<Row> rows);
        """, """{ "resources": {} }""");

    [Fact]
    public Task A_library_without_a_file_may_use_the_app_s_resources() => Verify.Members("""
            [Sql("orders", "SELECT 1")]
            public static partial Table<Row> Read();
        """);

    [Fact]
    public Task A_program_without_a_file_knows_only_demo() => Verify.Program("""
            Console.WriteLine();
            public static partial class Flow
            {
                [Sql({|AQ4001:"orders"|}, "SELECT 1")]
                public static partial Table<Row> Read();
            }
        """).RunAsync();

    [Fact]
    public Task Declared_resources_and_demo_pass() => Verify.Members("""
            [Sql("warehouse", "SELECT 1")]
            public static partial Table<Row> Read();
            [Sql("demo", "SELECT 1")]
            public static partial Table<Row> Again();
        """, """
        { "resources": { "warehouse": { "type": "postgres", "connection": "Host=db" } } }
        """);

    [Fact]
    public Task A_file_that_cannot_be_read_is_reported_alone() => Verify.Members("""
            [Sql("orders", "SELECT 1")]
            public static partial Table<Row> Read();
        """, """
        { "resources": {|AQ4008:x|} }
        """);
}

namespace Aqueduct.Analyzers.Tests;

public class AQ4051Tests
{
    const string Endpoints = """
        public static partial class Flow
        {
            [Endpoint(MARKED)]
            public static partial void A(Table<Row> rows);
            [Endpoint("other")]
            public static partial void B(Table<Row> rows);
            public static void Main() => AqueductHost.RunAsync([]);
        }
        """;

    [Fact]
    public Task An_app_without_the_package_hears_of_it_once() => Verify.Program(Endpoints.Replace("MARKED", "{|AQ4051:\"rows\"|}", StringComparison.Ordinal)).RunAsync();

    [Fact]
    public Task What_has_no_address_needs_no_server() => Verify.Program("""
        public static partial class Flow
        {
            [Endpoint("model", Internal = true)]
            public static partial void A(Table<Row> rows);
            public static void Main() => AqueductHost.RunAsync([]);
        }
        """).RunAsync();

    [Fact]
    public Task A_library_and_an_app_with_the_package_pass()
    {
        var app = Verify.Program(Endpoints.Replace("MARKED", "\"rows\"", StringComparison.Ordinal));
        app.TestState.AdditionalReferences.Add(Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Aqueduct.Serving", [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("public class Server;")],
            Basic.Reference.Assemblies.Net100.References.All, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference());
        return Task.WhenAll(app.RunAsync(), Verify.Members("""
            [Endpoint("rows")]
            public static partial void A(Table<Row> rows);
        """));
    }
}

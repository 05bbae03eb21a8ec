using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Analyzers.Tests;

public class AQ1014Tests
{
    const string Resources = """{ "resources": { "landing": { "type": "files", "path": "landing" }, "warehouse": { "type": "sqlite", "path": "w.db" } } }""";

    const string App = """
        public static partial class Flow
        {
            [Save("demo", "a", SaveMode.Replace)]
            public static partial void SaveA(Table<Row> rows);
            [Save("demo", "b", SaveMode.Replace)]
            public static partial void SaveB(Table<Row> rows);
            [Workflow("A", OnFile = FILE)]
            public static void A(string day) => SaveA(Rows());
            [Workflow("B", Webhook = HOOK)]
            public static void B(string day) => SaveB(Rows());
            public static void Main() => AqueductHost.RunAsync([]);
        }
        """;

    static AqueductTest Test(string file, string hook)
    {
        var test = Verify.Program(App.Replace("FILE", file, StringComparison.Ordinal).Replace("HOOK", hook, StringComparison.Ordinal));
        test.TestState.AdditionalFiles.Add(("aqueduct.json", Resources));
        return test;
    }

    [Fact]
    public Task An_app_without_the_package_is_found() => Test("{|AQ1014:\"landing/{day}.csv\"|}", "{|AQ1014:true|}").RunAsync();

    [Fact]
    public Task An_app_with_the_package_and_a_library_pass()
    {
        var app = Test("\"landing/{day}.csv\"", "true");
        app.TestState.AdditionalReferences.Add(CSharpCompilation.Create("Aqueduct.Server", [CSharpSyntaxTree.ParseText("public class Server;")],
            Basic.Reference.Assemblies.Net100.References.All, new(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference());
        return Task.WhenAll(app.RunAsync(), Verify.Members("""
            [Workflow("A", Webhook = true)]
            public static void A(string day) => SaveRows(Rows());
        """));
    }
}

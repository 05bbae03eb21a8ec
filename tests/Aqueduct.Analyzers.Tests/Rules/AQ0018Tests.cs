using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Analyzers.Tests;

public class AQ0018Tests
{
    /// <summary>Another project's assembly, of which only the metadata is at hand.</summary>
    static MetadataReference Library()
    {
        const string source = """
            using Aqueduct;
            public static class Library
            {
                [Operator] public static int One() => 1;
                [Workflow("Prepare")] public static void Prepare() { _ = One(); }
            }
            """;
        var compilation = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText(source)], AqueductTest.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    static Task Verify(string body)
    {
        var test = new AqueductTest("public static partial class Flow { [Workflow(\"Flow\")] public static void Run() { SaveRows(Rows()); " + body + " } }");
        test.TestState.AdditionalReferences.Add(Library());
        return test.RunAsync();
    }

    [Fact]
    public Task A_workflow_of_another_assembly_is_refused_at_its_call() => Verify("Library.{|AQ0018:Prepare|}();");

    [Fact]
    public Task An_operator_of_another_assembly_passes() => Verify("_ = Library.One();");
}

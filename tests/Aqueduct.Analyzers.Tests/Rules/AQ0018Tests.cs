using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Analyzers.Tests;

public class AQ0018Tests
{
    /// <summary>Another project, which an editor gives with its source and the command line as an assembly.</summary>
    static MetadataReference Library(bool withSource)
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
        if (withSource)
            return compilation.ToMetadataReference();
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    static Task Verify(string body, bool withSource)
    {
        var test = new AqueductTest("public static partial class Flow { [Workflow(\"Flow\")] public static void Run() { SaveRows(Rows()); " + body + " } }");
        test.TestState.AdditionalReferences.Add(Library(withSource));
        return test.RunAsync();
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public Task A_workflow_of_another_assembly_is_refused_at_its_call(bool withSource) => Verify("Library.{|AQ0018:Prepare|}();", withSource);

    [Theory]
    [InlineData(true), InlineData(false)]
    public Task An_operator_of_another_assembly_passes(bool withSource) => Verify("_ = Library.One();", withSource);
}

using Aqueduct.Artifacts.Model;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Artifacts.Tests;

public sealed class ModelReaderTests : IDisposable
{
    const string Json = """
        {"schema":"aqueduct-model/v1","workflows":[{"entry":"Churn.Run","name":"Customer churn","nodes":[
        {"cpu":2,"id":0,"inputs":[],"kind":"operator","memory":"4Gi","method":"Churn.Predict","name":"Predict","outputs":[]}],
        "overlap":"CancelPrevious","parameters":[],"resources":["demo"],"slug":"customer-churn","timeout":"02:00:00","version":"0123456789abcdef"}]}
        """;

    static readonly byte[] Runtime = Compile("Aqueduct",
        "namespace Aqueduct.Runtime; public sealed class AqueductModelAttribute(string json) : System.Attribute { public string Json => json; }");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_model_is_read_from_the_attribute_of_the_carriers_method()
    {
        var workflow = Assert.Single(ModelReader.Read(AppWith(Json))!.Workflows);

        Assert.Equal("Customer churn", workflow.Name);
        Assert.Equal(Overlap.CancelPrevious, workflow.Overlap);
        Assert.Equal(TimeSpan.FromHours(2), workflow.Timeout);
        Assert.Equivalent(new NodeModel(0, "Predict", 2, "4Gi") { Kind = "operator", Method = "Churn.Predict" }, Assert.Single(workflow.Nodes));
    }

    [Fact]
    public void Members_that_the_carrier_leaves_out_have_their_defaults()
    {
        var workflow = Assert.Single(ModelReader.Read(AppWith(Json))!.Workflows);

        Assert.Equal((CatchUp.Last, 0, null), (workflow.CatchUp, workflow.KeepRuns, workflow.Schedule));
    }

    [Fact]
    public void An_assembly_without_carrier_has_no_workflows() =>
        Assert.Null(ModelReader.Read(Save(Compile("App", "class Program;"))));

    [Fact]
    public void A_carrier_without_workflows_has_no_workflows() =>
        Assert.Null(ModelReader.Read(AppWith("""{"schema":"aqueduct-model/v1","workflows":[]}""")));

    [Theory]
    [InlineData("""{"schema":"aqueduct-model/v2","workflows":[]}""", "aqueduct-model/v2")]
    [InlineData("""{"workflows":[]}""", "names no schema")]
    [InlineData("""["aqueduct-model/v1"]""", "names no schema")]
    [InlineData("""{"schema":"aqueduct-model/v1","workflows":[{"name":"Nameless"}]}""", "workflows[0]")]
    [InlineData("""{"schema":"aqueduct-model/v1","workflows":[""", "does not follow")]
    public void A_model_of_another_version_says_what_was_found(string json, string found)
    {
        var error = Assert.Throws<ArtifactException>(() => ModelReader.Read(AppWith(json)));

        Assert.Equal("AQ9002", error.Code);
        Assert.Contains(found, error.Message);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_AQ9001() =>
        Assert.Equal("AQ9001", Assert.Throws<ArtifactException>(() => ModelReader.Read(_folder.Write("App.dll", "text"))).Code);

    [Fact]
    public void A_missing_assembly_is_AQ9001() =>
        Assert.Equal("AQ9001", Assert.Throws<ArtifactException>(() => ModelReader.Read(_folder["App.dll"])).Code);

    [Fact]
    public void The_assembly_is_free_again_after_reading()
    {
        var path = AppWith(Json);
        ModelReader.Read(path);

        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(exclusive.CanWrite);
    }

    string AppWith(string json) => Save(Compile("App", $$"""
        namespace Aqueduct.Generated
        {
            internal static class AqueductModelCarrier
            {
                [System.Obsolete("not this one")]
                [global::Aqueduct.Runtime.AqueductModel({{SymbolDisplay.FormatLiteral(json, quote: true)}})]
                private static void Model() { }
            }
        }
        """, MetadataReference.CreateFromImage(Runtime)));

    string Save(byte[] assembly)
    {
        File.WriteAllBytes(_folder["App.dll"], assembly);
        return _folder["App.dll"];
    }

    static byte[] Compile(string name, string source, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], [.. Net100.References.All, .. references],
            new(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return assembly.ToArray();
    }
}

using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Tests.Support;

/// <summary>Reads the marked methods of a source as the analyzers do, with anchors.</summary>
static class Read
{
    /// <summary>The one workflow of the source.</summary>
    public static WorkflowModel Workflow(string source) => Assert.Single(Workflows(source)).Model!;

    public static List<ReadResult<WorkflowModel>> Workflows(string source) => Methods(source, "Workflow")
        .Select(m => WorkflowReader.Read(m.Method, m.Semantics, null, default)).ToList();

    public static ReadResult<OperatorModel> Operator(string source)
    {
        var (method, semantics) = Methods(source, "Operator", "Check", "Metric").First();
        return OperatorReader.Read(method, semantics.Compilation, null, default);
    }

    /// <summary>Every fault as <c>id at "text": arguments</c>.</summary>
    public static List<string> Faults(string source) => FaultsOf(null, source);

    /// <summary>The same, of workflows only that one of the name.</summary>
    public static List<string> FaultsOf(string? workflow, string source)
    {
        var faults = new List<string>();
        foreach (var (method, semantics) in Methods(source, "Workflow").Where(m => workflow is null || m.Method.Name == workflow))
            Add(anchors => WorkflowReader.Read(method, semantics, anchors, default).Faults);
        foreach (var (method, semantics) in Methods(source, "Operator", "Check", "Metric"))
            Add(anchors => OperatorReader.Read(method, semantics.Compilation, anchors, default).Faults);
        foreach (var (method, semantics) in Methods(source, "Sql"))
            Add(anchors => SqlReader.Read(method, semantics.Compilation, anchors, default).Faults);
        foreach (var (method, semantics) in Methods(source, "Save"))
            Add(anchors => SaveReader.Read(method, semantics.Compilation, anchors, default).Faults);
        return faults;

        void Add(Func<Anchors, EquatableArray<Fault>> read)
        {
            var anchors = new Anchors();
            foreach (var fault in read(anchors))
            {
                var location = anchors[fault.Anchor] ?? throw new InvalidOperationException($"{fault.Id} has no location.");
                faults.Add($"{fault.Id} at \"{location.SourceTree!.GetText().ToString(location.SourceSpan)}\": {string.Join(" | ", (IEnumerable<string>)fault.Arguments)}");
            }
        }
    }

    static IEnumerable<(IMethodSymbol Method, SemanticModel Semantics)> Methods(string source, params string[] attributes)
    {
        var compilation = App.Compilation(source);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
                if (semantics.GetDeclaredSymbol(syntax) is { } method && attributes.Any(a => Known.Attribute(method, a) is not null))
                    yield return (method, semantics);
        }
    }
}

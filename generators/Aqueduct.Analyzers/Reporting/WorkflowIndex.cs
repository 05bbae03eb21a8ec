using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Aqueduct.Graph;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers;

/// <summary>A workflow of the app, as far as others must know it.</summary>
sealed record IndexedWorkflow(string Name, string Slug, string? After, string Entry, MethodDeclarationSyntax Syntax);

/// <summary>The workflows of a project, so that what is wrong between two of them shows while typing and not only when the whole project is compiled.
/// A file is looked through once, as long as nobody edits it.</summary>
static class WorkflowIndex
{
    static readonly ConditionalWeakTable<SyntaxTree, FileFacts> Files = new();
    static readonly ConditionalWeakTable<Compilation, IReadOnlyList<IndexedWorkflow>> Tables = new();

    /// <summary>All workflows by file and place.</summary>
    public static IReadOnlyList<IndexedWorkflow> Of(Compilation compilation, CancellationToken cancel)
    {
        if (Tables.TryGetValue(compilation, out var known))
            return known;
        var found = new List<IndexedWorkflow>();
        foreach (var tree in compilation.SyntaxTrees.OrderBy(t => t.FilePath, StringComparer.Ordinal))
            foreach (var syntax in Facts(tree, cancel).Workflows)
                if (Models.Of(compilation, tree).GetDeclaredSymbol(syntax, cancel) is { } method && Known.Attribute(method, "Workflow") is { } attribute
                    && attribute.ConstructorArguments is [{ Value: string name }])
                    found.Add(new IndexedWorkflow(name, Slug.Of(name), attribute.NamedArguments.FirstOrDefault(a => a.Key == "After").Value.Value as string, $"{TypeNames.Display(method.ContainingType)}.{method.Name}", syntax));
        return Tables.GetValue(compilation, _ => found);
    }

    /// <summary>Whether the app's code names something of the runtime that runs workflows.</summary>
    public static bool NamesHost(Compilation compilation, CancellationToken cancel) => compilation.SyntaxTrees.Any(t => Facts(t, cancel).NamesHost);

    /// <summary>Whether the app's code may add services: in a method marked [Services], or where it sets up the host itself.</summary>
    public static bool MayAddServices(Compilation compilation, CancellationToken cancel) => compilation.SyntaxTrees.Any(t => Facts(t, cancel).AddsServices);

    static FileFacts Facts(SyntaxTree tree, CancellationToken cancel) => Files.TryGetValue(tree, out var known) ? known : Files.GetValue(tree, t => new FileFacts(t.GetRoot(cancel)));

    /// <summary>What one file says, without the compiler's help. Bodies, most of a file, are gone over only for those who ask what is in them.</summary>
    sealed class FileFacts(SyntaxNode root)
    {
        readonly Lazy<(bool NamesHost, bool AddsServices)> _names = new(() => Names(root));

        public IReadOnlyList<MethodDeclarationSyntax> Workflows { get; } =
        [
            .. root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<MethodDeclarationSyntax>()
                .Where(m => m.AttributeLists.Any(l => l.Attributes.Any(a => Last(a.Name) is "Workflow" or "WorkflowAttribute"))),
        ];

        public bool NamesHost => _names.Value.NamesHost;

        public bool AddsServices => _names.Value.AddsServices;

        static (bool NamesHost, bool AddsServices) Names(SyntaxNode root)
        {
            bool namesHost = false, addsServices = false;
            foreach (var node in root.DescendantNodes())
                if ((node is AttributeSyntax { Name: var marker } && Last(marker) is "Services" or "ServicesAttribute") || node is IdentifierNameSyntax { Identifier.ValueText: "IServiceCollection" or "ServiceCollection" or "AddAqueduct" })
                    addsServices = true;
                else if (node is IdentifierNameSyntax { Identifier.ValueText: "AqueductHost" or "WorkflowRunner" or "WorkflowCatalog" or "AddAqueduct" or "MapAqueduct" })
                    namesHost = true;
            return (namesHost, addsServices);
        }

        static string Last(NameSyntax name) => name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
    }
}

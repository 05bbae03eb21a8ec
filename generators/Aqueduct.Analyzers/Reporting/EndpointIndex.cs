using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers;

/// <summary>An endpoint of the project, as far as others must know it.</summary>
/// <param name="Published">The type that is published; null of an operator.</param>
/// <param name="IsInternal">Whether it has no address.</param>
sealed record IndexedEndpoint(string Name, string Method, string? Published, bool IsInternal, MethodDeclarationSyntax Syntax);

/// <summary>The endpoints of a project, so that what is wrong between two of them shows while typing.</summary>
static class EndpointIndex
{
    static readonly ConditionalWeakTable<Compilation, IReadOnlyList<IndexedEndpoint>> Tables = new();

    /// <summary>What is wrong with an endpoint, by itself and among the others: AQ4046 to AQ4051.</summary>
    public static IEnumerable<Fault> Check(EndpointModel model, Location name, Compilation compilation, CancellationToken cancel)
    {
        foreach (var fault in EndpointRules.Check(model))
            yield return fault;
        var all = Of(compilation, cancel);
        if (all.TakeWhile(e => e.Syntax.Identifier.GetLocation() != name).FirstOrDefault(e => e.Name == model.Name.Value) is { } first)
            yield return Faults.At(model.Name.Anchor, RuleIds.DuplicateEndpoint, model.Method.Display, first.Method, model.Name.Value);
        foreach (var parameter in model.Parameters.AsEnumerable())
            if (parameter.Served is { } served && Served(parameter, served, all) is { } unknown)
                yield return unknown;
        // A library is served by the apps that use it, and what has no address may be read by workflows only: a model, say.
        if (!model.IsInternal && compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            && compilation.ReferencedAssemblyNames.All(a => a.Name != "Aqueduct.Serving") && all.FirstOrDefault(e => !e.IsInternal)?.Syntax.Identifier.GetLocation() == name)
            yield return Faults.At(model.Name.Anchor, RuleIds.NothingServes, model.Name.Value);
    }

    static Fault? Served(EndpointParameter parameter, Given<string> served, IReadOnlyList<IndexedEndpoint> all)
    {
        var published = all.FirstOrDefault(e => e.Name == served.Value && e.Published is not null);
        if (published is null)
        {
            var near = NearestName.Of(served.Value, all.Where(e => e.Published is not null).Select(e => e.Name));
            return Faults.At(served.Anchor, RuleIds.UnknownServed, parameter.Parameter.Name, served.Value, "and no workflow publishes to it", Faults.DidYouMean(near)).With(FixFacts.Replace + "1", near);
        }

        return published.Published == parameter.Parameter.Type.Full.TrimEnd('?') ? null
            : Faults.At(served.Anchor, RuleIds.UnknownServed, parameter.Parameter.Name, served.Value, $"and '{published.Method}' publishes another type than '{parameter.Parameter.Type.Display}'", "");
    }

    static IReadOnlyList<IndexedEndpoint> Of(Compilation compilation, CancellationToken cancel)
    {
        if (Tables.TryGetValue(compilation, out var known))
            return known;
        var found = new List<IndexedEndpoint>();
        foreach (var tree in compilation.SyntaxTrees.OrderBy(t => t.FilePath, StringComparer.Ordinal))
            foreach (var syntax in tree.GetRoot(cancel).DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<MethodDeclarationSyntax>())
                if (syntax.AttributeLists.Any(l => l.Attributes.Any(a => a.Name.ToString().Contains("Endpoint")))
                    && Models.Of(compilation, tree).GetDeclaredSymbol(syntax, cancel) is IMethodSymbol method && Known.Attribute(method, "Endpoint") is { ConstructorArguments: [{ Value: string name }] } attribute)
                    found.Add(new IndexedEndpoint(name, $"{TypeNames.Display(method.ContainingType)}.{method.Name}",
                        Known.KindOf(method, out _) == NodeKind.Endpoint && method.Parameters is [{ Type: var type }] ? TypeNames.Plain(type).Full : null, attribute.NamedArguments.Any(a => a is { Key: "Internal", Value.Value: true }), syntax));
        return Tables.GetValue(compilation, _ => found);
    }
}

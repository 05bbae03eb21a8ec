using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Finds what a body does that its inputs do not say, also in the methods of this project that it calls, a few calls deep.</summary>
static class HazardFinder
{
    const int Deepest = 4;

    /// <summary>What methods do by themselves and in what they call. Holds compilations weakly.</summary>
    static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Hazard>>> Tables = new();

    /// <summary>The hazards of an operator's body, each at its place in that body.</summary>
    public static IEnumerable<Hazard> Of(IOperation body, SemanticModel semantics, CancellationToken cancel) => Of(body, semantics, Deepest, [], cancel);

    static List<Hazard> Of(IOperation body, SemanticModel semantics, int depth, HashSet<IMethodSymbol> path, CancellationToken cancel)
    {
        var found = new List<Hazard>();
        var hasOwnFiles = false;
        foreach (var operation in body.Descendants())
        {
            cancel.ThrowIfCancellationRequested();
            hasOwnFiles |= HazardTable.MakesTemporaryFiles(operation);
            if ((HazardTable.Of(operation) ?? SharedState.Of(operation, depth == Deepest, cancel)) is { } hazard)
            {
                if (hazard.Kind is not (HazardKind.Clock or HazardKind.Random or HazardKind.RunId) || !Operations.IsOnlyLogged(operation, body))
                    found.Add(new Hazard(hazard.Kind, hazard.What, operation.Syntax));
            }
            else if (operation is IInvocationOperation { TargetMethod: var method } && depth > 0)
            {
                foreach (var inner in Called(method.ReducedFrom ?? method.OriginalDefinition, semantics, depth - 1, path, cancel))
                    found.Add(new Hazard(inner.Kind, inner.What.Contains(" in ") ? inner.What : $"{inner.What} in {method.Name}", operation.Syntax));
            }
        }

        // A file that the operator wrote itself a moment ago is no input.
        if (hasOwnFiles)
            found.RemoveAll(h => h.Kind == HazardKind.Outside && (h.What.StartsWith("File.", System.StringComparison.Ordinal) || h.What.StartsWith("Directory.", System.StringComparison.Ordinal) || h.What.StartsWith("new ", System.StringComparison.Ordinal)));
        return found;
    }

    /// <summary>What an unmarked method of this project does; a marked one is judged where it stands.</summary>
    static IReadOnlyList<Hazard> Called(IMethodSymbol method, SemanticModel semantics, int depth, HashSet<IMethodSymbol> path, CancellationToken cancel)
    {
        var source = method.PartialImplementationPart ?? method;
        if (method.MethodKind != MethodKind.Ordinary || source.DeclaringSyntaxReferences is not [var reference, ..] || Known.KindOf(method, out _) is not null)
            return [];
        var table = Tables.GetValue(semantics.Compilation, _ => new(SymbolEqualityComparer.Default));
        if (table.TryGetValue(method, out var known))
            return known;
        if (!path.Add(method) || reference.GetSyntax(cancel) is not MethodDeclarationSyntax syntax)
            return [];
        var model = syntax.SyntaxTree == semantics.SyntaxTree ? semantics : Models.Of(semantics.Compilation, syntax.SyntaxTree);
        var found = model.GetOperation(syntax, cancel) is { } body ? Of(body, model, depth, path, cancel) : [];
        path.Remove(method);

        // Only what was looked at to its full depth, and not from within a recursion, holds for every caller.
        return path.Count == 0 ? table.GetOrAdd(method, found) : found;
    }
}

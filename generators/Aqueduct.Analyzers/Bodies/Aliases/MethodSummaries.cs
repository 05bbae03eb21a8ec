using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>What a method does to what it is given.</summary>
/// <param name="Changes">The objects it changes, and how.</param>
/// <param name="Returned">What it gives back of them.</param>
sealed record MethodSummary(IReadOnlyDictionary<Owner, string> Changes, Share Returned)
{
    /// <summary>What a call shares, where <paramref name="given"/> says what each argument does.</summary>
    public Share Result(Func<int, Share> given)
    {
        var (self, inside) = (ImmutableHashSet<Owner>.Empty, ImmutableHashSet<Held>.Empty);
        foreach (var owner in Returned.Self)
        {
            var share = given(owner.Ordinal);
            self = self.Union(Owners(share, owner));
            inside = inside.Union(share.Inside);
        }

        foreach (var held in Returned.Inside)
        {
            var share = given(held.Owner.Ordinal);
            inside = inside.Union(Owners(share, held.Owner).Select(o => new Held(o, held.Type)));
        }

        return new(self, inside);
    }

    /// <summary>The caller's objects that the owner inside the method stands for.</summary>
    public static IEnumerable<Owner> Owners(Share given, Owner owner) => owner.IsInside ? given.Inside.Select(h => h.Owner with { IsInside = true }).Distinct() : given.Self;
}

/// <summary>What the unmarked methods of this project do to what they are given, a few calls deep. Marked ones are judged where they stand.</summary>
sealed class MethodSummaries(SemanticModel semantics, CancellationToken cancel)
{
    /// <summary>How many calls deep a change is looked for.</summary>
    const int Deepest = 4;

    readonly Dictionary<IMethodSymbol, MethodSummary?> _known = new(SymbolEqualityComparer.Default);
    int _depth;

    public static bool IsOfSource(IMethodSymbol method) => method.OriginalDefinition.DeclaringSyntaxReferences.Length > 0 || method.ReducedFrom is { DeclaringSyntaxReferences.Length: > 0 };

    public MethodSummary? Of(IMethodSymbol method)
    {
        var source = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (source.MethodKind != MethodKind.Ordinary || source.DeclaringSyntaxReferences is not [var reference, ..] || Known.KindOf(method, out _) is not null)
            return null;
        if (_known.TryGetValue(source, out var known))
            return known;

        // A method that is being looked at, and one too deep, does nothing that is known.
        _known.Add(source, null);
        if (_depth == Deepest || reference.GetSyntax(cancel) is not MethodDeclarationSyntax syntax)
            return null;
        var model = syntax.SyntaxTree == semantics.SyntaxTree ? semantics : Models.Of(semantics.Compilation, syntax.SyntaxTree);
        if (model.GetOperation(syntax, cancel) is not { } body)
            return null;
        _depth++;
        var aliases = new Aliases(source, [.. body.Descendants()], this, isWhole: true);
        var changes = new Dictionary<Owner, string>();
        foreach (var change in aliases.Changes())
            if (!changes.ContainsKey(change.Owner))
                changes.Add(change.Owner, change.How);
        _depth--;
        return _known[source] = new MethodSummary(changes, aliases.Returned);
    }

    /// <summary>Whether a property gives an object that its own holds, and not one it makes.</summary>
    public bool Gives(IPropertySymbol property)
    {
        if (property.OriginalDefinition is not { DeclaringSyntaxReferences: [var reference, ..], ContainingType.IsAnonymousType: false } source || source.GetMethod is null)
            return true;
        if (source.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: var owner } && SymbolEqualityComparer.Default.Equals(owner, source)))
            return true;
        if (source.IsAbstract || reference.GetSyntax(cancel) is ParameterSyntax)
            return true;
        return reference.GetSyntax(cancel) is PropertyDeclarationSyntax syntax
            && (syntax.ExpressionBody ?? syntax.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.ValueText == "get")?.ExpressionBody)?.Expression is IdentifierNameSyntax { Identifier.ValueText: var name }
            && source.ContainingType.GetMembers(name).Any(m => m is IFieldSymbol { IsStatic: false });
    }
}

using System.Composition;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Removes a bound that says nothing: a second one that is the same, or one on a method that is no metric.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveBoundFix() : AqueductFix(RuleIds.DuplicateBound, RuleIds.BoundWithoutMetric)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeSyntax>() is { Parent: AttributeListSyntax list } bound)
            offer.Add("Remove the bound", "remove", list.Parent is { } method && list.Attributes.Count == 1
                ? offer.Root.ReplaceNode(method, Without(method, list))
                : offer.Root.RemoveNode(bound, SyntaxRemoveOptions.KeepNoTrivia)!);
        return Task.CompletedTask;
    }

    /// <summary>The comment above a method stands before its first attribute and stays.</summary>
    static SyntaxNode Without(SyntaxNode method, AttributeListSyntax list) =>
        method.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!.WithLeadingTrivia(method.GetLeadingTrivia());
}

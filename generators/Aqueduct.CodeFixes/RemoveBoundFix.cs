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
        {
            SyntaxNode unwanted = list.Attributes.Count == 1 ? list : bound;
            offer.Add("Remove the bound", "remove", offer.Root.RemoveNode(unwanted, SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives)!);
        }

        return Task.CompletedTask;
    }
}

using System.Composition;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Removes a bound that says nothing: a second one that is the same, one on a method that is no metric, or one that contradicts another or always or never holds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveBoundFix() : AqueductFix(RuleIds.DuplicateBound, RuleIds.BoundWithoutMetric, RuleIds.ContradictoryBounds, RuleIds.PointlessBound)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeSyntax>() is { } bound)
            offer.Add("Remove the bound", "remove", Code.WithoutAttribute(offer.Root, bound));
        return Task.CompletedTask;
    }
}

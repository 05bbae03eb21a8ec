using System.Composition;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Removes a bound that says nothing: a second one that is the same, one on a method that is no metric, as an anomaly check can be too, or one that contradicts another or always or never holds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveBoundFix() : AqueductFix(RuleIds.DuplicateBound, RuleIds.BoundWithoutMetric, RuleIds.ContradictoryBounds, RuleIds.PointlessBound, RuleIds.AnomalyWithoutMetric)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeSyntax>() is { } bound)
            offer.Add(offer.Diagnostic.Id == RuleIds.AnomalyWithoutMetric ? "Remove the anomaly check" : "Remove the bound", "remove", Code.WithoutAttribute(offer.Root, bound));
        return Task.CompletedTask;
    }
}

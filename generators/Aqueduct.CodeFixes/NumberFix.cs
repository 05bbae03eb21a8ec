using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Writes the number that was most likely meant, or the most that a target can do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NumberFix() : AqueductFix(RuleIds.NegativeKeepRuns, RuleIds.OperatorNumbers, RuleIds.MissingCapability, RuleIds.AnomalyValues)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeArgumentSyntax>() is { } argument && offer.Diagnostic.Properties.TryGetValue(FixFacts.Name, out var number) && number is not null)
            offer.Add($"Change to {number}", "number", offer.Root.ReplaceNode(argument.Expression, Code.Expression(number).WithTriviaFrom(argument.Expression)));
        return Task.CompletedTask;
    }
}

using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Swaps two limits that were given the wrong way round, and mends a duration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SwapArgumentsFix() : AqueductFix(RuleIds.PresetArguments)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (!offer.Diagnostic.Properties.ContainsKey(FixFacts.Swap) || offer.Around<ArgumentSyntax>() is not { Parent: ArgumentListSyntax list } first)
            return Task.CompletedTask;

        // The two stand side by side, unless they are named.
        var second = first.NameColon is null
            ? list.Arguments.ElementAtOrDefault(list.Arguments.IndexOf(first) + 1)
            : list.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText is "max" or "to");
        if (second is not null)
            offer.Add("Swap the limits", "swap", offer.Root.ReplaceNodes([first.Expression, second.Expression], (original, _) =>
                original == first.Expression ? second.Expression.WithTriviaFrom(first.Expression) : first.Expression.WithTriviaFrom(second.Expression)));
        return Task.CompletedTask;
    }
}

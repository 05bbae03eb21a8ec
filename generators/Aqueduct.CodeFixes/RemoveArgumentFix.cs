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

/// <summary>Removes an argument of an attribute that has no effect, or contradicts another.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveArgumentFix() : AqueductFix(
    RuleIds.ScheduledPart, RuleIds.ScheduleAndTrigger, RuleIds.ZoneWithoutSchedule, RuleIds.FiringWithoutSchedule, RuleIds.TriggerCycle)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeArgumentSyntax>() is { NameEquals.Name.Identifier.ValueText: var name, Parent: AttributeArgumentListSyntax list } argument)
            offer.Add($"Remove {name}", "remove", offer.Root.ReplaceNode(list, list.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)!));
        return Task.CompletedTask;
    }
}

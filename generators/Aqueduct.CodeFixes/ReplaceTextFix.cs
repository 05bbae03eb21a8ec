using System;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Writes what was most likely meant in place of a string: a cron expression, a time zone, a duration, a resource, a quantity, a name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReplaceTextFix() : AqueductFix(
    RuleIds.InvalidCron, RuleIds.UnknownTimeZone, RuleIds.InvalidDuration, RuleIds.UndeclaredResource, RuleIds.InvalidQuantity,
    RuleIds.PresetArguments, RuleIds.UpsertKey, RuleIds.SqlFileMissing, RuleIds.UnknownPlaceholder, RuleIds.PathOutside, RuleIds.UnknownOnFilePlaceholder,
    RuleIds.DuplicateWorkflowName, RuleIds.WorkflowName, RuleIds.NeverFires, RuleIds.TimeoutBeyondInterval, RuleIds.UnknownTrigger, RuleIds.InvalidImage, RuleIds.UnknownForm,
    RuleIds.EndpointKey, RuleIds.EndpointName, RuleIds.UnknownServed, RuleIds.EmailRecipient, RuleIds.EmailAttachment, RuleIds.OnnxFileMissing, RuleIds.OnnxName, RuleIds.PromptName, RuleIds.PromptUnused, RuleIds.SheetQuery)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<LiteralExpressionSyntax>() is { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
            foreach (var fact in offer.Diagnostic.Properties.Where(p => p.Key.StartsWith(FixFacts.Replace, StringComparison.Ordinal)).OrderBy(p => p.Key, StringComparer.Ordinal))
                if (fact.Value is { } text)
                    offer.Add($"Change to \"{text}\"", fact.Key, offer.Root.ReplaceNode(literal, literal.WithToken(SyntaxFactory.Literal(text).WithTriviaFrom(literal.Token))));
        return Task.CompletedTask;
    }
}

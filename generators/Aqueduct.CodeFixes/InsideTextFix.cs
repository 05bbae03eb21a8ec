using System.Composition;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Writes what was meant in place of a part of a query: a table, a column, a parameter without its quotes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsideTextFix() : AqueductFix(RuleIds.UnknownTable, RuleIds.UnknownColumn, RuleIds.QuotedParameter)
{
    private protected override Task OfferAsync(Offer offer)
    {
        var span = offer.Diagnostic.Location.SourceSpan;
        if (offer.Around<LiteralExpressionSyntax>() is not { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token } literal
            || !offer.Diagnostic.Properties.TryGetValue(FixFacts.Inside, out var text) || text is null || span == token.Span)
            return Task.CompletedTask;

        // The literal keeps its form: only the marked part of its text is another.
        var written = token.Text.Remove(span.Start - token.SpanStart, span.Length).Insert(span.Start - token.SpanStart, text);
        offer.Add($"Change to {text}", "inside", offer.Root.ReplaceNode(literal, SyntaxFactory.ParseExpression(written).WithTriviaFrom(literal)));
        return Task.CompletedTask;
    }
}

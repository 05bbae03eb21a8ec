using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Removes a call whose result nobody uses, or says that it is wanted by discarding the result, or the element of a tuple.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnusedResultFix() : AqueductFix(RuleIds.ResultNeverUsed)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Diagnostic.Properties.TryGetValue("Kind", out var kind) && kind == "element")
        {
            if (offer.Around<SingleVariableDesignationSyntax>() is { } element)
                offer.Add("Discard the element", "discard", offer.Root.ReplaceNode(element, SyntaxFactory.DiscardDesignation().WithTriviaFrom(element)));
            return Task.CompletedTask;
        }

        if (offer.Around<StatementSyntax>() is not { } statement || Call(statement) is not { } call)
            return Task.CompletedTask;
        offer.Add("Remove the call", "remove", offer.Root.RemoveNode(statement, SyntaxRemoveOptions.KeepUnbalancedDirectives)!);
        var discard = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName("_").WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            call.WithoutTrivia()));
        offer.Add("Discard the result", "discard", offer.Root.ReplaceNode(statement, discard.WithTriviaFrom(statement)));
        return Task.CompletedTask;
    }

    /// <summary>The call, where the statement holds nothing else.</summary>
    static ExpressionSyntax? Call(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } value }] } => value,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: { } value } } => value,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AwaitExpressionSyntax } call => call.Expression,
        _ => null,
    };
}

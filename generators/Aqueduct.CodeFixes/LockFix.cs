using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Lets one pass of a parallel loop at a time change a collection.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LockFix() : AqueductFix(RuleIds.ParallelChange)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax collection
            || collection is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
            || collection.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } } member || member.Expression != collection)
            return Task.CompletedTask;
        var indentation = statement.GetLeadingTrivia();
        var end = SyntaxFactory.EndOfLine("\n");
        var inner = statement.WithLeadingTrivia(indentation.Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Append(SyntaxFactory.Whitespace("    ")));
        var changed = SyntaxFactory.LockStatement(collection.WithoutTrivia(), inner)
            .WithLockKeyword(SyntaxFactory.Token(SyntaxKind.LockKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithCloseParenToken(SyntaxFactory.Token(SyntaxKind.CloseParenToken).WithTrailingTrivia(end)).WithLeadingTrivia(indentation);
        offer.Add($"Lock '{collection}'", "lock", offer.Root.ReplaceNode(statement, changed));
        return Task.CompletedTask;
    }
}

using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Gives the second value of a local a local of its own, which what follows reads. Only in the block where the first was declared: a branch would have to choose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NewLocalFix() : AqueductFix(RuleIds.ReassignedLocal)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Around<ExpressionStatementSyntax>() is not { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax left } assignment, Parent: BlockSyntax block } statement
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics
            || semantics.GetSymbolInfo(left, offer.Cancel).Symbol is not { } variable || Home(variable) != block || block.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return;
        var name = Code.FreeName(variable.Name, method);
        var changed = SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
                SyntaxFactory.IdentifierName("var").WithTrailingTrivia(SyntaxFactory.Space),
                [SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space))
                    .WithInitializer(SyntaxFactory.EqualsValueClause(assignment.OperatorToken, assignment.Right))]))
            .WithSemicolonToken(statement.SemicolonToken).WithLeadingTrivia(statement.GetLeadingTrivia());
        IEnumerable<IdentifierNameSyntax> later = [.. block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(i => i.SpanStart > statement.Span.End && i.Identifier.ValueText == variable.Name
            && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(i, offer.Cancel).Symbol, variable))];
        offer.Add($"Declare '{name}' for the new value", "local", offer.Root.ReplaceNodes(later.Append<SyntaxNode>(statement),
            (original, node) => original == statement ? changed : ((IdentifierNameSyntax)node).WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(((IdentifierNameSyntax)node).Identifier))));
    }

    /// <summary>The block that the local or parameter belongs to.</summary>
    static BlockSyntax? Home(ISymbol variable) => variable.DeclaringSyntaxReferences is [var reference] ? reference.GetSyntax() switch
    {
        ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } => method.Body,
        VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } } => block,
        SingleVariableDesignationSyntax designation when designation.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Parent: BlockSyntax block } => block,
        _ => null,
    } : null;
}

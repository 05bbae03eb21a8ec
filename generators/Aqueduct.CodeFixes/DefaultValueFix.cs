using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Gives a parameter of a scheduled workflow a default, and the required ones behind it too: C# wants optional parameters last.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DefaultValueFix() : AqueductFix(RuleIds.RequiredParameter)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<ParameterSyntax>() is not { Parent: ParameterListSyntax list } parameter)
            return Task.CompletedTask;
        var required = list.Parameters.Where(p => p.SpanStart >= parameter.SpanStart && p.Default is null && p.Type is not null);
        offer.Add("Give it a default", "default", offer.Root.ReplaceNodes(required, (_, node) => WithDefault(node)));
        return Task.CompletedTask;
    }

    static ParameterSyntax WithDefault(ParameterSyntax parameter) => parameter
        .WithIdentifier(parameter.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
        .WithDefault(SyntaxFactory.EqualsValueClause(
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), Default(parameter.Type!)).WithTrailingTrivia(parameter.Identifier.TrailingTrivia));

    static ExpressionSyntax Default(TypeSyntax type) => (type as PredefinedTypeSyntax)?.Keyword.Kind() switch
    {
        SyntaxKind.StringKeyword => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("")),
        SyntaxKind.BoolKeyword => SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression),
        SyntaxKind.CharKeyword or null => SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression, SyntaxFactory.Token(SyntaxKind.DefaultKeyword)),
        _ => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0)),
    };
}

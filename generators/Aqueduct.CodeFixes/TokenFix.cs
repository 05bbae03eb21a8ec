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

/// <summary>Gives an operator the token that its time-out needs, and passes one on to a call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TokenFix() : AqueductFix(RuleIds.TimeoutWithoutToken, RuleIds.TokenNotPassed)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Diagnostic.Id == RuleIds.TimeoutWithoutToken && offer.Around<MethodDeclarationSyntax>() is { } method)
        {
            var type = SyntaxFactory.ParseTypeName("global::System.Threading.CancellationToken ").WithAdditionalAnnotations(Simplifier.Annotation);
            var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier("cancel")).WithType(type)
                .WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression, SyntaxFactory.Token(SyntaxKind.DefaultKeyword))));
            offer.Add("Take a CancellationToken", "take", offer.Root.ReplaceNode(method.ParameterList, method.ParameterList.With(parameter)));
        }
        else if (offer.Diagnostic.Properties.TryGetValue(FixFacts.Token, out var token) && token is not null && offer.Diagnostic.Properties.TryGetValue(FixFacts.Parameter, out var name)
            && offer.Around<InvocationExpressionSyntax>() is { } call)
        {
            // Where arguments before it are left out, the token is given by its name.
            var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token));
            if (call.ArgumentList.Arguments.Any(a => a.NameColon is not null))
                argument = argument.WithNameColon(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name!), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)));
            offer.Add($"Pass {token}", "pass", offer.Root.ReplaceNode(call.ArgumentList, call.ArgumentList.AddArguments(argument).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation)));
        }

        return Task.CompletedTask;
    }
}

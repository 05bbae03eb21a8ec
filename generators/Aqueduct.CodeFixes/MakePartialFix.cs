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

/// <summary>Makes the types around a method partial, and a query or save itself, whose body the generator writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix() : AqueductFix(RuleIds.NotPartial, RuleIds.UnreachableMethod)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method)
            return Task.CompletedTask;
        var withMethod = offer.Diagnostic.Id == RuleIds.NotPartial;
        var nodes = new List<SyntaxNode>(method.Ancestors().OfType<TypeDeclarationSyntax>().Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)));
        if (withMethod)
            nodes.Add(method);
        if (nodes.Count > 0)
            offer.Add("Make partial", "partial", offer.Root.ReplaceNodes(nodes, (_, node) => node is MethodDeclarationSyntax m ? Partial(WithoutBody(m)) : Partial((TypeDeclarationSyntax)node)));
        return Task.CompletedTask;
    }

    static MethodDeclarationSyntax Partial(MethodDeclarationSyntax method)
    {
        if (method.Modifiers.Any(SyntaxKind.PartialKeyword))
            return method;
        return method.Modifiers.Count > 0
            ? method.AddModifiers(Keyword)
            : method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).AddModifiers(Keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()));
    }

    static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type) => type.Modifiers.Count > 0
        ? (TypeDeclarationSyntax)type.AddModifiers(Keyword)
        : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([Keyword.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);

    /// <summary>An async modifier goes with the body.</summary>
    static MethodDeclarationSyntax WithoutBody(MethodDeclarationSyntax method)
    {
        var body = (SyntaxNode?)method.Body ?? method.ExpressionBody;
        if (body is null)
            return method;
        var end = method.GetTrailingTrivia();
        return method
            .WithModifiers([.. method.Modifiers.Where(m => !m.IsKind(SyntaxKind.AsyncKeyword))])
            .WithParameterList(method.ParameterList.WithTrailingTrivia())
            .WithBody(null).WithExpressionBody(null)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(end));
    }

    static SyntaxToken Keyword => SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
}

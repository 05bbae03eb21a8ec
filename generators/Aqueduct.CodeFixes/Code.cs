using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Pieces of code that fixes write.</summary>
static class Code
{
    /// <summary>An expression, with long names that are made as short as the place allows.</summary>
    public static ExpressionSyntax Expression(string text) =>
        SyntaxFactory.ParseExpression(text).WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);

    /// <summary>The code that awaits something, in parentheses where more follows.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax awaited, ExpressionSyntax replaced)
    {
        ExpressionSyntax await = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), awaited.WithoutTrivia());
        if (replaced.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax)
            await = SyntaxFactory.ParenthesizedExpression(await);
        return await.WithTriviaFrom(replaced);
    }

    /// <summary>The type without an attribute; the list goes with its last one.</summary>
    public static SyntaxNode WithoutAttribute(SyntaxNode root, AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax list || list.Parent is not { } owner || list.Attributes.Count > 1)
            return root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!;

        // The comment above a method stands before its first attribute and stays.
        return root.ReplaceNode(owner, owner.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!.WithLeadingTrivia(owner.GetLeadingTrivia()));
    }

    /// <summary>A parameter list with one more, before a params.</summary>
    public static ParameterListSyntax With(this ParameterListSyntax list, ParameterSyntax parameter)
    {
        var at = list.Parameters.Count > 0 && list.Parameters.Last().Modifiers.Any(SyntaxKind.ParamsKeyword) ? list.Parameters.Count - 1 : list.Parameters.Count;
        return list.WithParameters(list.Parameters.Insert(at, parameter)).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }
}

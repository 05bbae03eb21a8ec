using System;
using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>Types as they may be written anywhere, with their nullability.</summary>
    public static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A name that nothing in the node has: the one asked for, else with the first free number behind it.</summary>
    public static string FreeName(string name, SyntaxNode within)
    {
        var taken = new HashSet<string>(within.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText), StringComparer.Ordinal);
        var free = name;
        for (var number = 2; taken.Contains(free); number++)
            free = name + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    /// <summary>The name as C# takes it where it is a keyword.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A marked static method of one expression, to stand behind another method.</summary>
    public static MemberDeclarationSyntax Operator(string type, string name, string parameters, string body, MethodDeclarationSyntax behind, string kind = "Operator")
    {
        var indentation = string.Concat(behind.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1).Select(t => t.ToString()));
        var text = $"\n{indentation}[global::Aqueduct.{kind}]\n{indentation}internal static {type} {name}({parameters}) => {body};\n";
        return SyntaxFactory.ParseMemberDeclaration(text)!.WithAdditionalAnnotations(Simplifier.Annotation);
    }
}

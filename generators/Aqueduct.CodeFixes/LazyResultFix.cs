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

/// <summary>Turns a lazy result into a list or a table. Iterators and asynchronous sequences are left to the person.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LazyResultFix() : AqueductFix(RuleIds.LazyResult)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method
            || method.ReturnType.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(IsLazy) is not { } lazy
            || method.DescendantNodes().OfType<YieldStatementSyntax>().Any())
            return Task.CompletedTask;
        offer.Add("Return IReadOnlyList<T> by ToArray()", "list", Change(offer.Root, method, lazy, "global::System.Collections.Generic.IReadOnlyList", "ToArray"));
        offer.Add("Return Table<T> by ToTable()", "table", Change(offer.Root, method, lazy, "global::Aqueduct.Table", "ToTable"));
        return Task.CompletedTask;
    }

    static bool IsLazy(GenericNameSyntax name) => name.Identifier.ValueText is "IEnumerable" or "IQueryable" or "IOrderedEnumerable" or "IOrderedQueryable";

    static SyntaxNode Change(SyntaxNode root, MethodDeclarationSyntax method, GenericNameSyntax lazy, string type, string call)
    {
        SyntaxNode whole = lazy.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax ? lazy.Parent : lazy;
        var result = SyntaxFactory.ParseTypeName($"{type}{lazy.TypeArgumentList}").WithTriviaFrom(whole).WithAdditionalAnnotations(Simplifier.Annotation);
        var returned = method.ExpressionBody is { } arrow ? [arrow.Expression] : method.Body?
            .DescendantNodes(n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<ReturnStatementSyntax>().Select(r => r.Expression!).Where(e => e is not null) ?? [];
        return root.ReplaceNodes(returned.Append(whole), (original, node) => original == whole ? result : Append((ExpressionSyntax)node, call));
    }

    /// <summary><c>expression.ToArray()</c>; a collection expression takes any list type as it is.</summary>
    static ExpressionSyntax Append(ExpressionSyntax expression, string call)
    {
        if (expression is CollectionExpressionSyntax)
            return expression;
        var isPrimary = expression is InvocationExpressionSyntax or MemberAccessExpressionSyntax or SimpleNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
        var target = isPrimary ? expression.WithoutTrailingTrivia() : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithLeadingTrivia(expression.GetLeadingTrivia());
        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression, target, SyntaxFactory.IdentifierName(call))).WithTrailingTrivia(expression.GetTrailingTrivia());
    }
}

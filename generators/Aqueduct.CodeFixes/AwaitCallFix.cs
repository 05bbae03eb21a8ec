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

/// <summary>Awaits a task that a workflow passes on, and makes the workflow async where it is not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AwaitCallFix() : AqueductFix(RuleIds.CallNotAwaited)
{
    private protected override Task OfferAsync(Offer offer)
    {
        // In a lambda of Map.Each the map is what must be another: Map.EachAsync.
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax task
            || task.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not null || task.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return Task.CompletedTask;
        var changed = method.ReplaceNode(task, Code.Await(task, task));
        offer.Add("Await it", "await", offer.Root.ReplaceNode(method, method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? changed : Async(changed)));
        return Task.CompletedTask;
    }

    static MethodDeclarationSyntax Async(MethodDeclarationSyntax method)
    {
        var result = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } ? "" : $"<{method.ReturnType.WithoutTrivia()}>";
        var type = SyntaxFactory.ParseTypeName("global::System.Threading.Tasks.Task" + result).WithAdditionalAnnotations(Simplifier.Annotation);
        var async = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return method.Modifiers.Count > 0
            ? method.WithReturnType(type.WithTriviaFrom(method.ReturnType)).AddModifiers(async)
            : method.WithReturnType(type.WithTrailingTrivia(method.ReturnType.GetTrailingTrivia())).AddModifiers(async.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()));
    }
}

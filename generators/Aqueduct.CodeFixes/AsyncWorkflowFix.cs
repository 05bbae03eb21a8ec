using System.Composition;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Lets an async workflow return a task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AsyncWorkflowFix() : AqueductFix(RuleIds.AsyncVoidWorkflow)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is { } method)
            offer.Add("Return Task", "task", offer.Root.ReplaceNode(method.ReturnType,
                SyntaxFactory.ParseTypeName("global::System.Threading.Tasks.Task").WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(method.ReturnType)));
        return Task.CompletedTask;
    }
}

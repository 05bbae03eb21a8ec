using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Gives a workflow the time that its longest operator may take.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WorkflowTimeoutFix() : AqueductFix(RuleIds.TimeoutBeyondWorkflow)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is { } method && offer.Diagnostic.Properties.TryGetValue(FixFacts.Name, out var longest) && longest is not null
            && method.AttributeLists.SelectMany(l => l.Attributes).Where(a => a.Name.ToString().Contains("Workflow")).SelectMany(a => a.ArgumentList?.Arguments ?? [])
                .FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Timeout") is { } timeout)
            offer.Add($"Give the workflow {longest}", "timeout", offer.Root.ReplaceNode(timeout.Expression,
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(longest)).WithTriviaFrom(timeout.Expression)));
        return Task.CompletedTask;
    }
}

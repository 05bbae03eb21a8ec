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

/// <summary>Takes a parameter by value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ByValueFix() : AqueductFix(RuleIds.ByRefParameter, RuleIds.WorkflowSignature)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<ParameterSyntax>() is { } parameter
            && parameter.Modifiers.Any(m => m.Kind() is SyntaxKind.RefKeyword or SyntaxKind.InKeyword) && !parameter.Modifiers.Any(SyntaxKind.OutKeyword))
            offer.Add("Take it by value", "value", offer.Root.ReplaceNode(parameter, parameter
                .WithModifiers([.. parameter.Modifiers.Where(m => m.Kind() is not (SyntaxKind.RefKeyword or SyntaxKind.InKeyword or SyntaxKind.ReadOnlyKeyword))])
                .WithLeadingTrivia(parameter.GetLeadingTrivia())));
        return Task.CompletedTask;
    }
}

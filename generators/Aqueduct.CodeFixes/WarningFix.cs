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

/// <summary>Makes a check a Warning that guards no save, or that an if asks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WarningFix() : AqueductFix(RuleIds.GuardsNothing, RuleIds.ErrorCheckAsked)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        var semantics = await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false);
        if (offer.Around<InvocationExpressionSyntax>() is not { } call || semantics?.GetSymbolInfo(call, offer.Cancel).Symbol is not IMethodSymbol { DeclaringSyntaxReferences: [var reference, ..] }
            || await reference.GetSyntaxAsync(offer.Cancel).ConfigureAwait(false) is not MethodDeclarationSyntax method || offer.Document.Project.Solution.GetDocument(method.SyntaxTree) is not { } home)
            return;
        var errors = method.AttributeLists.SelectMany(l => l.DescendantNodes()).OfType<MemberAccessExpressionSyntax>()
            .Where(m => m.Name.Identifier.ValueText == "Error" && m.Expression.ToString().EndsWith("Severity", System.StringComparison.Ordinal)).ToArray();
        if (errors.Length == 0)
            return;
        offer.Add($"Make '{method.Identifier.ValueText}' a Warning", "warning", async cancel =>
        {
            var root = await home.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            return home.WithSyntaxRoot(root!.ReplaceNodes(errors, (_, e) => e.WithName(SyntaxFactory.IdentifierName("Warning")))).Project.Solution;
        });
    }
}

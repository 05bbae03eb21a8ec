using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Marks a method that a workflow calls with [Operator].</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkOperatorFix() : AqueductFix(RuleIds.UnmarkedCall)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (!offer.Diagnostic.Properties.TryGetValue(FixFacts.InSource, out var inSource) || inSource != "true" || offer.Around<InvocationExpressionSyntax>() is not { } call)
            return;
        var semantics = await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false);
        if (semantics?.GetSymbolInfo(call, offer.Cancel).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } method
            || method.OriginalDefinition.DeclaringSyntaxReferences is not [var reference, ..]
            || await reference.GetSyntaxAsync(offer.Cancel).ConfigureAwait(false) is not MethodDeclarationSyntax declaration
            || offer.Document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } home)
            return;
        offer.Add($"Mark '{method.Name}' as [Operator]", "mark", cancel => MarkAsync(home, declaration, cancel));
    }

    static async Task<Solution> MarkAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancel)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancel).ConfigureAwait(false);
        var name = SyntaxFactory.ParseName("global::Aqueduct.OperatorAttribute").WithAdditionalAnnotations(Simplifier.Annotation);
        editor.AddAttribute(method, SyntaxFactory.AttributeList([SyntaxFactory.Attribute(name)]));
        return editor.GetChangedDocument().Project.Solution;
    }
}

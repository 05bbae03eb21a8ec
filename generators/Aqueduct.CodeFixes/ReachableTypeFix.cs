using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Makes the types around a workflow reachable for generated code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReachableTypeFix() : AqueductFix(RuleIds.WorkflowSignature)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method || !method.Identifier.Span.Contains(offer.Diagnostic.Location.SourceSpan.Start))
            return Task.CompletedTask;
        var hidden = method.Ancestors().OfType<TypeDeclarationSyntax>().Where(t => t.Parent is TypeDeclarationSyntax && !t.Modifiers.Any(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword) && !t.Modifiers.Any(SyntaxKind.FileKeyword)).ToArray();
        if (hidden.Length > 0)
            offer.Add("Make the type internal", "internal", offer.Root.ReplaceNodes(hidden, (_, type) => Internal(type)));
        return Task.CompletedTask;
    }

    static TypeDeclarationSyntax Internal(TypeDeclarationSyntax type)
    {
        var leading = type.GetLeadingTrivia();
        var plain = type.WithoutLeadingTrivia();
        var first = SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return (TypeDeclarationSyntax)plain.WithModifiers([first, .. plain.Modifiers.Where(m => !SyntaxFacts.IsAccessibilityModifier(m.Kind())).Select(m => m.WithLeadingTrivia())])
            .WithKeyword(plain.Modifiers.Count == 0 ? plain.Keyword.WithLeadingTrivia() : plain.Keyword).WithLeadingTrivia(leading);
    }
}

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

/// <summary>Makes a services method static, and reachable for generated code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ServicesSignatureFix() : AqueductFix(RuleIds.ServicesSignature)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method || method.Modifiers.Any(m => m.Kind() is SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.AbstractKeyword))
            return Task.CompletedTask;
        var access = method.Modifiers.Any(SyntaxKind.PublicKeyword) ? SyntaxKind.PublicKeyword : SyntaxKind.InternalKeyword;
        var rest = method.Modifiers.Where(m => !SyntaxFacts.IsAccessibilityModifier(m.Kind()) && !m.IsKind(SyntaxKind.StaticKeyword)).Select(m => m.WithLeadingTrivia());
        SyntaxTokenList modifiers = [Keyword(access), Keyword(SyntaxKind.StaticKeyword), .. rest];
        var changed = method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).WithModifiers(modifiers);
        var first = method.AttributeLists.Count > 0 ? method.AttributeLists.Last().GetLastToken().GetNextToken() : method.GetFirstToken();
        changed = changed.WithModifiers(modifiers.Replace(modifiers[0], modifiers[0].WithLeadingTrivia(first.LeadingTrivia)));
        if (changed.ToFullString() != method.ToFullString())
            offer.Add("Make it static and reachable", "static", offer.Root.ReplaceNode(method, changed));
        return Task.CompletedTask;
    }

    static SyntaxToken Keyword(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
}

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

/// <summary>Names an element of a tuple that an operator returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameElementFix() : AqueductFix(RuleIds.UnnamedElement)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TupleElementSyntax>() is { } element && offer.Diagnostic.Properties.TryGetValue(FixFacts.Name, out var name) && name is not null)
            offer.Add($"Name it '{name}'", "name", offer.Root.ReplaceNode(element, element
                .WithType(element.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithIdentifier(SyntaxFactory.Identifier(name).WithTrailingTrivia(element.GetTrailingTrivia()))));
        return Task.CompletedTask;
    }
}

using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Lets an operator compute each time that depends on more than its inputs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveCacheFix() : AqueductFix(RuleIds.OutsideRead, RuleIds.RunIdRead, RuleIds.CachedPrompt)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is { } method && method.AttributeLists.SelectMany(l => l.Attributes).SelectMany(a => a.ArgumentList?.Arguments ?? [])
            .FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Cache") is { Parent: AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list } cache)
            offer.Add("Leave out Cache", "cache", offer.Root.ReplaceNode(attribute, list.Arguments.Count == 1 ? attribute.WithArgumentList(null) : attribute.WithArgumentList(list.RemoveNode(cache, SyntaxRemoveOptions.KeepNoTrivia))));
        return Task.CompletedTask;
    }
}

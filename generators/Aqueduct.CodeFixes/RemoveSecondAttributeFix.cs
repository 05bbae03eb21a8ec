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

/// <summary>Removes the second of two attributes that each say what kind of node a method is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveSecondAttributeFix() : AqueductFix(RuleIds.SeveralNodeAttributes)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeSyntax>() is { } attribute)
            offer.Add($"Remove [{attribute.Name}]", "remove", Code.WithoutAttribute(offer.Root, attribute));
        return Task.CompletedTask;
    }
}

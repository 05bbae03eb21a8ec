using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Declares the item of a loop with var, so that it has the type that the artifact gives.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class VarItemFix() : AqueductFix(RuleIds.LoopSource)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<ForEachStatementSyntax>() is { Type: { IsVar: false } type } loop && offer.Token == loop.ForEachKeyword)
            offer.Add("Declare it with var", "var", offer.Root.ReplaceNode(type, SyntaxFactory.IdentifierName("var").WithTriviaFrom(type)));
        return Task.CompletedTask;
    }
}

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

/// <summary>Makes a bound with several limits several bounds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SplitBoundFix() : AqueductFix(RuleIds.BoundLimits)
{
    static readonly string[] Limits = ["Below", "Above", "AtMost", "AtLeast", "EqualTo", "NotEqualTo"];

    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeSyntax>() is not { ArgumentList.Arguments: var arguments, Parent: AttributeListSyntax list } bound)
            return Task.CompletedTask;
        var limits = arguments.Where(IsLimit).ToArray();
        if (limits.Length < 2)
        {
            offer.Add("Remove the bound", "remove", Code.WithoutAttribute(offer.Root, bound));
            return Task.CompletedTask;
        }

        var bounds = limits.Select(limit => bound.WithArgumentList(bound.ArgumentList!.WithArguments(SyntaxFactory.SeparatedList(
            arguments.Where(a => a == limit || !IsLimit(a)).Select(a => a.WithoutTrivia()),
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Count(a => !IsLimit(a)))))));
        var attributes = list.Attributes.SelectMany(a => a == bound ? bounds : [a]).Select(a => a.WithoutTrivia()).ToArray();
        offer.Add("Write a bound for each limit", "split", offer.Root.ReplaceNode(list, list.WithAttributes(SyntaxFactory.SeparatedList(attributes,
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), attributes.Length - 1)))));
        return Task.CompletedTask;
    }

    static bool IsLimit(AttributeArgumentSyntax argument) => argument.NameEquals is { } name && Limits.Contains(name.Name.Identifier.ValueText);
}

using System.Composition;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Says how a file is written whose ending does not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FileFormatFix() : AqueductFix(RuleIds.UnknownFormat)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<AttributeSyntax>() is { ArgumentList: { } list })
            foreach (var format in new[] { "Csv", "Json", "Parquet", "Xlsx" })
            {
                var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"FileFormat.{format}"))
                    .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName("Format").WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)))
                    .WithLeadingTrivia(SyntaxFactory.Space);
                offer.Add($"Set Format = FileFormat.{format}", format, offer.Root.ReplaceNode(list, list.AddArguments(argument)));
            }

        return Task.CompletedTask;
    }
}

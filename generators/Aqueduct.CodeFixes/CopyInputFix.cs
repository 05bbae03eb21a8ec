using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Copies an array, list or dictionary before an operator changes it. What changes the objects inside of one needs copies of those, which only the person can make.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CopyInputFix() : AqueductFix(RuleIds.MutatedInput)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name || offer.Around<MethodDeclarationSyntax>() is not { Body: { Statements.Count: > 0 } body }
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics
            || semantics.GetSymbolInfo(name, offer.Cancel).Symbol is not IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } } parameter
            || Copy(parameter) is not { } copy)
            return;
        var first = body.Statements[0];
        var statement = SyntaxFactory.ParseStatement($"{parameter.Name} = {copy};\n").WithLeadingTrivia(first.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation);
        offer.Add($"Copy '{parameter.Name}' first", "copy", offer.Root.ReplaceNode(body, body.WithStatements(body.Statements.Insert(0, statement))));
    }

    /// <summary>Another object with the same elements; null where nobody knows how it is copied.</summary>
    static string? Copy(IParameterSymbol parameter) => parameter.Type switch
    {
        IArrayTypeSymbol { Rank: 1 } => $"[.. {parameter.Name}]",
        INamedTypeSymbol { Name: "List", Arity: 1 } type when IsCollection(type) => $"[.. {parameter.Name}]",
        INamedTypeSymbol { Name: "Dictionary" or "HashSet" } type when IsCollection(type) => $"new {type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}({parameter.Name}, {parameter.Name}.Comparer)",
        _ => null,
    };

    static bool IsCollection(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";
}

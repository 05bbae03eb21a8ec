using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Changes the member of a row that a query does not fit: lets it be null, gives it the type of the column, or names the column it is read from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RowMemberFix() : AqueductFix(RuleIds.NullableColumn, RuleIds.MemberWithoutColumn, RuleIds.ColumnType)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method || !offer.Diagnostic.Properties.TryGetValue(FixFacts.Member, out var name) || name is null
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics
            || semantics.GetDeclaredSymbol(method, offer.Cancel) is not { } symbol || Row(symbol.ReturnType) is not { } row
            || Declaration(row, name, offer.Cancel) is not { } member || offer.Document.Project.Solution.GetDocument(member.SyntaxTree) is not { } document)
            return;
        if (offer.Diagnostic.Id == RuleIds.NullableColumn)
            offer.Add($"Let '{name}' be null", "nullable", c => ReplaceAsync(document, member, Nullable(member), c));
        else if (offer.Diagnostic.Id == RuleIds.ColumnType)
        {
            if (offer.Diagnostic.Properties.TryGetValue(FixFacts.Kind, out var type) && type is not null)
                offer.Add($"Make '{name}' a {type.Split('.').Last()}", "type", c => ReplaceAsync(document, member, Typed(member, type), c));
        }
        else if (offer.Diagnostic.Properties.TryGetValue(FixFacts.Name, out var column) && column is not null)
            offer.Add($"Read '{name}' from column {column}", "column", c => ReplaceAsync(document, member, Named(member, column), c));
    }

    /// <summary>The row type of the table that a query returns, also of a task of one.</summary>
    static INamedTypeSymbol? Row(ITypeSymbol type) => type is not INamedTypeSymbol { TypeArguments: [var inner] } named ? null
        : named.Name == "Table" ? inner as INamedTypeSymbol : Row(inner);

    static SyntaxNode? Declaration(INamedTypeSymbol row, string name, CancellationToken cancel) =>
        row.InstanceConstructors.SelectMany(c => c.Parameters).Where(p => p.Name == name).Cast<ISymbol>().Concat(row.GetMembers(name))
            .SelectMany(s => s.DeclaringSyntaxReferences).Select(r => r.GetSyntax(cancel)).FirstOrDefault(n => n is ParameterSyntax { Type: not null } or PropertyDeclarationSyntax);

    /// <summary>The type changes, whether it may be null does not.</summary>
    static SyntaxNode Typed(SyntaxNode member, string type) => member switch
    {
        ParameterSyntax { Type: { } old } parameter => parameter.WithType(Typed(old, type)),
        PropertyDeclarationSyntax property => property.WithType(Typed(property.Type, type)),
        _ => member,
    };

    static TypeSyntax Typed(TypeSyntax old, string type) =>
        SyntaxFactory.ParseTypeName(type + (old is NullableTypeSyntax ? "?" : "")).WithTriviaFrom(old).WithAdditionalAnnotations(Simplifier.Annotation);

    static SyntaxNode Nullable(SyntaxNode member) => member switch
    {
        ParameterSyntax { Type: { } type } parameter => parameter.WithType(Nullable(type)),
        PropertyDeclarationSyntax property => property.WithType(Nullable(property.Type)),
        _ => member,
    };

    static TypeSyntax Nullable(TypeSyntax type) => SyntaxFactory.NullableType(type.WithoutTrivia()).WithTriviaFrom(type);

    static SyntaxNode Named(SyntaxNode member, string column)
    {
        var list = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Aqueduct.Column").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.AttributeArgumentList([SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(column)))]))]);
        return member switch
        {
            ParameterSyntax parameter => parameter.WithoutLeadingTrivia().WithAttributeLists([list.WithLeadingTrivia(parameter.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space)]),
            PropertyDeclarationSyntax property => property.WithoutLeadingTrivia().WithAttributeLists([list.WithLeadingTrivia(property.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space), .. property.AttributeLists]),
            _ => member,
        };
    }

    static async Task<Solution> ReplaceAsync(Document document, SyntaxNode member, SyntaxNode changed, CancellationToken cancel)
    {
        var root = await member.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
        return document.WithSyntaxRoot(root.ReplaceNode(member, changed)).Project.Solution;
    }
}

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

/// <summary>Lets a query return the table of its rows, and a save take one and return nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TableSignatureFix() : AqueductFix(RuleIds.SqlSignature, RuleIds.SaveSignature)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method || offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TypeSyntax>() is not { } type
            || type.Span != offer.Diagnostic.Location.SourceSpan || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics)
            return;
        var isQuery = offer.Diagnostic.Id == RuleIds.SqlSignature;
        if (type == method.ReturnType && !isQuery)
            offer.Add("Return void", "void", offer.Root.ReplaceNode(type, SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword)).WithTriviaFrom(type)));
        else if ((type == method.ReturnType) == isQuery && (isQuery || IsOnlyValue(type)) && semantics.GetTypeInfo(type, offer.Cancel).Type is { } symbol && Table(symbol) is { } table)
            offer.Add(isQuery ? "Return a table" : "Take a table", "table", offer.Root.ReplaceNode(type, SyntaxFactory.ParseTypeName(table).WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(type)));
    }

    /// <summary>A second table is no better than a second list.</summary>
    static bool IsOnlyValue(TypeSyntax type) => type.Parent is ParameterSyntax { Parent: ParameterListSyntax list } own && !own.Modifiers.Any() && list.Parameters.All(p => p == own || p.Type?.ToString() is not { } other || !other.Contains("Table<"));

    /// <summary>The table of the rows that the type holds, or of the row it is; null where it holds no rows.</summary>
    static string? Table(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => Of(element),
        INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task => Table(task.TypeArguments[0]) is { } inner ? $"global::System.Threading.Tasks.{task.Name}<{inner}>" : null,
        INamedTypeSymbol { Arity: 1 } list when list.AllInterfaces.Append(list).Any(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) => Of(list.TypeArguments[0]),
        _ => Of(type),
    };

    static string? Of(ITypeSymbol row) => row is INamedTypeSymbol { IsRecord: true, Arity: 0 } ? $"global::Aqueduct.Table<{row.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>" : null;
}

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

/// <summary>Marks a check or metric as what its result says it is: a number is measured, yes or no is checked, anything else is an operator's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ObservationKindFix() : AqueductFix(RuleIds.CheckReturn, RuleIds.MetricReturn)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method
            || (await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false))?.GetDeclaredSymbol(method, offer.Cancel) is not { } symbol
            || Kind(symbol.ReturnType) is not { } kind)
            return;
        var attributes = method.AttributeLists.SelectMany(l => l.Attributes).ToArray();

        // A bound stands on metrics only, and a severity on checks.
        if (attributes.FirstOrDefault(a => Named(a, "Check") || Named(a, "Metric")) is not { } marker || Named(marker, kind) || kind != "Metric" && attributes.Any(a => Named(a, "Bound")))
            return;
        var kept = marker.ArgumentList?.Arguments.Where(a => a.NameEquals?.Name.Identifier.ValueText == "Description").ToArray() ?? [];
        var changed = marker.WithName(SyntaxFactory.ParseName($"global::Aqueduct.{kind}Attribute").WithAdditionalAnnotations(Simplifier.Annotation))
            .WithArgumentList(kept.Length == 0 ? null : SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(kept)));
        offer.Add($"Mark it [{kind}]", "kind", offer.Root.ReplaceNode(marker, changed));
    }

    static bool Named(AttributeSyntax attribute, string name) => attribute.Name.ToString() is var written && (written == name || written == name + "Attribute"
        || written.EndsWith("." + name, System.StringComparison.Ordinal) || written.EndsWith($".{name}Attribute", System.StringComparison.Ordinal));

    /// <summary>What a method with the result is; null where it is nothing, or a value that may be missing.</summary>
    static string? Kind(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask" } task && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks")
            return task.TypeArguments is [var inner] ? Kind(inner) : null;
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => "Check",
            >= SpecialType.System_SByte and <= SpecialType.System_Double => "Metric",
            SpecialType.System_Void or SpecialType.System_Object => null,
            _ => type.TypeKind == TypeKind.Error || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated ? null : "Operator",
        };
    }
}

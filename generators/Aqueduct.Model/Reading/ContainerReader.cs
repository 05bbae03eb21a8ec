using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Reading;

/// <summary>Reads the type that a marked method stands in.</summary>
static class ContainerReader
{
    static readonly SymbolDisplayFormat NameFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static ContainerModel Read(INamedTypeSymbol type)
    {
        var types = new List<ContainerType>();
        var isPartial = true;
        for (var level = type; level is not null; level = level.ContainingType)
        {
            types.Insert(0, new ContainerType(Keyword(level), level.ToDisplayString(NameFormat)));
            isPartial &= IsPartial(level) && !level.IsFileLocal;
        }

        var space = type.ContainingNamespace is { IsGlobalNamespace: false } named
            ? named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))
            : "";
        return new ContainerModel(space, types.ToEquatable(), isPartial, TypeNames.Plain(type));
    }

    static bool IsPartial(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration)
                return declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
        return false;
    }

    static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}

using System;
using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Finds the warnings that naming a symbol gives by its author's wish: [Obsolete] and [Experimental]. Generated code names what a person's code named before, who has heard of it there.</summary>
static class Warnings
{
    /// <summary>The warnings of some symbols, in ordinal order.</summary>
    public static EquatableArray<string> Of(Compilation compilation, params ISymbol[] symbols)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var symbol in symbols)
            Add(ids, symbol, compilation);
        return ToEquatable(ids);
    }

    /// <summary>The warnings as a model keeps them.</summary>
    public static EquatableArray<string> ToEquatable(SortedSet<string> ids) => ids.Count == 0 ? [] : new List<string>(ids).ToEquatable();

    /// <summary>Adds the warnings of a symbol, of the types around it, and of those its signature names.</summary>
    public static void Add(SortedSet<string> ids, ISymbol? symbol, Compilation compilation)
    {
        switch (symbol)
        {
            case IArrayTypeSymbol array:
                Add(ids, array.ElementType, compilation);
                return;
            case INamedTypeSymbol type:
                if (type.SpecialType != SpecialType.None)
                    return;
                foreach (var argument in type.TypeArguments)
                    Add(ids, argument, compilation);
                break;
            case IMethodSymbol method:
                if (method.MethodKind != MethodKind.Constructor)
                    Add(ids, method.ReturnType, compilation);
                foreach (var argument in method.TypeArguments)
                    Add(ids, argument, compilation);
                foreach (var parameter in method.Parameters)
                    Add(ids, parameter.Type, compilation);
                break;
            case IPropertySymbol property:
                Add(ids, property.Type, compilation);
                break;
            case IFieldSymbol field:
                Add(ids, field.Type is { TypeKind: TypeKind.Enum } ? null : field.Type, compilation);
                break;
            default:
                return;
        }

        AddAttributes(ids, symbol);
        if (symbol.ContainingType is { } outer)
            Add(ids, outer, compilation);
        else if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly))
            AddAttributes(ids, symbol.ContainingAssembly);
    }

    static void AddAttributes(SortedSet<string> ids, ISymbol? symbol)
    {
        if (symbol is null)
            return;
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass is not { } type)
                continue;
            else if (type.Name == "ObsoleteAttribute" && Known.Is(type, "ObsoleteAttribute", "System"))
                AddId(ids, IdOf(attribute) ?? (attribute.ConstructorArguments is [{ Value: not null }, ..] ? "CS0618" : "CS0612"));
            else if (type.Name == "ExperimentalAttribute" && Known.Is(type, "ExperimentalAttribute", "System.Diagnostics.CodeAnalysis") && attribute.ConstructorArguments is [{ Value: string id }])
                AddId(ids, id);
    }

    static string? IdOf(AttributeData attribute)
    {
        foreach (var named in attribute.NamedArguments)
            if (named is { Key: "DiagnosticId", Value.Value: string { Length: > 0 } id })
                return id;
        return null;
    }

    /// <summary>C# reports nothing under an identifier that no directive could name.</summary>
    static void AddId(SortedSet<string> ids, string id)
    {
        foreach (var c in id)
            if (!char.IsLetterOrDigit(c) && c != '_')
                return;
        if (id.Length > 0)
            ids.Add(id);
    }
}

using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>A member that a value is taken apart into and put together from.</summary>
/// <param name="Symbol">Property or field.</param>
/// <param name="Parameter">The constructor's parameter that sets it; null: an initializer does.</param>
readonly record struct Member(ISymbol Symbol, ITypeSymbol Type, IParameterSymbol? Parameter);

/// <summary>Finds the members of a record, class or struct, and the constructor that takes them.</summary>
static class Members
{
    /// <summary>The constructor's members in its order, then those an initializer sets; null when no constructor will do.</summary>
    public static List<Member>? Of(INamedTypeSymbol type, Compilation compilation)
    {
        var readable = Readable(type);
        List<Member>? best = null;
        foreach (var constructor in type.InstanceConstructors)
            if (compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)
                && Match(constructor, readable) is { } members
                && (best is null || members.Count > best.Count))
                best = members;
        if (best is null)
            return null;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in best)
            taken.Add(member.Symbol.Name);
        foreach (var symbol in readable)
            if (!taken.Contains(symbol.Name) && IsSettable(symbol, compilation))
                best.Add(new Member(symbol, TypeOf(symbol), null));
        return best;
    }

    static List<Member>? Match(IMethodSymbol constructor, List<ISymbol> readable)
    {
        var members = new List<Member>(constructor.Parameters.Length);
        foreach (var parameter in constructor.Parameters)
        {
            // A record may have members that differ in case only.
            var symbol = Named(StringComparison.Ordinal) ?? Named(StringComparison.OrdinalIgnoreCase);
            if (symbol is null || parameter.RefKind is not (RefKind.None or RefKind.In))
                return null;
            members.Add(new Member(symbol, TypeOf(symbol), parameter));

            ISymbol? Named(StringComparison comparison) => readable.Find(m =>
                string.Equals(m.Name, parameter.Name, comparison) && SymbolEqualityComparer.Default.Equals(TypeOf(m), parameter.Type));
        }

        return members;
    }

    static List<ISymbol> Readable(INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var level = type; level is not null && level.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); level = level.BaseType)
            chain.Push(level);
        var members = new List<ISymbol>();
        foreach (var level in chain)
            foreach (var member in level.GetMembers())
            {
                if (member.IsStatic || member.DeclaredAccessibility != Accessibility.Public || member.IsImplicitlyDeclared && member is IFieldSymbol)
                    continue;
                if (member is not (IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public }))
                    continue;
                members.RemoveAll(m => m.Name == member.Name);
                members.Add(member);
            }

        return members;
    }

    static bool IsSettable(ISymbol symbol, Compilation compilation) => symbol switch
    {
        IPropertySymbol property => property.SetMethod is { } set && compilation.IsSymbolAccessibleWithin(set, compilation.Assembly),
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        _ => false,
    };

    static ITypeSymbol TypeOf(ISymbol symbol) => symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;
}

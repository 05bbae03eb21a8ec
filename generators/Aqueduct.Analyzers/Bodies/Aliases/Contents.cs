using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>What objects of a type hold, and whether any of it can change after it was made.</summary>
static class Contents
{
    /// <summary>How deep types are looked into: everyday ones end long before.</summary>
    const int Deepest = 6;

    /// <summary>What is known of a type, kept as long as the type is.</summary>
    static readonly ConditionalWeakTable<ITypeSymbol, Facts> Known = new();

    /// <summary>The types of the objects that an object of the type holds at once, those that can change or hold such.</summary>
    public static IReadOnlyList<ITypeSymbol> PartsOf(ITypeSymbol type) => FactsOf(type).Parts;

    /// <summary>Whether an object of the type, or one inside of it, can change.</summary>
    public static bool CanChange(ITypeSymbol type) => FactsOf(type).CanChange;

    /// <summary>Whether an object of the first type may be found inside of one of the second.</summary>
    public static bool IsIn(ITypeSymbol type, ITypeSymbol holder) => FactsOf(holder).Inside.Any(i => Fits(type, i));

    /// <summary>Whether an object of the one type may be one of the other.</summary>
    public static bool Fits(ITypeSymbol a, ITypeSymbol b) => IsAnything(a) || IsAnything(b) || Derives(a, b) || Derives(b, a);

    static Facts FactsOf(ITypeSymbol type) => Known.GetValue(type, static t => new Facts(CanChange(t, Deepest), [.. AllParts(t).Where(p => CanChange(p, Deepest))], [.. Inside(t)]));

    /// <summary>All that is found inside, near and far.</summary>
    static HashSet<ITypeSymbol> Inside(ITypeSymbol type)
    {
        var found = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(ITypeSymbol, int)>();
        for (open.Enqueue((type, 0)); open.Count > 0;)
        {
            var (holder, depth) = open.Dequeue();
            foreach (var part in AllParts(holder))
                if (!IsPlain(part) && found.Add(part) && depth < Deepest)
                    open.Enqueue((part, depth + 1));
        }

        return found;
    }

    sealed record Facts(bool CanChange, ITypeSymbol[] Parts, ITypeSymbol[] Inside);

    /// <summary>Values that show another object's elements: what is written into them is written there.</summary>
    public static bool IsView(ITypeSymbol type) => type.IsRefLikeType || type is IPointerTypeSymbol
        || type is { Name: "Memory" or "ReadOnlyMemory" or "ArraySegment", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    static bool IsAnything(ITypeSymbol type) => type.SpecialType == SpecialType.System_Object || type.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic;

    static bool Derives(ITypeSymbol type, ITypeSymbol @base)
    {
        for (var level = type; level is not null; level = level.BaseType)
            if (SymbolEqualityComparer.Default.Equals(level, @base))
                return true;
        return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, @base));
    }

    static bool CanChange(ITypeSymbol type, int depth)
    {
        if (IsPlain(type))
            return false;
        if (depth == 0 || IsAnything(type))
            return true;
        return type switch
        {
            INamedTypeSymbol named when IsView(named) => !named.Name.StartsWith("ReadOnly", StringComparison.Ordinal) || Any(named),
            INamedTypeSymbol { IsValueType: true } or INamedTypeSymbol { IsTupleType: true } => Any(type),
            INamedTypeSymbol named when Mutations.IsFixed(named) => Any(type),
            INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.Length: > 0 } named => Fields(named).Any(f => !f.IsReadOnly && f.AssociatedSymbol is not IPropertySymbol { SetMethod.IsInitOnly: true }) || Any(type),
            _ => true,
        };

        bool Any(ITypeSymbol holder) => AllParts(holder).Any(p => CanChange(p, depth - 1));
    }

    /// <summary>Scalars, texts, functions, tables: nobody can change them, or what is read of them is made anew.</summary>
    static bool IsPlain(ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.None or SpecialType.System_Object or SpecialType.System_Array or SpecialType.System_ValueType or SpecialType.System_Nullable_T)
            && type.SpecialType <= SpecialType.System_String
        || type.SpecialType == SpecialType.System_DateTime
        || type.TypeKind is TypeKind.Enum or TypeKind.Delegate
        || Scalars.NameOf(type) is not null
        || Reading.Known.RowOf(type) is not null
        || HazardTable.TypeName(type) is "System.Uri" or "System.Version" or "System.Type" or "System.Range" or "System.Index" or "System.Numerics.BigInteger" or "System.Text.RegularExpressions.Regex"
            or "System.Globalization.CultureInfo" or "System.StringComparer" or "System.Text.Json.JsonElement" or "System.Threading.CancellationToken" or "System.Half" or "System.Int128" or "System.UInt128";

    /// <summary>The types of elements, arguments and fields.</summary>
    static IEnumerable<ITypeSymbol> AllParts(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return [array.ElementType];
            case IPointerTypeSymbol pointer:
                return [pointer.PointedAtType];
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return tuple.TupleElements.Select(e => e.Type);
            case INamedTypeSymbol { IsAnonymousType: true } made:
                return Properties(made);
            case INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } source:
                return Fields(source).Select(f => f.Type).Concat(Interfaces(source));
            case INamedTypeSymbol named:
                var arguments = Arguments(named).ToList();
                return arguments.Count > 0 || IsPlain(named) ? arguments : IsOfSystem(named) ? Root(named) : Properties(named).Concat(Interfaces(named));
            default:
                return [];
        }
    }

    /// <summary>What a compiled class shows of itself; that of the base library may hold anything: a DataTable its rows.</summary>
    static IEnumerable<ITypeSymbol> Properties(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && p.DeclaredAccessibility == Accessibility.Public).Select(p => p.Type).Concat(Fields(type).Select(f => f.Type));

    static bool IsOfSystem(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    static IEnumerable<ITypeSymbol> Root(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            yield break;
        ITypeSymbol level = type;
        while (level.BaseType is { } @base)
            level = @base;
        yield return level;
    }

    /// <summary>What a type holds that is a collection by its interfaces: <c>class Names : List&lt;string&gt;</c>.</summary>
    static IEnumerable<ITypeSymbol> Interfaces(INamedTypeSymbol type) =>
        type.AllInterfaces.Where(i => i is { Name: "IEnumerable", TypeArguments.Length: 1 }).Select(i => i.TypeArguments[0]);

    /// <summary>Arguments of the type and of those around it: an enumerator stands in its list.</summary>
    static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
            foreach (var argument in level.TypeArguments)
                yield return argument;
    }

    static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            foreach (var member in level.GetMembers())
                if (member is IFieldSymbol { IsStatic: false, IsConst: false } field)
                    yield return field;
    }
}

using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads row types.</summary>
static class RowReader
{
    /// <summary>The row type's columns; null when it has none (reported as AQ1002), when it is open, or when C# reports an error itself.</summary>
    /// <param name="use">Anchor of where the type is used, for what the type's own source cannot show.</param>
    public static RowModel? Read(ITypeSymbol type, ReadScope scope, int use)
    {
        if (TypeNames.IsOpen(type))
            return null;
        if (TypeNames.IsBroken(type))
        {
            scope.CanRun = false;
            return null;
        }

        var name = TypeNames.Plain(type);
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsTupleType: false, IsAbstract: false, IsRefLikeType: false } named
            || type.SpecialType == SpecialType.System_Object || Scalars.NameOf(Scalars.Unwrap(type, out _)) is not null)
            return Refuse(scope, use, name.Display, "a row is a record, class or struct with one member a column");
        if (!TypeNames.IsReachable(type, scope.Compilation))
            return Refuse(scope, use, name.Display, "generated code cannot reach it; make it and the types around it internal or public");
        if (Members.Of(named, scope.Compilation) is not { } found)
            return Refuse(scope, use, name.Display, "no constructor takes its members; give it a primary constructor or a parameterless one and settable members");
        if (found.Count == 0)
            return Refuse(scope, use, name.Display, "it has no public members to make columns of");

        var members = new List<RowMember>(found.Count);
        var uses = new List<ISymbol> { type };
        foreach (var member in found)
        {
            var inner = Scalars.Unwrap(member.Type, out var isNullable);
            var scalar = Scalars.IsBytes(inner) ? "bytes" : Scalars.NameOf(inner);
            var anchor = scope.At(member.Symbol);
            uses.Add(member.Symbol);
            if (TypeNames.IsBroken(member.Type))
                scope.CanRun = false;
            else if (scalar is null)
                Refuse(scope, anchor == 0 ? use : anchor, name.Display, $"its member '{member.Symbol.Name}' is {TypeNames.Display(member.Type)}, which no column holds; use a number, text, date, Guid, enum or byte[]");
            isNullable |= member.Type.IsReferenceType && member.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
            members.Add(new RowMember(member.Symbol.Name, TypeNames.Of(member.Type), scalar ?? "", isNullable, ColumnOf(member), member.Parameter is not null, anchor));
        }

        var home = named.ContainingAssembly;
        var isOurs = SymbolEqualityComparer.Default.Equals(home, scope.Compilation.Assembly);
        return new RowModel
        {
            Type = name,
            Identifier = TypeNames.Identifier(type),
            Members = members.ToEquatable(),
            Warnings = Warnings.Of(scope.Compilation, [.. uses]),
            HasColumns = isOurs || !home.GivesAccessTo(scope.Compilation.Assembly),
        };
    }

    static string? ColumnOf(Member member)
    {
        var attribute = Known.Attribute(member.Symbol, "Column") ?? (member.Parameter is null ? null : Known.Attribute(member.Parameter, "Column"));
        return attribute is { ConstructorArguments: [{ Value: string name }] } ? name : null;
    }

    static RowModel? Refuse(ReadScope scope, int anchor, string type, string reason)
    {
        scope.Error("AQ1002", anchor, type, reason);
        return null;
    }
}

using System.Collections.Generic;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Versions;

/// <summary>Which members of a type may run, or decide what runs, without anybody writing their names.</summary>
static class TypeMembers
{
    /// <summary>What C# looks up by these names for foreach, await, using, deconstruction, initializers, ranges and interpolated strings.</summary>
    public static readonly HashSet<string> Unwritten =
    [
        "Add", "AppendFormatted", "AppendLiteral", "Current", "Deconstruct", "Dispose", "DisposeAsync", "GetAsyncEnumerator", "GetAwaiter", "GetEnumerator",
        "GetPinnableReference", "GetResult", "MoveNext", "MoveNextAsync", "Slice",
    ];

    /// <summary>What query expressions call.</summary>
    public static readonly HashSet<string> Query = ["Cast", "GroupBy", "GroupJoin", "Join", "OrderBy", "OrderByDescending", "Select", "SelectMany", "ThenBy", "ThenByDescending", "Where"];

    /// <summary>Constructors, operators, indexers and instance data; overrides and what may implement an interface; what is called by an unwritten name.</summary>
    public static bool RunsUnnamed(MemberDeclarationSyntax member, INamedTypeSymbol type, SemanticModel semantics) => member switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => false,
        MethodDeclarationSyntax method => !IsMarked(method, semantics) && (method.ExplicitInterfaceSpecifier is not null
            || method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            || Unwritten.Contains(method.Identifier.ValueText) || Query.Contains(method.Identifier.ValueText)
            || (type.AllInterfaces.Length > 0 && method.Modifiers.Any(SyntaxKind.PublicKeyword) && !method.Modifiers.Any(SyntaxKind.StaticKeyword))),
        BaseFieldDeclarationSyntax or BasePropertyDeclarationSyntax => !member.Modifiers.Any(SyntaxKind.StaticKeyword) && !member.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => true,
    };

    /// <summary>A marked method is a node of its own: where it is called as a plain method, its name is written.</summary>
    static bool IsMarked(MethodDeclarationSyntax method, SemanticModel semantics) =>
        method.AttributeLists.Count > 0 && semantics.GetDeclaredSymbol(method) is { } symbol && (Known.KindOf(symbol, out _) is not null || Known.Attribute(symbol, "Workflow") is not null);
}

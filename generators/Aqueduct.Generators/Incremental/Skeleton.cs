using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Incremental;

/// <summary>Hashes syntax and collects the names it mentions, with or without bodies.</summary>
sealed class Skeleton(bool withBodies)
{
    /// <summary>What C# looks up in a body without its name being written.</summary>
    static readonly string[] Unwritten = ["GetAwaiter", "GetEnumerator", "GetAsyncEnumerator", "Deconstruct", "Add"];

    TokenHash _hash = TokenHash.Start();

    public ulong Hash => _hash.Value;

    public HashSet<string> Names { get; } = [];

    public void Mix(ulong value) => _hash.Add(value);

    public void Mix(string text) => _hash.Add(text);

    public void AddUnwritten() => Names.UnionWith(Unwritten);

    public void Add(SyntaxNodeOrToken item)
    {
        if (item.AsNode() is { } node)
            Add(node);
        else
            Add(item.AsToken());
    }

    public void Add(SyntaxNode node)
    {
        if (!withBodies && IsBody(node))
        {
            // That there is one counts: a partial method without a body gets one.
            _hash.Add((ulong)node.RawKind);
            return;
        }

        if (node is AttributeSyntax attribute && LastName(attribute.Name) is { } name)
            Names.Add(name + "Attribute");
        foreach (var child in node.ChildNodesAndTokens())
            Add(child);
    }

    void Add(SyntaxToken token)
    {
        _hash.Add(token);
        if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax)
            Names.Add(token.ValueText);
    }

    static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    public static string? LastName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers;

/// <summary>The tables that the saves of a project make: a query may read them though no snapshot knows them yet. Looked up only where a table is unknown.</summary>
static class SavedTables
{
    static readonly ConditionalWeakTable<Compilation, HashSet<string>> Known = new();

    public static bool Contains(Compilation compilation, string table) => Known.GetValue(compilation, Read) is var names && (names.Contains(table) || names.Contains("*"));

    static HashSet<string> Read(Compilation compilation) => new(
        from tree in compilation.SyntaxTrees
        from attribute in tree.GetRoot().DescendantNodes(n => n is not BlockSyntax).OfType<AttributeSyntax>()
        where attribute.Name.ToString() is "Save" or "SaveAttribute" or "Aqueduct.Save" && attribute.ArgumentList is { Arguments.Count: > 1 }
        let value = attribute.ArgumentList!.Arguments[1].Expression
        // A name that is put together may be any.
        select value is LiteralExpressionSyntax literal && literal.Token.ValueText.IndexOf('{') < 0 ? literal.Token.ValueText : "*", StringComparer.OrdinalIgnoreCase);
}
